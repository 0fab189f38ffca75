import Files
import Glibc
import Outbox
import Pages
import Production
import Rig
import StandIns
import Testing

/// Finished videos on video services: the whole line, with one that is as strict as a real one.
@Suite(.timeLimit(.minutes(10))) struct HostServiceTests {
  private func start(_ server: HostServer<PeerTubeStandIn>, password: String = "p&ss=wörd") async throws -> HostedScript {
    try await HostedScript(
      on: server, password: password, publish: "publish.expires_days = 30",
      more: """
        [[host]]
        name = "nas"
        kind = "folder"
        path = "RIG/www"
        url = "https://videos.example.com"
        sent_gigabyte_dollars = 1000
        """)
  }

  @Test func aVideoServiceGetsTheFilmAndItsWordsAndIsAskedUntilItIsReady() async throws {
    let server = try HostServer(PeerTubeStandIn())
    let hosted = try await start(server)
    let rig = hosted.rig
    try await hosted.link()
    let video = try #require(server.place.videos.first)
    #expect(try video.bytes == rig.bytes("acme/outbox/two/two.tiny.mp4"))
    #expect(video.details["name"] == .text("Two") && video.details["privacy"] == .integer(2))
    let text = try hosted.told
    #expect(text.contains("# LINK: \(server.url)/w/\(video.short)\n") && text.contains("is still preparing it"), "\(text)")
    // What hosts cost is for the house alone.
    #expect(text.contains("# HOST: tube\n") && !text.contains("$"), "\(text)")
    #expect(try await rig.run("hosts", "--json").output.contains("tube: $0.00 a month at 100 views; nas $"))
    #expect(text.contains("# EXPIRES: "), "\(text)")
    #expect(server.complaints.isEmpty)

    // What a person changes is changed there.
    try await hosted.ask("publish", "TITLE: Two films\nDESCRIPTION: Twice\nTAGS: rain\nPRIVACY: public\n")
    try await rig.wait("the change") { server.place.videos.first?.details["name"] == .text("Two films") }
    #expect(server.place.videos.count == 1 && server.place.videos.first?.details["privacy"] == .integer(1))
    let asked = try await rig.run("unpublish", "two")
    #expect(asked.code == 0, "\(asked)")
    try await rig.wait("it to be away") { try server.place.videos.isEmpty && hosted.told.contains("was taken away") }
    let verified = try await rig.run("verify")
    #expect(verified.code == 0, "\(verified.output)")
    try await rig.stop()
  }

  @Test func whoHasNoRoomIsPassedOverAndTheReceiptSaysSo() async throws {
    var place = PeerTubeStandIn()
    place.quota = 10
    let server = try HostServer(place)
    let hosted = try await start(server)
    let rig = hosted.rig
    try await rig.wait("it to be elsewhere") {
      try hosted.told.contains("# LINK: https://videos.example.com/")
    }
    #expect(server.place.videos.isEmpty)
    let hosts = try await rig.run("hosts", "--json")
    #expect(hosts.output.contains("Not tube: "), "\(hosts.output)")
    #expect(rig.names("www").count == 1)
    // The page that shows it lies there, with all that it needs.
    let address = try #require(rig.names("www").first)
    #expect(rig.exists("www/\(address)/index.html") && rig.exists("www/\(address)/beacon.gif"))
    #expect(try hosted.told.contains("# LINK: https://videos.example.com/\(address)/\n"))
    try await rig.stop()
  }

  /// Its page was written for the folder, and is no concern of a service.
  @Test func whatAFolderRefusesGoesToAService() async throws {
    let server = try HostServer(PeerTubeStandIn())
    let nas = "[[host]]\nname = \"nas\"\nkind = \"folder\"\npath = \"RIG/www\"\nurl = \"https://videos.example.com\""
    let script = try await HostedScript(
      "\(nas)\n\(HostedScript.tube(server))\nplan_month_dollars = 90", secrets: ["tube": "p&ss=wörd"],
      publish: "publish.privacy = \"public\"")
    let rig = script.rig
    try rig.makeFolder("www/two")
    try rig.write("Somebody else's.", to: "www/two/index.html")
    #expect(try await script.link().hasPrefix(server.url))
    #expect(rig.names("www/two") == ["index.html"])
    #expect(server.place.videos.count == 1 && server.complaints.isEmpty)
    try await rig.stop()
  }

  @Test func aWrongKeyIsToldToTheAdministratorAndNoSecretStandsAnywhere() async throws {
    let server = try HostServer(PeerTubeStandIn())
    let hosted = try await start(server, password: "wrong-0815")
    let rig = hosted.rig
    try await rig.wait("another host") {
      try hosted.told.contains("# LINK: https://videos.example.com/")
    }
    let health = try await rig.run("status", "--json")
    #expect(health.code == 0)
    #expect(rig.log.contains("A host did not do what it was asked"))
    #expect(!rig.log.contains("wrong-0815"))
    #expect(try !hosted.told.contains("wrong-0815"))
    try await rig.stop()
  }

  @Test func anUploadThatAStopCutShortGoesOnAndMakesNoSecondVideo() async throws {
    let server = try HostServer(PeerTubeStandIn())
    server.does(
      HostFault("PUT", "upload-resumable", .cuts(after: 4096)),
      HostFault("PUT", "upload-resumable", .answers(.json("{}", status: 503))))
    let hosted = try await start(server)
    let rig = hosted.rig
    try await rig.wait("the upload") { !server.place.sessions.isEmpty }
    try await rig.killService()
    try await rig.start()
    try await hosted.link()
    #expect(server.place.videos.count == 1)
    #expect(try server.place.videos.first?.bytes == rig.bytes("acme/outbox/two/two.tiny.mp4"))
    try await rig.stop()
  }

  /// Hours of this machine's clock that begin so many from now.
  private func hours(in count: Int) -> String {
    let hour = WallClock.ofTheMachine.minuteOfDay(at: .now()) / 60
    func text(_ hour: Int) -> String { "\((hour + 24) % 24 < 10 ? "0" : "")\((hour + 24) % 24):00" }
    return "[uploads]\nhours = \"\(text(hour + count))-\(text(hour + count + 3))\"\n"
  }

  @Test func whatRunsPastItsHoursStopsAtAPieceAndGoesOnWithTheNext() async throws {
    let server = try HostServer(PeerTubeStandIn())
    let gate = HostGate()
    server.does(HostFault("PUT", "upload-resumable", .cuts(after: 4096)), HostFault("PUT", "upload-resumable", .waits(gate)))
    let hosts = HostedScript.tube(server)
    let hosted = try await HostedScript("\(hours(in: -1))\n\(hosts)", secrets: ["tube": "p&ss=wörd"], publish: "")
    let rig = hosted.rig
    try await rig.wait("the upload") { gate.isReached }
    try hosted.configure("\(hours(in: 4))\n\(hosts)", publish: "")
    try rig.signal(SIGHUP)
    try await rig.wait("the hours") { rig.log.contains("\"uploads.hours\"") }
    gate.open()
    try await rig.wait("it to wait") { rig.log.contains("An upload waits for the hours") }
    #expect(server.place.videos.isEmpty && server.place.sessions.count == 1)
    #expect(!rig.names("acme/outbox/two").contains { $0.hasPrefix("NOT PUBLISHED") })
    let sent = server.heard("PUT", "upload-resumable").count
    try await rig.settle()
    #expect(server.heard("PUT", "upload-resumable").count == sent)

    try hosted.configure("\(hours(in: -1))\n\(hosts)", publish: "")
    try rig.signal(SIGHUP)
    try await hosted.link()
    #expect(try server.place.videos.map(\.bytes) == [rig.bytes("acme/outbox/two/two.tiny.mp4")])
    // Gone on with, and not begun anew.
    #expect(server.heard("POST", "upload-resumable").count == 1)
    try await rig.stop()
  }
}
