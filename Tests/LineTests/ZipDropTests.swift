import Production
import Rig
import Testing
import Zips

/// A dropped zip is one job with all that is in it, and comes back as it is.
@Suite(.timeLimit(.minutes(10))) struct ZipDropTests {
  @Test func aZipIsMadeIntoOneVideoWithItsOwnSettings() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    let zip = Zip.stored([
      ("Tides/10 sun.txt", Array("The sun pulls the sea as well. Its pull is half as strong.".utf8)),
      ("Tides/2 moon.md", Array("# Why tides rise\n\nThe moon pulls the sea. It rises twice a day.".utf8)),
      ("Tides/photo.png", [0x89, 0x50, 0x4E, 0x47]), ("Tides/folder.toml", Array("gates = []\nstyle = \"tech\"\n".utf8)),
      ("__MACOSX/Tides/._2 moon.md", [0, 1]),
    ])
    try rig.write(zip, to: "acme/inbox/Tides (1).zip")
    try await rig.wait(for: "tides-1", toBe: .completed)
    let story = try #require(try rig.story("tides-1"))
    #expect(story.settings.style == .tech)
    #expect(story.stages.first { $0.stage == .read }?.facts["document.files"] == "2")
    #expect(try rig.read("acme/outbox/tides-1/how-it-was-made.txt").contains("- Tides/photo.png (a picture)"))
    #expect(rig.names("acme/outbox/tides-1/source") == ["Tides (1).zip"])
    #expect(try rig.bytes("acme/outbox/tides-1/source/Tides (1).zip") == zip)
    #expect(rig.names("acme/inbox") == [])
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
  }

  @Test func whatCannotBeOpenedComesBackWithAReason() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    var locked = Zip.Part("secret.txt", Array("A secret text.".utf8))
    locked.flags = 1
    var bomb = Zip.Part("bomb.txt", Array("short".utf8))
    (bomb.method, bomb.claimedSize) = (8, 1 << 30)
    let mistake = Zip.stored([("a.txt", Array("Some words.".utf8)), ("wrong.toml", Array("styel = \"tech\"\n".utf8))])
    let trim = Array("kind = \"transform\"\ndo = \"trim\"\nfrom = 1\n".utf8)
    let cut = Zip.stored([("cut/a.mp4", [1]), ("cut/folder.toml", trim)])
    let drops: [(name: String, bytes: [UInt8], why: String)] = [
      ("locked", Zip.made([locked]), "locked with a password"), ("bomb", Zip.made([bomb]), "far larger"),
      ("pictures", Zip.stored([("a.png", [1])]), "There is no document in \"pictures\""), ("wrong", mistake, "wrong.toml"),
      ("cut", cut, "\"cut.zip\" is a zip, and a video in a zip cannot be changed."),
    ]
    for drop in drops { try rig.write(drop.bytes, to: "acme/inbox/\(drop.name).zip") }
    for drop in drops {
      try await rig.wait("\(drop.name) to come back") { rig.isReturned("acme/failed/\(drop.name)") }
      let why = try rig.read("acme/failed/\(drop.name)/WHY.txt")
      #expect(why.contains(drop.why), "\(why)")
      #expect(try rig.bytes("acme/failed/\(drop.name)/\(drop.name).zip") == drop.bytes)
    }
    #expect(try await rig.run("verify").code == 0)
  }
}
