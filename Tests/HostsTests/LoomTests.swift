import Hosts
import Production
import StandIns
import Testing

@Suite(.timeLimit(.minutes(10))) struct LoomTests {
  static let id = "0123456789abcdef0123456789abcdef"

  private func link() throws -> LoomLink { try #require(LoomLink("https://www.loom.com/share/\(Self.id)")) }

  @Test func whatLoomSaysOfIt() throws {
    let server = try HostServer(LoomStandIn(id: Self.id, title: "A \"talk\"\n <script>\u{202E}"))
    let video = try Loom(at: ServiceDock(), base: server.url).look(at: link())
    #expect(video.title == "A \"talk\" <script>")
    #expect(video.seconds == 123.4)
    #expect(video.picture == "https://cdn.loom.com/sessions/thumbnails/\(Self.id).gif")
    #expect(server.complaints.isEmpty)
  }

  @Test func aPrivateOneIsSaidInWords() throws {
    let server = try HostServer(LoomStandIn(id: Self.id, title: "Private"))
    server.change { $0.isPrivate = true }
    let dock = try ServiceDock()
    let loom = Loom(at: dock, base: server.url)
    let trouble = try problem { _ = try loom.look(at: link()) }
    #expect(trouble.cause == .gone)
    #expect(trouble.refusal.sentence.contains("nobody from outside"))
    server.change { $0.isPrivate = false }
    server.does(HostFault("GET", "oembed", .answers(.reply([], status: 502))))
    #expect(try loom.look(at: link()).title == "Private")
    #expect(dock.rests.count == 1)
  }

  /// Whatever stands in it, it is said in words, or left out.
  @Test(arguments: [
    "[]", "\"video\"", "{\"type\":\"rich\",\"title\":\"x\"}", "{\"type\":7}", "<html><script>alert(1)</script></html>", "",
    "{\"type\":\"video\",\"title\":\"a",
  ])
  func whatIsNoAnswerIsTriedAgainAndToldInWords(_ answer: String) throws {
    let server = try HostServer(LoomStandIn(id: Self.id, title: ""))
    server.change { $0.answer = answer }
    let trouble = try problem { _ = try Loom(at: ServiceDock(), base: server.url).look(at: link()) }
    #expect(trouble.cause == .passing && trouble.refusal.sentence.contains("cannot be understood"))
    #expect(!trouble.refusal.wayOut.contains("config.toml"))
  }

  @Test func wrongTypesAreLeftOut() throws {
    let server = try HostServer(LoomStandIn(id: Self.id, title: ""))
    server.change { $0.answer = #"{"type":"video","title":["x"],"duration":"long","thumbnail_url":{"a":1}}"# }
    let video = try Loom(at: ServiceDock(), base: server.url).look(at: link())
    #expect(video.title.isEmpty && video.seconds == nil && video.picture == nil)
    for duration in ["-1", "1e400", "1e9", "0"] {
      server.change { $0.answer = "{\"type\":\"video\",\"duration\":\(duration)}" }
      #expect(try Loom(at: ServiceDock(), base: server.url).look(at: link()).seconds == nil, "\(duration)")
    }
  }

  @Test func aHugeAnswerIsNotTaken() throws {
    let server = try HostServer(LoomStandIn(id: Self.id, title: String(repeating: "x", count: 2 << 20)))
    let trouble = try problem { _ = try Loom(at: ServiceDock(), base: server.url).look(at: link()) }
    #expect(trouble.refusal.sentence.contains("more than can be taken"))
    server.change { $0.title = String(repeating: "x", count: 100_000) }
    #expect(try Loom(at: ServiceDock(), base: server.url).look(at: link()).title.count == LinkedVideo.longestTitle)
  }

  @Test(arguments: [
    "http://127.0.0.1:1/x.gif", "http://cdn.loom.com/x.gif", "file:///etc/passwd", "javascript:alert(1)", "ftp://cdn.loom.com/x",
    "//cdn.loom.com/x.gif", "https://cdn.loom.com/a b",
  ])
  func aPictureIsFetchedByASecureLinkOnly(_ address: String) throws {
    let server = try HostServer(LoomStandIn(id: Self.id, title: ""))
    server.change { $0.pictureAddress = "\"\(address)\"" }
    #expect(try Loom(at: ServiceDock(), base: server.url).look(at: link()).picture == nil)
  }

  /// Nor where a name or a number leads into a network that is nobody else's.
  @Test(arguments: [
    "https://10.0.0.1/x.gif", "https://169.254.169.254/latest/meta-data/", "https://[::1]/x.gif", "https://192.168.1.1/",
    "https://[::ffff:10.0.0.1]/x.gif", "https://localhost/x.gif",
  ])
  func noPictureIsFetchedFromHere(_ address: String) throws {
    let dock = try ServiceDock()
    let trouble = try problem { _ = try Loom(at: dock).fetch(address) }
    #expect(trouble.refusal.sentence.contains("must not be reached"), "\(trouble)")
    #expect(dock.rests.isEmpty)
  }

  @Test func aPictureIsWholeAndNotTooLargeOrNotThere() throws {
    let server = try HostServer(LoomStandIn(id: Self.id, title: ""))
    server.change { $0.picture = Array("GIF89a".utf8) }
    let loom = Loom(at: try ServiceDock(), base: server.url)
    let address = try #require(try loom.look(at: link()).picture)
    #expect(try loom.fetch(address) == Array("GIF89a".utf8))
    server.change { $0.picture = [UInt8](repeating: 7, count: LinkedVideo.largestPicture + 1) }
    #expect(try problem { _ = try loom.fetch(address) }.refusal.sentence.contains("more than can be taken"))
    #expect(try problem { _ = try loom.fetch("\(server.url)/thumbnails/other.gif") }.cause == .gone)
    #expect(server.complaints.isEmpty)
  }
}
