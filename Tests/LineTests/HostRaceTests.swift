import Ledger
import Pages
import Production
import Rig
import StandIns
import Testing

/// What people ask while a slow host is in the middle of an upload: the end is what was asked last, and nobody sees more than that.
@Suite(.timeLimit(.minutes(10))) struct HostRaceTests {
  private let server: HostServer<PeerTubeStandIn>
  private let gate = HostGate()

  init() throws {
    server = try HostServer(PeerTubeStandIn())
    server.does(HostFault("PUT", "upload-resumable", .waits(gate)))
  }

  private func start(publish: String = "publish.privacy = \"public\"", more: String = "") async throws -> HostedScript {
    let hosted = try await HostedScript(
      on: server, line: "longest_pause_seconds = 1\ntries = 2", publish: publish, more: more)
    try await hosted.rig.wait("the upload") { gate.isReached }
    return hosted
  }

  private var privacies: [JSON?] { server.place.videos.map { $0.details["privacy"] } }

  @Test func whatIsToGoAwayWhileItComesGoes() async throws {
    let hosted = try await start()
    let rig = hosted.rig
    try await hosted.ask("unpublish", "")
    gate.open()
    try await rig.wait("it to be away") { try server.place.videos.isEmpty && hosted.told.contains("was taken away") }
    #expect(server.place.sessions.isEmpty)
    try await rig.stop()
  }

  @Test func whatIsToGoAwayIsNotSentAfterAKill() async throws {
    let hosted = try await start()
    let rig = hosted.rig
    try await hosted.ask("unpublish", "")
    try await rig.killService()
    let sent = server.heard("PUT", "upload-resumable").count
    try await rig.start()
    try await rig.wait("it to be away") { try hosted.told.contains("was taken away") }
    #expect(server.place.videos.isEmpty && server.place.sessions.isEmpty)
    #expect(server.heard("PUT", "upload-resumable").count == sent)
    gate.open()
    try await rig.stop()
  }

  @Test func whatBecameAVideoWhileNobodyListenedGoesToo() async throws {
    let hosted = try await start()
    let rig = hosted.rig
    try await hosted.ask("unpublish", "")
    try await rig.killService()
    gate.open()
    try await rig.wait("the video") { !server.place.videos.isEmpty }
    try await rig.start()
    try await rig.wait("it to be away") { try server.place.videos.isEmpty && hosted.told.contains("was taken away") }
    try await rig.stop()
  }

  @Test func whatIsToBeHiddenWhileItComesIsHidden() async throws {
    let hosted = try await start()
    let rig = hosted.rig
    try await hosted.ask("publish", "TITLE: Two\nPRIVACY: private\n")
    gate.open()
    try await hosted.link()
    try await rig.wait("it to be hidden") { privacies == [.integer(3)] }
    try await rig.stop()
  }

  @Test func whatIsToBeHiddenIsHiddenAfterAKillToo() async throws {
    let hosted = try await start()
    let rig = hosted.rig
    try await hosted.ask("publish", "TITLE: Two in the dark\nPRIVACY: private\n")
    try await rig.killService()
    // It becomes a video with the words of before, and nobody hears of it.
    gate.open()
    try await rig.wait("the video") { !server.place.videos.isEmpty }
    try await rig.start()
    try await hosted.link()
    #expect(privacies == [.integer(3)])
    #expect(server.place.videos.first?.details["name"] == .text("Two in the dark"))
    try await rig.stop()
  }

  @Test func aSessionOfEarlierWordsIsNotGoneOnWith() async throws {
    let hosted = try await start(publish: "publish.privacy = \"unlisted\"")
    let rig = hosted.rig
    try await hosted.ask("publish", "TITLE: Two\nPRIVACY: private\n")
    try await rig.killService()
    try await rig.start()
    try await hosted.link()
    #expect(privacies == [.integer(3)] && server.place.sessions.isEmpty)
    gate.open()
    try await rig.settle()
    #expect(privacies == [.integer(3)])
    try await rig.stop()
  }

  @Test func whoWantsItBackGetsIt() async throws {
    let hosted = try await start()
    let rig = hosted.rig
    try await hosted.ask("unpublish", "")
    try await hosted.ask("publish", "TITLE: Two\nPRIVACY: unlisted\n")
    gate.open()
    try await hosted.link()
    try await rig.wait("one that is unlisted") { privacies == [.integer(2)] }
    try await rig.stop()
  }

  @Test func whatIsLeftForAnotherHostIsTakenAway() async throws {
    server.does(
      HostFault(
        "PUT", "upload-resumable", .answers(PeerTubeStandIn.problem(413, "The quota is exceeded", code: "quota_reached"))))
    let hosted = try await start(
      more: """
        [[host]]
        name = "nas"
        kind = "folder"
        path = "/nowhere"
        url = "https://videos.example.com"
        sent_gigabyte_dollars = 1000
        """)
    let rig = hosted.rig
    // Its first piece is cut off with the service, and the next one is refused.
    try await rig.killService()
    try await rig.start()
    try await rig.wait("it to be left") { try hosted.told.contains("Not tube: ") }
    #expect(server.place.sessions.isEmpty && server.place.videos.isEmpty)
    gate.open()
    try await rig.stop()
  }

  @Test func aHostThatDoesNotAnswerForLongIsWaitedForAndWhatIsToBeHiddenIsHidden() async throws {
    let hosted = try await start()
    let rig = hosted.rig
    gate.open()
    try await hosted.link()
    for _ in 0..<12 { server.does(HostFault("PUT", "/videos/9c9d", .answers(.json("{}", status: 503)))) }
    try await hosted.ask("publish", "TITLE: Two\nPRIVACY: private\n")
    try await rig.wait("the words") {
      try rig.names("acme/outbox/two").contains { $0.hasPrefix("NOT CHANGED - ") }
        && hosted.told.contains("# There it is public until that is changed.")
    }
    try await rig.wait("it to be hidden") { privacies == [.integer(3)] }
    try await rig.stop()
  }
}
