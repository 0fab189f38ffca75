import Files
import FoundationEssentials
import Glibc
import Ledger
import Production
import Rig
import Testing

/// Logs that are read where a web server writes them: through rotations, kills and whatever else happens to them, each line once.
@Suite(.timeLimit(.minutes(10))) struct FollowedLogTests {
  private static let settings = """
    [views]
    refresh_seconds = 1
    [[access_log]]
    name = "web"
    every_seconds = 1

    """

  private func report(_ rig: Rig) async throws -> ViewReport? {
    let outcome = try await rig.run("views", "demo", "--json")
    return try? JSONDecoder().decode([ViewReport].self, from: Data(outcome.output.utf8)).first
  }

  /// Waits until so many views are known that reached a step of five percent.
  private func wait(_ rig: Rig, for count: Int, toReach percent: Int) async throws {
    let deadline = ContinuousClock.now + .seconds(120)
    while let now = try await report(rig).map({ $0.tally.steps[percent / 5 - 1] }) ?? .some(0), now < count {
      try #require(ContinuousClock.now < deadline, "\(now) of \(count) views reached \(percent) percent\n\(rig.log.suffix(2000))")
      try await Task.sleep(for: .milliseconds(300))
    }
  }

  private func lines(_ rig: Rig) async throws -> Int {
    let ledger = try await Ledger.open(folder: rig.state, clock: { .now() })
    let places = try await ledger.logPlaces(of: "web", client: try #require(ClientName("acme")))
    try await ledger.close()
    return places.map(\.lines).reduce(0, +)
  }

  @Test func eachLineCountsOnceThroughRotationsAndKills() async throws {
    let rig = try Rig()
    let (folder, log) = ("\(rig.path)/web", "\(rig.path)/web/access.log")
    try rig.configure(more: Self.settings + "path = \"\(log)\"")
    try await rig.start()
    try await rig.wait("words that it is not there") {
      (try? rig.read("acme/STATUS.html").contains("There is no log at")) ?? false
    }
    #expect(try await rig.run("doctor").output.contains("There is no log at"))

    // Three views begin; of one a line is only half written.
    try rig.makeFolder("web")
    let half = BeaconLog.lines(3, [5])
    try BeaconLog.append(
      BeaconLog.lines(1, [0, 5]) + BeaconLog.lines(2, [0, 5]) + BeaconLog.lines(3, [0]) + half.prefix(60), to: log)
    try await wait(rig, for: 2, toReach: 5)
    #expect(try #require(try await report(rig)).tally.views == 3)
    try BeaconLog.append(half.dropFirst(60), to: log)
    try await wait(rig, for: 3, toReach: 5)
    try await rig.wait("the words to go") { try !rig.read("acme/STATUS.html").contains("There is no log at") }
    try await rig.wait("the report") { (try? rig.read("acme/reports/views/demo.html").contains("demo")) ?? false }

    // Renamed, and begun anew, while views go on.
    #expect(rename(log, "\(log).1") == 0)
    try BeaconLog.append(BeaconLog.lines(1, [10]), to: "\(log).1")
    try BeaconLog.append(BeaconLog.lines(2, [10]), to: log)
    try await wait(rig, for: 2, toReach: 10)

    // Killed; meanwhile both go on, and the old one is packed.
    try await rig.killService()
    try BeaconLog.append(BeaconLog.lines(1, [15]), to: "\(log).1")
    #expect(try Rig.shell("gzip '\(log).1'") == 0)
    try BeaconLog.append(BeaconLog.lines(2, [15]), to: log)
    try await rig.start()
    try await wait(rig, for: 2, toReach: 15)

    // Copied, and cut to nothing, while nobody looks.
    try await rig.killService()
    try BeaconLog.append(BeaconLog.lines(3, [10, 15]), to: log)
    #expect(try Rig.shell("cp '\(log)' '\(log).1' && truncate -s 0 '\(log)'") == 0)
    try BeaconLog.append(BeaconLog.lines(1, [20]), to: log)
    try await rig.start()
    try await wait(rig, for: 3, toReach: 15)
    try await wait(rig, for: 1, toReach: 20)

    // What was followed is dropped, too.
    let all = BeaconLog.lines(1, [0, 5, 10, 15, 20]) + BeaconLog.lines(2, [0, 5, 10, 15]) + BeaconLog.lines(3, [0, 5, 10, 15])
    try rig.write(all, to: "acme/inbox/access.log")
    try await rig.wait(for: "access", toBe: .completed)
    #expect(rig.names("acme/outbox/access").contains { $0.hasPrefix("0 views counted") })
    let tally = try #require(try await report(rig)).tally
    #expect(tally.views == 3 && tally.viewers == 3 && tally.percents == 20 + 15 + 15)
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
    #expect(try await lines(rig) == all.utf8.count { $0 == 0x0A }, "\(rig.names("web")) in \(folder)")
  }

  @Test func columnsAreKnownInTheMiddleOfALogToo() async throws {
    let rig = try Rig()
    let log = "\(rig.path)/web/d111.log"
    try rig.makeFolder("web")
    try rig.configure(more: Self.settings + "path = \"\(rig.path)/web\"")
    func line(_ percent: Int) -> String {
      "2026-11-20\t10:15:\(10 + percent)\t192.0.2.1\tGET\t/demo/share-page/beacon.gif\t403\t1\tMozilla/5.0%20Firefox/128.0\tv=00000000000000a1&e=t&t=\(percent)\n"
    }
    let header = "#Version: 1.0\n#Fields: date time c-ip cs-method cs-uri-stem sc-status sc-bytes cs(User-Agent) cs-uri-query\n"
    // Beside it lies what is no log, and nobody minds.
    try BeaconLog.append("it broke\n", to: "\(rig.path)/web/errors")
    try BeaconLog.append(header + line(5), to: log)
    try await rig.start()
    try await wait(rig, for: 1, toReach: 5)
    try BeaconLog.append(line(10), to: log)
    try await wait(rig, for: 1, toReach: 10)
    #expect(try !rig.read("acme/STATUS.html").contains("access log"))
    try await rig.stop()
  }

  @Test func whatIsNoLogIsSaid() async throws {
    let rig = try Rig()
    try rig.makeFolder("web")
    try rig.configure(more: Self.settings + "path = \"\(rig.path)/web/access.log\"")
    try BeaconLog.append("Dear reader,\nthis is a letter.\n", to: "\(rig.path)/web/access.log")
    try await rig.start()
    try await rig.wait("words") { (try? rig.read("acme/STATUS.html").contains("None of its lines is one of a log")) ?? false }
    // It stays said, and what is a log in the end is read from its beginning.
    try await rig.settle()
    #expect(try rig.read("acme/STATUS.html").contains("None of its lines"))
    try BeaconLog.append(BeaconLog.lines(1, [0, 5]), to: "\(rig.path)/web/access.log")
    try await wait(rig, for: 1, toReach: 5)
    try await rig.wait("the words to go") { try !rig.read("acme/STATUS.html").contains("None of its lines") }
    try await rig.stop()
  }
}
