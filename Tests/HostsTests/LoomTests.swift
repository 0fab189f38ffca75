import Hosts
import Production
import StandIns
import Testing

@Suite(.timeLimit(.minutes(10))) struct LoomTests {
  static let id = "0123456789abcdef0123456789abcdef"

  @Test(arguments: [
    "https://www.loom.com/share/\(id)", "https://loom.com/share/\(id)?sid=1", "https://www.loom.com/embed/\(id)",
    "https://www.loom.com/share/\(id)/", "https://www.loom.com/share/\(id.uppercased())#t=3",
  ])
  func aLinkIsKnown(_ link: String) { #expect(LoomLink(link)?.id == Self.id) }

  @Test(arguments: [
    "http://www.loom.com/share/\(id)", "https://www.loom.com.evil.example/share/\(id)", "https://www.loom.com/looms/\(id)",
    "https://www.loom.com/share/123", "https://www.loom.com/share/\(id)0",
    "https://evil.example/?https://www.loom.com/share/\(id)",
    "https://www.loom.com@evil.example/share/\(id)", "loom.com/share/\(id)", "", "https://www.loom.com/share/\(id)/../../x",
  ])
  func whatIsNoLinkIsNone(_ link: String) { #expect(LoomLink(link) == nil) }

  @Test func whatLoomSaysOfIt() throws {
    let server = try HostServer(LoomStandIn(id: Self.id, title: "A \"talk\" <script>"))
    let dock = try ServiceDock()
    let video = try #require(LoomLink("https://www.loom.com/share/\(Self.id)")).look(at: dock, provider: server.url)
    #expect(video.title == "A \"talk\" <script>")
    #expect(video.seconds == 123.4)
    #expect(video.picture == "https://cdn.loom.com/sessions/thumbnails/\(Self.id).gif")
    let code = try #require(video.embedCode)
    #expect(code.contains("src=\"https://www.loom.com/embed/\(Self.id)\""))
    #expect(code.contains("title=\"A &quot;talk&quot; &lt;script&gt;\""))
    #expect(!code.contains("evil"))
  }

  @Test func aPrivateOneIsSaidInWords() throws {
    let server = try HostServer(LoomStandIn(id: Self.id, title: "Private"))
    server.change { $0.isPrivate = true }
    let dock = try ServiceDock()
    let link = try #require(LoomLink("https://www.loom.com/share/\(Self.id)"))
    let trouble = try problem { _ = try link.look(at: dock, provider: server.url) }
    #expect(trouble.cause == .gone)
    #expect(trouble.refusal.sentence.contains("nobody from outside"))
    server.change { $0.isPrivate = false }
    server.does(HostFault("GET", "oembed", .answers(.reply([], status: 502))))
    #expect(try link.look(at: dock, provider: server.url).title == "Private")
    #expect(dock.rests.count == 1)
  }
}
