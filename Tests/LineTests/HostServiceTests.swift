import Pages
import Production
import Rig
import StandIns
import Testing

/// Finished videos on video services: the whole line, with one that is as strict as a real one.
@Suite(.timeLimit(.minutes(10))) struct HostServiceTests {
  private static let script = "TITLE: Two\n\nLERATO: One film is drawn once, and then it lies there twice.\n"

  private func start(_ server: HostServer<PeerTubeStandIn>, password: String = "p&ss=wörd", more: String = "") async throws -> Rig
  {
    let rig = try Rig(secrets: ["tube": password])
    try rig.makeFolder("www")
    try rig.configure(
      line: "first_pause_seconds = 0.1\ntries = 2",
      clientLines: "gates = []\npublish.host = \"auto\"\npublish.expires_days = 30",
      more: """
        [[host]]
        name = "tube"
        kind = "peertube"
        endpoint = "\(server.url)"
        user = "dropreel"
        key = "tube"
        [[host]]
        name = "nas"
        kind = "folder"
        path = "\(rig.path)/www"
        url = "https://videos.example.com"
        sent_gigabyte_dollars = 1000
        \(more)
        """)
    try await rig.start()
    try rig.write(Self.script, to: "acme/inbox/two.script.txt")
    return rig
  }

  private static let note = "acme/outbox/two-script/publish.txt"

  @Test func aVideoServiceGetsTheFilmAndItsWordsAndIsAskedUntilItIsReady() async throws {
    let server = try HostServer(PeerTubeStandIn())
    let rig = try await start(server)
    try await rig.wait("it to be there") { try rig.exists(Self.note) && rig.read(Self.note).contains("# LINK: ") }
    let video = try #require(server.place.videos.first)
    #expect(try video.bytes == rig.bytes("acme/outbox/two-script/two-script.tiny.mp4"))
    #expect(video.details["name"] == .text("Two") && video.details["privacy"] == .integer(2))
    let text = try rig.read(Self.note)
    #expect(text.contains("# LINK: \(server.url)/w/\(video.short)\n") && text.contains("is still preparing it"), "\(text)")
    // What hosts cost is for the house alone.
    #expect(text.contains("# HOST: tube\n") && !text.contains("$"), "\(text)")
    #expect(try await rig.run("hosts", "--json").output.contains("tube: $0.00 a month at 100 views; nas $"))
    #expect(text.contains("# EXPIRES: "), "\(text)")
    #expect(server.complaints.isEmpty)

    // What a person changes is changed there.
    try rig.write("TITLE: Two films\nDESCRIPTION: Twice\nTAGS: rain\nPRIVACY: public\n", to: "acme/inbox/two-script.publish")
    try await rig.wait("the change") { server.place.videos.first?.details["name"] == .text("Two films") }
    #expect(server.place.videos.count == 1 && server.place.videos.first?.details["privacy"] == .integer(1))
    let asked = try await rig.run("unpublish", "two-script")
    #expect(asked.code == 0, "\(asked)")
    try await rig.wait("it to be away") { try server.place.videos.isEmpty && rig.read(Self.note).contains("was taken away") }
    let verified = try await rig.run("verify")
    #expect(verified.code == 0, "\(verified.output)")
    try await rig.stop()
  }

  @Test func whoHasNoRoomIsPassedOverAndTheReceiptSaysSo() async throws {
    var place = PeerTubeStandIn()
    place.quota = 10
    let server = try HostServer(place)
    let rig = try await start(server)
    try await rig.wait("it to be elsewhere") {
      try rig.exists(Self.note) && rig.read(Self.note).contains("# LINK: https://videos.example.com/")
    }
    #expect(server.place.videos.isEmpty)
    let hosts = try await rig.run("hosts", "--json")
    #expect(hosts.output.contains("Not tube: "), "\(hosts.output)")
    #expect(rig.names("www").count == 1)
    // The page that shows it lies there, with all that it needs.
    let address = try #require(rig.names("www").first)
    #expect(rig.exists("www/\(address)/index.html") && rig.exists("www/\(address)/beacon.gif"))
    #expect(try rig.read(Self.note).contains("# LINK: https://videos.example.com/\(address)/\n"))
    try await rig.stop()
  }

  @Test func aWrongKeyIsToldToTheAdministratorAndNoSecretStandsAnywhere() async throws {
    let server = try HostServer(PeerTubeStandIn())
    let rig = try await start(server, password: "wrong-0815")
    try await rig.wait("another host") {
      try rig.exists(Self.note) && rig.read(Self.note).contains("# LINK: https://videos.example.com/")
    }
    let health = try await rig.run("status", "--json")
    #expect(health.code == 0)
    #expect(rig.log.contains("A host did not do what it was asked"))
    #expect(!rig.log.contains("wrong-0815"))
    #expect(try !rig.read(Self.note).contains("wrong-0815"))
    try await rig.stop()
  }

  @Test func anUploadThatAStopCutShortGoesOnAndMakesNoSecondVideo() async throws {
    let server = try HostServer(PeerTubeStandIn())
    server.does(
      HostFault("PUT", "upload-resumable", .cuts(after: 4096)),
      HostFault("PUT", "upload-resumable", .answers(.json("{}", status: 503))))
    let rig = try await start(server)
    try await rig.wait("the upload") { !server.place.sessions.isEmpty }
    try await rig.killService()
    try await rig.start()
    try await rig.wait("it to be there") { try rig.exists(Self.note) && rig.read(Self.note).contains("# LINK: ") }
    #expect(server.place.videos.count == 1)
    #expect(try server.place.videos.first?.bytes == rig.bytes("acme/outbox/two-script/two-script.tiny.mp4"))
    try await rig.stop()
  }
}
