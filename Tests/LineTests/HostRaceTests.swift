import Ledger
import Pages
import Production
import Rig
import StandIns
import Testing

/// What people ask while a slow host is in the middle of an upload: the end is what was asked last, and nobody sees more than that.
@Suite(.timeLimit(.minutes(10))) struct HostRaceTests {
  private static let note = "acme/outbox/two/publish.txt"
  private let server: HostServer<PeerTubeStandIn>
  private let gate = HostGate()

  init() throws {
    server = try HostServer(PeerTubeStandIn())
    server.does(HostFault("PUT", "upload-resumable", .waits(gate)))
  }

  private func start(publish: String = "publish.privacy = \"public\"", more: String = "") async throws -> Rig {
    let rig = try Rig(secrets: ["tube": "p&ss=wörd"])
    try rig.makeFolder("www")
    try rig.configure(
      line: "first_pause_seconds = 0.1\nlongest_pause_seconds = 1\ntries = 2",
      clientLines: "gates = []\npublish.host = \"auto\"\n\(publish)",
      more: """
        [[host]]
        name = "tube"
        kind = "peertube"
        endpoint = "\(server.url)"
        user = "dropreel"
        key = "tube"
        \(more)
        """)
    try await rig.start()
    try rig.write(
      "TITLE: Two\n\nLERATO: One film is drawn once, and then it lies there twice.\n", to: "acme/inbox/two.script.txt")
    try await rig.wait("the upload") { gate.isReached }
    return rig
  }

  private func ask(_ word: String, _ text: String, _ rig: Rig) async throws {
    try rig.write(text, to: "acme/inbox/two.\(word)")
    try await rig.wait("it to be taken") { !rig.exists("acme/inbox/two.\(word)") }
  }

  private func told(_ words: String, _ rig: Rig) throws -> Bool {
    try rig.exists(Self.note) && rig.read(Self.note).contains(words)
  }

  private func waitForLink(_ rig: Rig) async throws {
    try await rig.wait("it to be there") { try told("# LINK: ", rig) }
  }

  private var privacies: [JSON?] { server.place.videos.map { $0.details["privacy"] } }

  @Test func whatIsToGoAwayWhileItComesGoes() async throws {
    let rig = try await start()
    try await ask("unpublish", "", rig)
    gate.open()
    try await rig.wait("it to be away") { try server.place.videos.isEmpty && told("was taken away", rig) }
    #expect(server.place.sessions.isEmpty)
    try await rig.stop()
  }

  @Test func whatIsToGoAwayIsNotSentAfterAKill() async throws {
    let rig = try await start()
    try await ask("unpublish", "", rig)
    try await rig.killService()
    let sent = server.heard("PUT", "upload-resumable").count
    try await rig.start()
    try await rig.wait("it to be away") { try told("was taken away", rig) }
    #expect(server.place.videos.isEmpty && server.place.sessions.isEmpty)
    #expect(server.heard("PUT", "upload-resumable").count == sent)
    gate.open()
    try await rig.stop()
  }

  @Test func whatBecameAVideoWhileNobodyListenedGoesToo() async throws {
    let rig = try await start()
    try await ask("unpublish", "", rig)
    try await rig.killService()
    gate.open()
    try await rig.wait("the video") { !server.place.videos.isEmpty }
    try await rig.start()
    try await rig.wait("it to be away") { try server.place.videos.isEmpty && told("was taken away", rig) }
    try await rig.stop()
  }

  @Test func whatIsToBeHiddenWhileItComesIsHidden() async throws {
    let rig = try await start()
    try await ask("publish", "TITLE: Two\nPRIVACY: private\n", rig)
    gate.open()
    try await waitForLink(rig)
    try await rig.wait("it to be hidden") { privacies == [.integer(3)] }
    try await rig.stop()
  }

  @Test func whatIsToBeHiddenIsHiddenAfterAKillToo() async throws {
    let rig = try await start()
    try await ask("publish", "TITLE: Two in the dark\nPRIVACY: private\n", rig)
    try await rig.killService()
    // It becomes a video with the words of before, and nobody hears of it.
    gate.open()
    try await rig.wait("the video") { !server.place.videos.isEmpty }
    try await rig.start()
    try await waitForLink(rig)
    #expect(privacies == [.integer(3)])
    #expect(server.place.videos.first?.details["name"] == .text("Two in the dark"))
    try await rig.stop()
  }

  @Test func aSessionOfEarlierWordsIsNotGoneOnWith() async throws {
    let rig = try await start(publish: "publish.privacy = \"unlisted\"")
    try await ask("publish", "TITLE: Two\nPRIVACY: private\n", rig)
    try await rig.killService()
    try await rig.start()
    try await waitForLink(rig)
    #expect(privacies == [.integer(3)] && server.place.sessions.isEmpty)
    gate.open()
    try await rig.settle()
    #expect(privacies == [.integer(3)])
    try await rig.stop()
  }

  @Test func whoWantsItBackGetsIt() async throws {
    let rig = try await start()
    try await ask("unpublish", "", rig)
    try await ask("publish", "TITLE: Two\nPRIVACY: unlisted\n", rig)
    gate.open()
    try await waitForLink(rig)
    try await rig.wait("one that is unlisted") { privacies == [.integer(2)] }
    try await rig.stop()
  }

  @Test func whatIsLeftForAnotherHostIsTakenAway() async throws {
    server.does(
      HostFault(
        "PUT", "upload-resumable", .answers(PeerTubeStandIn.problem(413, "The quota is exceeded", code: "quota_reached"))))
    let rig = try await start(
      more: """
        [[host]]
        name = "nas"
        kind = "folder"
        path = "/nowhere"
        url = "https://videos.example.com"
        sent_gigabyte_dollars = 1000
        """)
    // Its first piece is cut off with the service, and the next one is refused.
    try await rig.killService()
    try await rig.start()
    try await rig.wait("it to be left") { try told("Not tube: ", rig) }
    #expect(server.place.sessions.isEmpty && server.place.videos.isEmpty)
    gate.open()
    try await rig.stop()
  }

  @Test func aHostThatDoesNotAnswerForLongIsWaitedForAndWhatIsToBeHiddenIsHidden() async throws {
    let rig = try await start()
    gate.open()
    try await waitForLink(rig)
    for _ in 0..<12 { server.does(HostFault("PUT", "/videos/9c9d", .answers(.json("{}", status: 503)))) }
    try await ask("publish", "TITLE: Two\nPRIVACY: private\n", rig)
    try await rig.wait("the words") {
      try rig.names("acme/outbox/two").contains { $0.hasPrefix("NOT CHANGED - ") }
        && told("# There it is public until that is changed.", rig)
    }
    try await rig.wait("it to be hidden") { privacies == [.integer(3)] }
    try await rig.stop()
  }
}
