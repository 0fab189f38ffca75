import Files
import Production
import Testing

@testable import Intake

/// Links to videos that lie at a service already, told from all others by what stands in their small files.
@Suite(.timeLimit(.minutes(10))) struct LinkKindTests {
  private static let video = "https://www.loom.com/share/0123456789abcdef0123456789abcdef"

  @Test(arguments: [
    ("talk.url", "[InternetShortcut]\r\nURL=\(video)\r\n"), ("talk.txt", "\(video)\n"),
    ("talk.desktop", "[Desktop Entry]\nType=Link\nURL=\(video)\n"),
    ("talk.webloc", "<plist><dict><key>URL</key><string>\(video)</string></dict></plist>"),
  ])
  func aLinkToAVideoAtLoomIsTaken(_ name: String, _ text: String) throws {
    #expect(try ContentKind.of(#require(FileName(name)), head: Array(text.utf8)).get() == .link)
    // Another video, or another place there.
    let other = text.replacing("/share/0123456789abcdef0123456789abcdef", with: "/looms/videos")
    let refusal = #expect(throws: Refusal.self) { try ContentKind.of(#require(FileName(name)), head: Array(other.utf8)).get() }
    #expect(refusal?.sentence.contains("leads to Loom, but not to one of its videos") == true)
  }

  @Test func otherLinksAreRefusedAsBefore() throws {
    let text = Array("[InternetShortcut]\r\nURL=https://www.example.com/\r\n".utf8)
    let refusal = #expect(throws: Refusal.self) { try ContentKind.of(#require(FileName("a.url")), head: text).get() }
    #expect(refusal?.sentence == "A file that ends in .url cannot be made into a video here.")
    #expect(try ContentKind.of(#require(FileName("a.txt")), head: Array("https://www.example.com/".utf8)).get() == .plainText)
    #expect(try ContentKind.of(#require(FileName("a.txt")), head: Array("See \(Self.video).".utf8)).get() == .plainText)
  }
}
