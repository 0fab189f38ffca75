import Glibc
import Files
import Ledger
import Production
import Rig
import StandIns
import Testing

/// Finished videos in a bucket of a real storage service: the whole line.
@Suite(.timeLimit(.minutes(10))) struct HostBucketTests {
  private static let note = HostedScript.note

  private func start(_ server: S3Server, bucket: String = S3Server.open, through port: UInt16? = nil, _ host: String = "")
    async throws
    -> Rig
  {
    let rig = try Rig(secrets: ["cellar": S3Server.secret])
    try configure(rig, server, bucket: bucket, through: port, host)
    try await rig.start()
    try rig.write(HostedScript.text, to: "acme/inbox/two.script.txt")
    return rig
  }

  private func configure(
    _ rig: Rig, _ server: S3Server, bucket: String = S3Server.open, through port: UInt16? = nil, _ host: String = ""
  ) throws {
    try rig.configure(
      line: "first_pause_seconds = 0.1\nlongest_pause_seconds = 1",
      clientLines: "gates = []\npublish.host = \"cellar\"\npublish.privacy = \"public\"",
      more: """
        [[host]]
        name = "cellar"
        kind = "s3"
        endpoint = "http://127.0.0.1:\(port ?? server.port)"
        bucket = "\(bucket)"
        prefix = "rig-\(rig.path.suffix(6))"
        user = "\(S3Server.user)"
        key = "cellar"
        \(host)
        """)
  }

  private func link(_ rig: Rig) async throws -> String {
    try await rig.wait("it to be there") { try rig.exists(Self.note) && rig.read(Self.note).contains("# LINK: ") }
    let line = try rig.read(Self.note).split(separator: "\n").first { $0.hasPrefix("# LINK: ") }
    return String(try #require(line).dropFirst("# LINK: ".count))
  }

  /// As anybody's browser sees it: its status, and what came.
  private func fetch(_ url: String, _ rig: Rig) throws -> (status: String, bytes: [UInt8]) {
    let code = system("cd '\(rig.path)' && curl -s -m 60 -o fetched -w '%{http_code}' '\(url)' >fetched.status")
    guard code == 0 else { throw StandInError("no answer from \(url)") }
    return (try rig.read("fetched.status"), try rig.bytes("fetched"))
  }

  @Test func aPageIsSeenByAllUntilItIsTakenAway() async throws {
    guard let server = try S3Server.shared() else { return }
    let rig = try await start(server)
    let link = try await link(rig)
    #expect(link.hasSuffix("/two/index.html"), "\(link)")
    let base = link.dropLast("index.html".count)
    func page() throws -> String { String(decoding: try fetch(link, rig).bytes, as: UTF8.self) }
    let first = try page()
    #expect(
      first.contains("<title>Two</title>") && first.contains("og:image\" content=\"\(base)thumbnail"), "\(first.prefix(2000))")
    let names = try rig.files("acme/outbox/two/share-page").map { String($0.split(separator: "/")[4]) }
    #expect(names.contains("tiny.mp4") && names.contains("captions.vtt"), "\(names)")
    for name in names where name != "index.html" {
      let found = try fetch("\(base)\(name)", rig)
      #expect(try found.status == "200" && found.bytes == rig.bytes("acme/outbox/two/share-page/\(name)"), "\(name)")
    }

    // Other words stand on the page too.
    try rig.write("TITLE: Two films\n", to: "acme/inbox/two.publish")
    try await rig.wait("the words") { try page().contains("<title>Two films</title>") }
    #expect(try !rig.read(Self.note).contains("keeps files as they are"))

    // Out of sight it has an address that nobody guesses, and nothing of it is left at the other.
    try rig.write("TITLE: Two\nPRIVACY: unlisted\n", to: "acme/inbox/two.publish")
    try await rig.wait("another address") { try rig.read(Self.note).contains("/two-") }
    let hidden = try await self.link(rig)
    for name in names { #expect(try fetch("\(base)\(name)", rig).status == "404", "\(name)") }
    #expect(try fetch(hidden, rig).status == "200")

    try rig.write("", to: "acme/inbox/two.unpublish")
    try await rig.wait("it to be away") { try rig.read(Self.note).contains("was taken away from cellar") }
    let place = hidden.dropLast("index.html".count)
    for name in names { #expect(try fetch("\(place)\(name)", rig).status == "404", "\(name)") }
    try await rig.stop()
  }

  @Test func whatALineThatBreaksCutOffIsSentAgain() async throws {
    guard let server = try S3Server.shared() else { return }
    let proxy = try CuttingProxy(to: server.port, cuttingAt: [3000, 9000, 15_000, 40_000])
    let rig = try await start(server, through: proxy.port)
    let link = try await link(rig)
    #expect(try fetch(link, rig).status == "200")
    // Of all of it not one file was given up.
    #expect(!rig.log.contains("could not be read"))
    #expect(proxy.cuts > 0)
    try await rig.stop()
  }

  /// All of it lies there, and the service was killed before it wrote that down; then it is to be hidden.
  @Test func whatAnEarlierTryPutForAllDoesNotStayThere() async throws {
    guard let server = try S3Server.shared() else { return }
    let rig = try await start(server)
    let link = try await link(rig)
    try await rig.killService()
    let ledger = try await Ledger.open(folder: rig.state) { .now() }
    try await ledger.changeHosted(try #require(JobName("two"))) { video in
      (video.copy, video.inForce, video.state, video.task) = (nil, nil, .uploading, .put)
      video.wish.details.privacy = .unlisted
      video.number += 1
      return (nil, nil)
    }
    try await ledger.close()
    try await rig.start()
    try await rig.wait("another address") { try rig.read(Self.note).contains("/two-") }
    let base = link.dropLast("index.html".count)
    for name in ["index.html", "tiny.mp4", "captions.vtt"] {
      #expect(try fetch("\(base)\(name)", rig).status == "404", "\(name)")
    }
    try await rig.stop()
  }

  @Test func whatLiesInAnotherBucketIsNotSaidToBeAway() async throws {
    guard let server = try S3Server.shared() else { return }
    let rig = try await start(server)
    let link = try await link(rig)
    try configure(rig, server, bucket: S3Server.closed)
    try rig.signal(SIGHUP)
    try await rig.wait("the settings") { rig.log.contains("\"A setting was taken over\"") }
    try rig.write("", to: "acme/inbox/two.unpublish")
    try await rig.wait("the words") {
      rig.names("acme/outbox/two").contains { $0.hasPrefix("STILL SHOWN - The video lies in the bucket") }
    }
    #expect(try fetch(link, rig).status == "200")
    try configure(rig, server)
    try rig.signal(SIGHUP)
    try await rig.wait("it to be away") { try rig.read(Self.note).contains("was taken away from cellar") }
    #expect(try fetch(link, rig).status == "404")
    try await rig.stop()
  }

  @Test func aPrivateVideoIsSeenByWhoHasTheLinkOnly() async throws {
    guard let server = try S3Server.shared() else { return }
    let rig = try await start(server, bucket: S3Server.closed, "signing = \"presigned\"")
    // Nothing is seen there without a signature, whoever may see the video.
    let open = try await link(rig)
    #expect(try open.contains("X-Amz-Signature=") && fetch(open, rig).status == "200")
    #expect(try fetch(String(open.prefix { $0 != "?" }), rig).status == "403")
    #expect(try rig.read(Self.note).contains("only who has the signed link sees the video"))
    try rig.write("TITLE: Two\nPRIVACY: private\n", to: "acme/inbox/two.publish")
    try await rig.wait("it to be private") {
      let text = try rig.read(Self.note)
      return text.contains("PRIVACY: private") && text.contains("X-Amz-Signature=") && text.contains("/two-")
    }
    let signed = try await link(rig)
    let film = try fetch(signed, rig)
    #expect(try film.status == "200" && film.bytes == rig.bytes("acme/outbox/two/two.tiny.mp4"))
    #expect(try fetch(String(signed.prefix { $0 != "?" }), rig).status == "403")
    try await rig.stop()
  }
}
