import Files
import Production
import Rig
import StandIns
import Testing

/// The page of a finished video where others see it: with the words that are asked for now, and the address at which it lies.
@Suite(.timeLimit(.minutes(10))) struct HostPageTests {
  private static let nas = """
    [[host]]
    name = "nas"
    kind = "folder"
    path = "RIG/www"
    url = "https://videos.example.com"
    """

  @Test func whatIsSaidOfItLaterStandsOnItsPageToo() async throws {
    let hosted = try await HostedScript(Self.nas, publish: "publish.privacy = \"public\"")
    let rig = hosted.rig
    try await hosted.link()
    let page = "www/two/index.html"
    let first = try rig.read(page)
    #expect(first.contains("<title>Two</title>"))
    let picture = try #require(rig.names("www/two").first { $0.hasPrefix("thumbnail") })
    #expect(
      first.contains("property=\"og:image\" content=\"https://videos.example.com/two/\(picture)\""),
      "\(first.prefix(3000))")
    #expect(first.contains("name=\"twitter:card\" content=\"summary_large_image\""))
    // The one that is opened from the share knows of no address.
    #expect(try !rig.read("acme/outbox/two/share-page/index.html").contains("og:image"))
    let film = try rig.inode("www/two/tiny.mp4")

    try await hosted.ask("publish", "TITLE: Two <films>\nDESCRIPTION: All of it\n")
    try await rig.wait("the page") { try rig.read(page).contains("<title>Two &lt;films&gt;</title>") }
    #expect(try rig.read(page).contains("All of it"))
    #expect(try rig.inode("www/two/tiny.mp4") == film, "the films stay")
    #expect(rig.names("www").filter { $0.hasPrefix(".") && $0 != ".dropreel-host" } == [])

    // At another address it has the words of now, and that address.
    try await hosted.ask("publish", "PRIVACY: unlisted\nTITLE: Two <films>\n")
    try await rig.wait("another address") {
      !rig.exists("www/two") && rig.names("www").contains { $0.hasPrefix("two-") }
    }
    let link = try await hosted.link()
    let address = try #require(rig.names("www").first { $0.hasPrefix("two-") })
    let moved = try rig.read("www/\(address)/index.html")
    #expect(link == "https://videos.example.com/\(address)/")
    #expect(moved.contains("<title>Two &lt;films&gt;</title>") && moved.contains("og:image\" content=\"\(link)\(picture)\""))

    // What somebody else changed there is not overwritten.
    try rig.write("mine", to: "www/\(address)/index.html")
    try await hosted.ask("publish", "TITLE: Three\n")
    try await rig.wait("the words") { try hosted.told.contains("was changed in") }
    #expect(try rig.read("www/\(address)/index.html") == "mine")
    let verified = try await rig.run("verify")
    #expect(verified.code == 0, "\(verified.output)")
    try await rig.stop()
  }

  @Test func whoForgetsAJobForgetsItsPageToo() async throws {
    let hosted = try await HostedScript(Self.nas, publish: "publish.privacy = \"public\"")
    let rig = hosted.rig
    try await hosted.link()
    try await hosted.ask("publish", "TITLE: Mrs Anna Example\n")
    try await rig.wait("the page") { try rig.read("www/two/index.html").contains("Mrs Anna Example") }
    try rig.write("", to: "acme/inbox/two.delete")
    try await rig.wait("it to be away") { !rig.exists("www/two") && !rig.exists("acme/outbox/two") }
    #expect(
      try Rig.shell("test -d '\(rig.path)/state/content' && ! grep -rqs 'Mrs Anna Example' '\(rig.path)/state/content'") == 0)
    try await rig.stop()
  }
}

extension Rig {
  fileprivate func inode(_ path: String) throws -> UInt64 {
    let parts = path.split(separator: "/").compactMap { FileName(String($0)) }
    guard let name = parts.last, let status = try Folder.open(self.path).folder(Array(parts.dropLast())).status(of: name) else {
      throw RigError("no \(path)")
    }
    return status.inode
  }
}
