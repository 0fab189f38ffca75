import Production
import Rig
import Testing
import Zips

/// Web pages, books and RTF from their drop on, read by the real worker.
@Suite(.timeLimit(.minutes(10))) struct WebDropTests {
  private static let container = "<container><rootfiles><rootfile full-path='book.opf'/></rootfiles></container>"

  private static func book(locked: Bool) -> [UInt8] {
    let package =
      "<package><metadata><title>Rivers</title></metadata><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>"
      + "<spine><itemref idref='a'/></spine></package>"
    var parts = [
      ("mimetype", "application/epub+zip"), ("META-INF/container.xml", container), ("book.opf", package),
      (
        "a.xhtml",
        "<html><body><h1>Rivers</h1><p>A river carries sand to the sea. It slows down where it is wide.</p></body></html>"
      ),
    ]
    if locked { parts.append(("META-INF/encryption.xml", "<encryption><CipherReference URI='a.xhtml'/></encryption>")) }
    return Zip.stored(parts.map { ($0.0, Array($0.1.utf8)) })
  }

  @Test func pagesBooksAndRichTextBecomeScripts() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    let page =
      "<title>Tides</title><nav><a href=/>Home</a></nav><h1>Tides</h1><p>The moon pulls the water. The water rises twice a day.</p>"
    // Its letters show that the converters can be reached from where the worker is shut in.
    let text =
      #"{\rtf1\ansi\ansicpg1250\b Caf\'e9s in \'a3\'f3d\'9f\b0\par A caf\'e9 opens at noon. It closes late at night.\par}"#
    let drops: [(name: String, ending: String, bytes: [UInt8], word: String)] = [
      ("tides", "html", Array(page.utf8), "moon"), ("rivers", "epub", Self.book(locked: false), "river"),
      ("cafes", "rtf", Array(text.utf8), "cafés in łódź"),
    ]
    for drop in drops { try rig.write(drop.bytes, to: "acme/inbox/\(drop.name).\(drop.ending)") }
    for drop in drops {
      try await rig.wait(for: drop.name, toBe: .draft)
      try await rig.wait("the script") { rig.exists("acme/review/\(drop.name)/script.txt") }
      let script = try rig.read("acme/review/\(drop.name)/script.txt").lowercased()
      #expect(script.contains(drop.word) && !script.contains("home"), "\(script)")
    }
    try await rig.stop()
  }

  @Test func aLockedBookComesBackWithAReason() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.write(Self.book(locked: true), to: "acme/inbox/bought.epub")
    try await rig.wait("it to come back") { rig.isReturned("acme/failed/bought") }
    #expect(try rig.read("acme/failed/bought/WHY.txt").contains("The book is locked"))
    try await rig.stop()
  }
}
