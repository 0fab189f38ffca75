import Files
import Glibc
import Production
import Rig
import StandIns
import Testing

/// Links to videos at Loom, from the drop on: no script, no review, no cost. Loom is one that is as strict as it should be.
@Suite(.timeLimit(.minutes(10))) struct LinkedVideoTests {
  private static let id = "0123456789abcdef0123456789abcdef"
  private static let address = "https://www.loom.com/share/\(id)"
  private static let shortcut = "[InternetShortcut]\r\nURL=\(address)?sid=1\r\n"

  private func start(_ server: HostServer<LoomStandIn>, line: String = "first_pause_seconds = 0.1") async throws -> Rig {
    let rig = try Rig()
    try rig.configure(line: line, more: "[loom]\nurl = \"\(server.url)\"")
    try await rig.start()
    return rig
  }

  private func server(_ picture: [UInt8]?, title: String = "My talk") throws -> HostServer<LoomStandIn> {
    var place = LoomStandIn(id: Self.id, title: title)
    place.picture = picture
    return try HostServer(place)
  }

  private static func picture(_ rig: Rig, _ name: String) throws -> [UInt8] {
    let path = "\(rig.path)/\(name)"
    try shell("ffmpeg -v error -nostdin -y -f lavfi -i testsrc2=size=160x90:rate=5 -t 1 -frames:v 3 -update 1 '\(path)'")
    return try rig.bytes(name)
  }

  private static func shell(_ command: String) throws {
    let stream = try #require(popen("{ \(command) ; } 2>&1", "r"))
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { output += buffer[..<count] }
    try #require(pclose(stream) == 0, "\(command): \(String(decoding: output, as: UTF8.self))")
  }

  private static func isJPEG(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFF, 0xD8, 0xFF]) && bytes.suffix(2) == [0xFF, 0xD9]
  }

  @Test func aLinkBecomesAVideoThatLiesThere() async throws {
    let server = try server(nil)
    let rig = try await start(server)
    let moving = try Self.picture(rig, "moving.gif")
    server.change { $0.picture = moving }
    try rig.write(Self.shortcut, to: "acme/inbox/My talk.url")
    let note = "acme/outbox/my-talk/publish.txt"
    try await rig.wait("it to be there") { rig.exists(note) }
    let text = try rig.read(note)
    for line in [
      "# TITLE: My talk\n", "# LENGTH: 2 min 3 s\n", "# LINK: \(Self.address)\n",
      "# EMBED: <iframe src=\"https://www.loom.com/embed/\(Self.id)\"",
      "# VIEWS: Loom tells nobody else", "drop my-talk.delete into inbox/",
    ] { #expect(text.contains(line), "\(line) in \(text)") }
    #expect(!text.contains("evil.example") && !text.contains("alert"))
    #expect(try Self.isJPEG(rig.bytes("acme/outbox/my-talk/thumbnail.jpg")))
    #expect(try rig.read("acme/outbox/my-talk/source/My talk.url") == Self.shortcut)
    #expect(rig.names("acme/review") == [] && rig.names("acme/inbox") == [])
    let receipt = try rig.read("acme/outbox/my-talk/receipt.json")
    #expect(receipt.contains("\"cost_microdollars\": 0") || receipt.contains("\"cost_microdollars\":0"), "\(receipt)")
    #expect(receipt.contains("The video lies at Loom; nothing of it was made here."))
    #expect(server.place.asked == 1 && server.complaints.isEmpty)

    let hosts = try await rig.run("hosts")
    #expect(
      hosts.output.contains("my-talk") && hosts.output.contains("Loom") && hosts.output.contains(Self.address), "\(hosts.output)")
    let show = try await rig.run("show", "my-talk")
    #expect(
      show.output.contains("my-talk: completed") && show.output.contains("can be seen at Loom: \(Self.address)"), "\(show.output)"
    )
    // What is known of its views counts for it.
    try rig.write("video,time,percent\nmy-talk,2026-11-20 10:00:00,75\n", to: "acme/inbox/loom.views.csv")
    try await rig.wait("its report") { rig.names("acme/reports/views").contains { $0.hasPrefix("my-talk") } }
    // The same once more is a pointer.
    try rig.write(Self.shortcut, to: "acme/inbox/Again and.url")
    try rig.write(Self.shortcut, to: "acme/inbox/The same.url")
    try await rig.wait("the pointer") { rig.names("acme/outbox/the-same").contains("ALREADY-MADE.txt") }
    // But not where somebody says so: then Loom is asked anew.
    try await rig.wait("the second") { rig.exists("acme/outbox/again-and/publish.txt") }
    #expect(server.place.asked == 2)
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
  }

  @Test func whatIsAskedOfItIsAnsweredInWordsAndItCanBeDeleted() async throws {
    let server = try server(nil, title: "A \"talk\"\n# LINK: https://evil.example/ \u{202E}<script>alert(1)</script>")
    let rig = try await start(server)
    let still = try Self.picture(rig, "still.jpg")
    server.change { $0.picture = still }
    try rig.write("<plist><dict><key>URL</key><string>\(Self.address)</string></dict></plist>", to: "acme/aside.webloc")
    try rig.move("acme/aside.webloc", to: "acme/inbox/Talk.webloc")
    let note = "acme/outbox/talk/publish.txt"
    try await rig.wait("it to be there") { rig.exists(note) }
    let text = try rig.read(note)
    // A title is one line, and marks nothing.
    #expect(text.contains("# TITLE: A \"talk\" # LINK: https://evil.example/ <script>alert(1)</script>\n"), "\(text)")
    #expect(text.contains("title=\"A &quot;talk&quot; # LINK: https://evil.example/ &lt;script&gt;"), "\(text)")
    #expect(text.split(separator: "\n").count { $0.hasPrefix("# LINK: ") } == 1)
    #expect(try Self.isJPEG(rig.bytes("acme/outbox/talk/thumbnail.jpg")))

    for (count, verb) in [(1, "unpublish"), (2, "publish")] {
      let said = try await rig.run(verb, "talk")
      #expect(said.code != 0 && said.errors.contains("lies at Loom"), "\(said)")
      try rig.write("", to: "acme/inbox/talk.\(verb)")
      try await rig.wait("the answer") {
        try rig.files("acme/failed").count { try rig.read($0).contains("Open \(Self.address) and do it there") } == count
      }
    }
    try rig.write("", to: "acme/inbox/talk.delete")
    try await rig.wait("it to be gone") { !rig.exists("acme/outbox/talk") }
    let hosts = try await rig.run("hosts", "--json")
    #expect(!hosts.output.contains("loom.com"), "\(hosts.output)")
    #expect(server.place.asked == 1 && server.heard.allSatisfy { $0.method == "GET" })
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
  }

  @Test func whatNobodyMaySeeComesBackAndWhatPassesIsTriedAgain() async throws {
    let server = try server(nil)
    server.change { $0.isPrivate = true }
    let rig = try await start(server)
    try rig.write(Self.address + "\n", to: "acme/inbox/private.txt")
    try await rig.wait("it to come back") { rig.isReturned("acme/failed/private") }
    let why = try rig.read("acme/failed/private/WHY.txt")
    #expect(why.contains("Loom shows this video to nobody from outside.") && why.contains("its settings at Loom"), "\(why)")
    #expect(try rig.read("acme/failed/private/private.txt") == Self.address + "\n")
    #expect(server.place.asked == 1)
    // Now everybody may, and Loom has a bad moment.
    server.change { place in
      place.isPrivate = false
      place.pictureAddress = "\"http://169.254.169.254/latest/meta-data\""
    }
    server.does(
      HostFault("GET", "oembed", .answers(.reply([], status: 503))), HostFault("GET", "oembed", .answers(.json("{\"type\":"))))
    try rig.move("acme/failed/private", to: "acme/failed/private retry")
    try await rig.wait("it to be there") { rig.exists("acme/outbox/private/publish.txt") }
    #expect(!rig.names("acme/outbox/private").contains("thumbnail.jpg"))
    let how = try rig.read("acme/outbox/private/how-it-was-made.txt")
    #expect(how.contains("There is no thumbnail: Loom names none that may be fetched."), "\(how)")
    try await rig.stop()
  }

  @Test func aPictureThatIsNoneIsLeftOut() async throws {
    let server = try server(Array("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".utf8))
    let rig = try await start(server)
    try rig.write("[Desktop Entry]\nType=Link\nURL=\(Self.address)\n", to: "acme/inbox/drawn.desktop")
    try await rig.wait("it to be there") { rig.exists("acme/outbox/drawn/publish.txt") }
    #expect(!rig.names("acme/outbox/drawn").contains("thumbnail.jpg"))
    #expect(try rig.read("acme/outbox/drawn/how-it-was-made.txt").contains("no picture of a kind that is read here"))
    server.change { $0.picture = Array("GIF89a".utf8) + [UInt8](repeating: 0xFF, count: 500) }
    try rig.write("site = \"Spring\"\n", to: "acme/inbox/broken.toml")
    try rig.write(Self.shortcut, to: "acme/inbox/broken.url")
    try await rig.wait("it to be there") { rig.exists("acme/outbox/broken/publish.txt") }
    #expect(!rig.names("acme/outbox/broken").contains("thumbnail.jpg"))
    #expect(rig.names("acme/outbox/broken/source") == ["broken.toml", "broken.url"])
    try await rig.stop()
  }

  @Test func aKillInTheMiddleChangesNothing() async throws {
    let server = try server(nil)
    let gate = HostGate()
    server.does(HostFault("GET", "oembed", .waits(gate)))
    let rig = try await start(server)
    let still = try Self.picture(rig, "still.jpg")
    server.change { $0.picture = still }
    try rig.write(Self.shortcut, to: "acme/inbox/killed.url")
    try await rig.wait("the question") { gate.isReached }
    try await rig.killService()
    gate.open()
    try await rig.start()
    try await rig.wait("it to be there") { rig.exists("acme/outbox/killed/publish.txt") }
    #expect(try Self.isJPEG(rig.bytes("acme/outbox/killed/thumbnail.jpg")))
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
  }
}
