import Files
import Intake
import Production
import Testing

/// Which drops are taken for access logs and tables of views.
@Suite struct LogHeadTests {
  private static let nginx =
    "192.0.2.1 - - [20/Nov/2026:10:15:42 +0000] \"GET /a/beacon.gif HTTP/1.1\" 404 153 \"-\" \"Mozilla/5.0\"\n"
  private static let bucket =
    "owner bucket [20/Nov/2026:10:15:42 +0000] 192.0.2.1 - ID REST.GET.OBJECT a.mp4 \"GET /a.mp4 HTTP/1.1\" 200 - 1 1 7 - \"-\" \"x\" -\n"
  private static let caddy =
    "{\"ts\":1795169742.5,\"logger\":\"http.log.access.log0\",\"request\":{\"method\":\"GET\",\"uri\":\"/\"},\"status\":200}\n"

  private func kind(_ name: String, _ head: [UInt8]) throws -> DropKind? {
    try? ContentKind.of(try #require(FileName(name)), head: head).get()
  }

  @Test(
    arguments: [
      ("access.log", nginx), ("access.log.1", nginx), ("other_vhosts.txt", nginx), ("2026-11-20-10-15-42-AB12", bucket),
      ("caddy.json", caddy), ("cloudfront.log", "#Version: 1.0\n#Fields: date time\n"), ("views.csv", "video,time\n"),
      ("march views.jsonl", "{\"video\":\"a\"}\n"),
    ])
  func theseAreViews(name: String, text: String) throws { #expect(try kind(name, Array(text.utf8)) == .views) }

  @Test(
    arguments: [
      ("letter.txt", "Dear reader, on [20/Nov/2026] I wrote to you.\n"), ("notes.md", nginx), ("reviews.csv", "a,b\n"),
      ("table.csv", nginx), ("empty.txt", "\n"),
    ])
  func theseAreNot(name: String, text: String) throws { #expect(try kind(name, Array(text.utf8)) != .views) }

  @Test func packedLogsAreKnownByTheirNames() throws {
    let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    #expect(try kind("access.log.2.gz", head) == .views)
    #expect(try kind("E2ABC.2026-11-20-10.ab12cd34.gz", head) == .views)
    #expect(try kind("backup.tar.gz", head) == nil)
    #expect(try kind("backup.tgz", head) == nil)
  }
}
