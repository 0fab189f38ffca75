import Production
import Rig
import Testing

/// A dropped folder is one job with all that is in it.
@Suite(.timeLimit(.minutes(10))) struct FolderDropTests {
  private static let photo: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0]

  /// Put together outside of the inbox, and moved in whole.
  private func talk(_ rig: Rig, named name: String = "Talk about tides") throws {
    try rig.makeFolder("acme/\(name)")
    try rig.makeFolder("acme/\(name)/10 later")
    try rig.write("The sun pulls the sea as well. Its pull is half as strong.", to: "acme/\(name)/10 later/Sun.txt")
    try rig.write("# Why tides rise\n\nThe moon pulls the sea. It rises twice a day.", to: "acme/\(name)/2 moon.md")
    try rig.write(Self.photo, to: "acme/\(name)/photo.png")
    try rig.write("x", to: "acme/\(name)/.DS_Store")
    try rig.move("acme/\(name)", to: "acme/inbox/\(name)")
  }

  @Test func aFolderIsMadeIntoOneVideoAndComesBackWhole() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try talk(rig)
    try await rig.wait(for: "talk-about-tides", toBe: .draft)
    #expect(rig.names("acme/inbox") == [])
    try await rig.wait("the note") { rig.names("acme/review/talk-about-tides").contains { $0.hasPrefix("HOW TO APPROVE") } }
    #expect(rig.names("acme/review") == ["talk-about-tides"])
    let script = try rig.read("acme/review/talk-about-tides/script.txt")
    #expect(script.contains("TITLE: Talk about tides"), "\(script)")
    #expect(script.contains("moon"), "\(script)")
    let how = try #require(rig.names("acme/review/talk-about-tides").first { $0.hasPrefix("HOW TO APPROVE") })
    #expect(try rig.read("acme/review/talk-about-tides/\(how)").contains("1 file was not used: photo.png (a picture)."))

    try rig.move("acme/review/talk-about-tides/script.txt", to: "acme/review/talk-about-tides/script approved.txt")
    try await rig.wait(for: "talk-about-tides", toBe: .completed)
    let source = "acme/outbox/talk-about-tides/source"
    #expect(rig.names(source) == ["Talk about tides"])
    #expect(rig.names("\(source)/Talk about tides") == ["10 later", "2 moon.md", "photo.png"])
    #expect(try rig.read("\(source)/Talk about tides/.DS_Store") == "x")
    #expect(try rig.bytes("\(source)/Talk about tides/photo.png") == Self.photo)
    #expect(try rig.read("acme/outbox/talk-about-tides/how-it-was-made.txt").contains("- photo.png (a picture)"))
    #expect(try rig.read("acme/outbox/talk-about-tides/receipt.json").contains("\"name\": \"10 later/Sun.txt\""))
    #expect(rig.names("acme/.dropreel/claimed") == [])

    // The very same once more is not made again, and comes back whole, too.
    try talk(rig, named: "Talk copy")
    try await rig.wait("the pointer") { rig.exists("acme/outbox/talk-copy/ALREADY-MADE.txt") }
    try await rig.wait("the folder") { rig.exists("acme/outbox/talk-copy/source/Talk copy/2 moon.md") }
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
  }

  @Test func aFolderWithoutADocumentComesBackAndIsTriedAgainOnceThereIsOne() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("acme/Photos")
    try rig.write(Self.photo, to: "acme/Photos/photo.png")
    try rig.write([1, 0, 2, 0, 3, 0, 4, 0], to: "acme/Photos/broken.txt")
    try rig.move("acme/Photos", to: "acme/inbox/Photos")
    try await rig.wait("the folder to come back") { rig.exists("acme/failed/photos/Photos/photo.png") }
    let why = try rig.read("acme/failed/photos/WHY.txt")
    for words in ["There is no document in \"Photos\"", "photo.png (a picture)", "move \"Photos\" back into inbox"] {
      #expect(why.contains(words), "\(words) in \(why)")
    }
    try rig.write("The sea is large. The moon pulls it. Twice a day it rises.", to: "acme/failed/photos/Photos/Sea.txt")
    try rig.move("acme/failed/photos", to: "acme/failed/photos retry")
    // It is another drop now, and so another job.
    try await rig.wait(for: "photos-2", toBe: .draft)
    #expect(rig.names("acme/failed") == [])
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func settingsAndAScriptInAFolderHold() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("acme/Demo")
    try rig.write("The sea is large. The moon pulls it.", to: "acme/Demo/Sea.txt")
    try rig.write("style = \"tech\"\n", to: "acme/Demo/Demo.toml")
    try rig.write("TITLE: As I want it\n\nTHABO: Why?\nLERATO: Because I say so.\n", to: "acme/Demo/Demo.script.txt")
    try rig.move("acme/Demo", to: "acme/inbox/Demo")
    try await rig.wait(for: "demo", toBe: .draft)
    #expect(try rig.story("demo")?.settings.style == .tech)
    try await rig.wait("the script") { rig.exists("acme/review/demo/script.txt") }
    #expect(try rig.read("acme/review/demo/script.txt").contains("LERATO: Because I say so."))

    try rig.makeFolder("acme/Two")
    try rig.write("A text.", to: "acme/Two/a.txt")
    try rig.write("style = \"tech\"\n", to: "acme/Two/Two.toml")
    try rig.write("style = \"finance\"\n", to: "acme/Two/x.job.toml")
    try rig.move("acme/Two", to: "acme/inbox/Two")
    try await rig.wait("the folder to come back") { rig.exists("acme/failed/two/Two/a.txt") }
    #expect(try rig.read("acme/failed/two/WHY.txt").contains("2 settings files"))
  }
}
