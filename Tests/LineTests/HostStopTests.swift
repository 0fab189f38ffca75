import Pages
import Production
import Rig
import StandIns
import Testing

/// Uploads that people can see, and that a stop ends in good order.
@Suite(.timeLimit(.minutes(10))) struct HostStopTests {
  private static let note = "acme/outbox/two/publish.txt"
  private let server: HostServer<PeerTubeStandIn>
  private let gate = HostGate()

  init() throws { server = try HostServer(PeerTubeStandIn()) }

  private var sent: [StandInRequest] { server.heard("PUT", "upload-resumable") }

  /// With an upload in the middle of its only piece.
  private func startUploading(stop: Double) async throws -> Rig {
    server.does(HostFault("PUT", "upload-resumable", .waits(gate)))
    let rig = try await start(stop: stop)
    try await rig.wait("the upload") { gate.isReached }
    return rig
  }

  private func start(stop: Double) async throws -> Rig {
    let rig = try Rig(secrets: ["tube": "p&ss=wörd"])
    try rig.configure(
      line: "first_pause_seconds = 0.1\nstop_seconds = \(stop)", clientLines: "gates = []\npublish.host = \"tube\"",
      more: """
        [[host]]
        name = "tube"
        kind = "peertube"
        endpoint = "\(server.url)"
        user = "dropreel"
        key = "tube"
        """)
    try await rig.start()
    try rig.write(
      "TITLE: Two\n\nLERATO: One film is drawn once, and then it lies there twice.\n", to: "acme/inbox/two.script.txt")
    return rig
  }

  private func isThere(_ rig: Rig) throws -> Bool { try rig.exists(Self.note) && rig.read(Self.note).contains("# LINK: ") }

  @Test func anUploadIsShownWhileItRunsAndAStopLetsItFinishItsPiece() async throws {
    let rig = try await startUploading(stop: 60)
    let words = "uploading to tube, 0 percent"
    try await rig.wait("the page to tell of it") { try rig.read("acme/STATUS.html").contains(words) }
    #expect(try await rig.run("status").output.contains(words))
    #expect(try await rig.run("show", "two").output.contains(words))
    try rig.signal(15)
    try await rig.wait("the stop") { rig.log.contains("The service is stopping") }
    gate.open()
    #expect(try await rig.waitForEnd() == 0)
    #expect(server.place.videos.count == 1)
    let before = sent.count
    try await rig.start()
    try await rig.wait("it to be there") { try isThere(rig) }
    #expect(sent.count == before && server.place.videos.count == 1)
    try await rig.wait("the page to tell no more of it") { try !rig.read("acme/STATUS.html").contains("uploading to") }
    try await rig.stop()
  }

  /// Nothing asks the service for anything while it rests.
  @Test func oneThatRestsHearsOfTheStop() async throws {
    server.does(HostFault("PUT", "upload-resumable", .answers(.json("{}", status: 503, headers: ["Retry-After: 85"]))))
    let rig = try await start(stop: 60)
    try await rig.wait("the upload") { !sent.isEmpty }
    try await rig.stop()
    // It asked how far it was, and left it at that.
    #expect(
      sent.count == 2 && sent.last?["content-range"]?.hasPrefix("bytes */") == true, "\(sent.map { $0["content-range"] ?? "" })")
    #expect(!rig.log.contains("A host did not do what it was asked"))
    try await rig.start()
    try await rig.wait("it to be there") { try isThere(rig) }
    #expect(server.place.videos.count == 1)
    try await rig.stop()
  }

  @Test func oneThatTakesTooLongIsEndedAndIsNoFailureOfTheHost() async throws {
    let rig = try await startUploading(stop: 0.5)
    try await rig.stop()
    #expect(!rig.log.contains("A host did not do what it was asked"), "\(rig.log.suffix(2000))")
    gate.open()
    try await rig.start()
    try await rig.wait("it to be there") { try isThere(rig) }
    #expect(server.place.videos.count == 1)
    #expect(!rig.names("acme/outbox/two").contains { $0.hasPrefix("NOT PUBLISHED") })
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
  }
}
