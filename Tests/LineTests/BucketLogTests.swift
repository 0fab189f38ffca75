import FoundationEssentials
import Glibc
import Production
import Rig
import StandIns
import Testing

/// Logs that a storage service puts into a bucket: fetched by the service, each once.
@Suite(.timeLimit(.minutes(10))) struct BucketLogTests {
  private func configure(_ rig: Rig, _ server: S3Server, _ prefix: String) throws {
    try rig.configure(
      more: """
        [views]
        refresh_seconds = 1
        [[host]]
        name = "far"
        kind = "s3"
        endpoint = "\(server.endpoint)"
        bucket = "no-such-bucket"
        user = "\(S3Server.user)"
        key = "s3"
        [[access_log]]
        name = "cdn"
        host = "far"
        bucket = "\(S3Server.closed)"
        prefix = "\(prefix)"
        every_seconds = 1
        """)
  }

  private func put(_ text: String, as key: String, on server: S3Server, _ rig: Rig, packed: Bool = false) throws {
    try rig.write(text, to: "object")
    if packed { #expect(try Rig.shell("gzip -n '\(rig.path)/object'") == 0) }
    try server.put("\(rig.path)/object\(packed ? ".gz" : "")", as: key)
    try rig.remove(packed ? "object.gz" : "object")
  }

  private static let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"

  /// As S3 writes it.
  private static func sent(_ id: String, from address: String) -> String {
    "79a59df900b949e5 films [20/Nov/2026:10:15:42 +0000] \(address) - \(id) REST.GET.OBJECT demo/demo.720p.mp4 "
      + "\"GET /films/demo/demo.720p.mp4 HTTP/1.1\" 206 - 300000 1000000 7 - \"-\" \"\(agent)\" - HostId= SigV4 - - s3 TLSV1.2 - -\n"
  }

  /// As CloudFront writes it.
  private static func watched(_ view: Int, upTo percent: Int) -> String {
    let lines = stride(from: 5, through: percent, by: 5).map { step in
      "2026-11-20\t10:16:\(10 + step / 5)\t192.0.2.9\tGET\t/demo/share-page/beacon.gif\t403\t1\tMozilla/5.0%20Firefox/128.0\tv=00000000000000a\(view)&e=t&t=\(step)\n"
    }
    return "#Version: 1.0\n#Fields: date time c-ip cs-method cs-uri-stem sc-status sc-bytes cs(User-Agent) cs-uri-query\n"
      + lines.joined()
  }

  private func wait(_ rig: Rig, for views: Int, percents: Int) async throws {
    let deadline = ContinuousClock.now + .seconds(120)
    var found: ViewTally?
    while found?.views != views || found?.percents != percents {
      try #require(ContinuousClock.now < deadline, "\(String(describing: found))\n\(rig.log.suffix(3000))")
      try await Task.sleep(for: .milliseconds(300))
      let outcome = try await rig.run("views", "demo", "--json")
      found = try? JSONDecoder().decode([ViewReport].self, from: Data(outcome.output.utf8)).first?.tally
    }
  }

  @Test func eachObjectIsTakenOnce() async throws {
    guard let server = try S3Server.shared() else { return }
    let rig = try Rig(secrets: ["s3": S3Server.secret])
    let prefix = "logs-\(getpid())/"
    try configure(rig, server, prefix)
    try put(Self.sent("A1", from: "192.0.2.1"), as: "\(prefix)2026-11-20-10-20-AAAA", on: server, rig)
    try put(Self.watched(1, upTo: 20), as: "\(prefix)d111.2026-11-20-11.abc.gz", on: server, rig, packed: true)
    try await rig.start()
    try await wait(rig, for: 2, percents: 30 + 20)
    try await rig.wait("the report") { rig.exists("acme/reports/views/demo.html") }

    // More of the same view, once more what is known, and something else.
    try put(
      Self.sent("A1", from: "192.0.2.1") + Self.sent("A2", from: "192.0.2.1"), as: "\(prefix)2026-11-20-11-20-BBBB", on: server,
      rig)
    try put("it is a letter\n", as: "\(prefix)a-letter", on: server, rig)
    try await wait(rig, for: 2, percents: 60 + 20)
    try await rig.wait("the letter to be named") {
      rig.log.contains("is no log that is known here")
    }
    // Its key is nobody's business but the administrator's.
    try await rig.wait("words") { try rig.read("acme/STATUS.html").contains("Something in the bucket") }
    #expect(try rig.log.contains("a-letter") && !rig.read("acme/STATUS.html").contains("a-letter"))
    try await rig.killService()
    try put(Self.watched(1, upTo: 40), as: "\(prefix)d111.2026-11-20-12.def.gz", on: server, rig, packed: true)
    try await rig.start()
    try await wait(rig, for: 2, percents: 60 + 40)
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
  }

  /// A worker that broke off says nothing of what it read.
  @Test func anObjectWhoseReadingBrokeOffIsTakenInTheEnd() async throws {
    guard let server = try S3Server.shared() else { return }
    let rig = try Rig(secrets: ["s3": S3Server.secret])
    let prefix = "broken-\(getpid())/"
    try configure(rig, server, prefix)
    try put(Self.sent("A1", from: "192.0.2.1") + "[read: starve]\n", as: "\(prefix)2026-11-20-10-20-AAAA", on: server, rig)
    try LogTroubleTests.feverish(rig)
    try await rig.start()
    try await rig.wait("words") { (try? rig.read("acme/STATUS.html").contains("A step of the work broke off")) ?? false }
    try rig.write("", to: "well")
    try await wait(rig, for: 1, percents: 30)
    try await rig.stop()
  }

  @Test func aKeyThatIsWrongIsSaidToPeople() async throws {
    guard let server = try S3Server.shared() else { return }
    let rig = try Rig(secrets: ["s3": "another one"])
    try configure(rig, server, "wrong-key/")
    try await rig.start()
    try await rig.wait("words") {
      (try? rig.read("acme/STATUS.html").contains("does not accept our secret key")) ?? false
    }
    #expect(!rig.log.contains("another one"))
    try await rig.stop()
  }
}
