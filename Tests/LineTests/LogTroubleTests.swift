import FoundationEssentials
import Glibc
import Production
import Rig
import Testing

/// What happens to followed logs when something is in the way: no other file, log or report waits for it, and nothing is lost.
@Suite(.timeLimit(.minutes(10))) struct LogTroubleTests {
  private static func settings(_ logs: (name: String, client: String, path: String)...) -> String {
    "[views]\nrefresh_seconds = 1\n"
      + logs.map {
        "[[access_log]]\nname = \"\($0.name)\"\nclient = \"\($0.client)\"\nevery_seconds = 1\npath = \"\($0.path)\"\n"
      }
      .joined()
  }

  private func report(_ rig: Rig, _ words: [String]) async throws -> ViewReport? {
    let outcome = try await rig.run(["views"] + words + ["--json"])
    return try? JSONDecoder().decode([ViewReport].self, from: Data(outcome.output.utf8)).first
  }

  /// Waits until so many views of a video are known that reached a step of five percent.
  private func wait(_ rig: Rig, for count: Int, toReach percent: Int, of video: String = "demo") async throws {
    let deadline = ContinuousClock.now + .seconds(180)
    while let now = try await report(rig, [video]).map({ $0.tally.steps[percent / 5 - 1] }) ?? .some(0), now < count {
      try #require(ContinuousClock.now < deadline, "\(now) of \(count) views reached \(percent) percent\n\(rig.log.suffix(3000))")
      try await Task.sleep(for: .milliseconds(300))
    }
  }

  private func status(_ rig: Rig) -> String { (try? rig.read("acme/STATUS.html")) ?? "" }

  /// A worker that meets its own limit of memory on every log, until there is a file called `well`.
  static func feverish(_ rig: Rig) throws {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    let own = String(decoding: path[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let built = String(own[..<(try #require(own.lastIndex(of: "/")))])
    try rig.remove("bin/dropreel-worker")
    let worker = """
      #!/bin/sh
      [ "$2" = network ] || [ -e '\(rig.path)/well' ] || exec '\(built)/trial-worker' "$@"
      exec '\(built)/dropreel-worker' "$@"

      """
    try rig.write(worker, to: "bin/dropreel-worker")
    try #require(chmod("\(rig.path)/bin/dropreel-worker", 0o755) == 0)
  }

  // MARK: - Files

  @Test func anOldFileThatMayNotBeReadKeepsNoOtherFromIt() async throws {
    guard getuid() == 0, access("/usr/bin/setpriv", X_OK) == 0 else {
      return NotRun.say("anOldFileThatMayNotBeReadKeepsNoOtherFromIt", why: "it needs root, to become another account")
    }
    let rig = try Rig(as: Account(user: 47_110, group: 47_111))
    try rig.makeFolder("web")
    try #require(chmod("\(rig.path)/web", 0o755) == 0)
    try BeaconLog.append("no matter", to: "\(rig.path)/web/access.log.9.gz")
    try Rig.shell("chmod 600 '\(rig.path)/web/access.log.9.gz'; touch -d 2026-01-01 '\(rig.path)/web/access.log.9.gz'")
    try BeaconLog.append(BeaconLog.lines(1, [0, 5]), to: "\(rig.path)/web/access.log")
    try #require(chmod("\(rig.path)/web/access.log", 0o644) == 0)
    try rig.configure(more: Self.settings(("web", "acme", "\(rig.path)/web/access.log")))
    try await rig.start()
    try await wait(rig, for: 1, toReach: 5)
    try await rig.wait("the words") { rig.log.contains("Of the access log web this is left out: access.log.9.gz") }
    #expect(try await rig.run("doctor").output.contains("but leaves files out: The service may not read"))
    #expect(!status(rig).contains("is not followed"))
    try await rig.stop()
  }

  @Test func aBrokenOldFileIsNotTheLog() async throws {
    let rig = try Rig()
    try rig.makeFolder("web")
    try Rig.shell("seq 1 20000 | gzip | head -c 5000 > '\(rig.path)/web/access.log.7.gz'")
    try BeaconLog.append(BeaconLog.lines(1, [0, 5]), to: "\(rig.path)/web/access.log")
    try rig.configure(more: Self.settings(("web", "acme", "\(rig.path)/web/access.log")))
    try await rig.start()
    try await wait(rig, for: 1, toReach: 5)
    try await rig.wait("the words") { rig.log.contains("Of the access log web this is left out: access.log.7.gz") }
    try await rig.settle()
    #expect(!rig.log.contains("is not followed") && !status(rig).contains("is not followed"))
    try await rig.stop()
  }

  @Test func whatBrokeOffIsTriedAgain() async throws {
    let rig = try Rig()
    try rig.makeFolder("web")
    try BeaconLog.append(BeaconLog.lines(1, [0, 5]) + "[read: starve]\n", to: "\(rig.path)/web/access.log")
    try rig.configure(more: Self.settings(("web", "acme", "\(rig.path)/web/access.log")))
    try Self.feverish(rig)
    try await rig.start()
    try await rig.wait("the words") { status(rig).contains("The access log web is not followed: A step of the work broke off") }
    try rig.write("", to: "well")
    try await wait(rig, for: 1, toReach: 5)
    try await rig.wait("the words to go") { !status(rig).contains("is not followed") }
    try await rig.stop()
  }

  /// A power cut takes what the web server wrote last; the ledger knows that it was read.
  @Test func aFileThatIsShorterThanItWasGoesOnWhereItEnds() async throws {
    let rig = try Rig()
    let log = "\(rig.path)/web/access.log"
    try rig.makeFolder("web")
    try rig.configure(more: Self.settings(("web", "acme", log)))
    // By its first 2 KiB a file is known.
    try BeaconLog.append(BeaconLog.lines(4, stride(from: 0, through: 80, by: 5)), to: log)
    try BeaconLog.append(BeaconLog.lines(1, stride(from: 0, through: 50, by: 5)), to: log)
    try await rig.start()
    try await wait(rig, for: 2, toReach: 50)
    try await rig.killService()

    // Five lines and a half are gone; what is written next is less than that, and its first line stands behind the half.
    let line = BeaconLog.lines(1, [50]).utf8.count
    try Rig.shell("truncate -s -\(line * 5 + line / 2) '\(log)'")
    try BeaconLog.append(BeaconLog.lines(2, [0, 0, 5, 10]), to: log)
    try await rig.start()
    try await wait(rig, for: 3, toReach: 10)
    // What follows is new, too.
    try BeaconLog.append(BeaconLog.lines(2, [15]), to: log)
    try await wait(rig, for: 3, toReach: 15)
    try await rig.killService()

    // While nobody looks a line is lost, and longer ones take its place.
    try Rig.shell("truncate -s -\(BeaconLog.lines(2, [15]).utf8.count) '\(log)'")
    try BeaconLog.append(BeaconLog.lines(3, [0]) + BeaconLog.lines(3, [95]), to: log)
    try await rig.start()
    try await wait(rig, for: 1, toReach: 95)
    #expect(try #require(try await report(rig, ["demo"])).tally.views == 4)
    try await rig.stop()
  }

  @Test func whatIsNoLogIsReadOnceHoweverItGrows() async throws {
    let rig = try Rig()
    try rig.makeFolder("web")
    try rig.configure(more: Self.settings(("web", "acme", "\(rig.path)/web")))
    let error = "2026/11/20 10:15:42 [error] 7#7: *1 open() failed, server: example.org\n"
    try BeaconLog.append(String(repeating: error, count: 60), to: "\(rig.path)/web/error.log")
    try BeaconLog.append(BeaconLog.lines(1, [0, 5]), to: "\(rig.path)/web/access.log")
    try await rig.start()
    try await wait(rig, for: 1, toReach: 5)
    for _ in 1...5 {
      try BeaconLog.append(error, to: "\(rig.path)/web/error.log")
      try await Task.sleep(for: .milliseconds(1500))
    }
    try BeaconLog.append(BeaconLog.lines(1, [10]), to: "\(rig.path)/web/access.log")
    try await wait(rig, for: 1, toReach: 10)
    // One for it, two for the log and one more where that was read in two parts.
    let workers = rig.log.split(separator: "\n").count { $0.contains("A worker ended") && $0.contains("\"read\"") }
    #expect((2...4).contains(workers), "\(workers) workers")
    #expect(!status(rig).contains("access log"))
    try await rig.stop()
  }

  // MARK: - Logs

  /// Two clients whose videos one server shows.
  @Test func ofASharedLogEachClientSeesItsOwnVideosOnly() async throws {
    let rig = try Rig(clients: ["acme", "globex"])
    let log = "\(rig.path)/web/access.log"
    try rig.makeFolder("web")
    try BeaconLog.append("", to: log)
    try rig.configure(more: Self.settings(("web", "acme", log), ("other", "globex", log)))
    try await rig.start()
    for (client, name) in [("acme", "mine"), ("globex", "theirs")] {
      try rig.write("video,time,percent\n\(name)-views,2026-11-20 10:15:42,5\n", to: "\(client)/inbox/\(name).views.csv")
      try await rig.wait(for: "\(name)-views", toBe: .completed)
    }
    for step in 1...4 {
      let all = ["mine-views", "theirs-views", "autumn-offer"].map { BeaconLog.lines(1, [0, 5 + step * 5], of: $0) }
      try BeaconLog.append(all.joined(), to: log)
      try await wait(rig, for: 1, toReach: 5 + step * 5, of: "mine-views")
      try await wait(rig, for: 1, toReach: 5 + step * 5, of: "theirs-views")
    }
    #expect(try await report(rig, ["autumn-offer"])?.tally.views ?? 0 == 0)
    try await rig.wait("the reports") {
      rig.exists("acme/reports/views/mine-views.html") && rig.exists("globex/reports/views/theirs-views.html")
    }
    #expect(!rig.exists("acme/reports/views/autumn-offer.html") && !rig.exists("globex/reports/views/autumn-offer.html"))
    #expect(!rig.log.contains("is not followed"))
    try await rig.stop()
  }

  /// Nothing of a log lies in the store, where another log's hand may take it away, or about in the state folder.
  @Test func partsOfALogAreNoContents() async throws {
    let rig = try Rig()
    try rig.makeFolder("web")
    try rig.configure(more: Self.settings(("web", "acme", "\(rig.path)/web/access.log")))
    try await rig.start()
    let before = try rig.files("state/content").count
    for step in 1...3 {
      try BeaconLog.append(BeaconLog.lines(1, [0, step * 5]), to: "\(rig.path)/web/access.log")
      try await wait(rig, for: 1, toReach: step * 5)
    }
    try await rig.wait("the folders of work to go") { rig.names("state/work").isEmpty }
    #expect(try rig.files("state/content").count == before)
    try await rig.stop()
  }

  /// Nobody ever reads from that device, so whoever asks for anything below waits.
  private static let hang = """
    exec 3<>/dev/fuse; mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 silent hung
    echo $$ > hang.pid; exec sleep 300
    """

  @Test func aDiskThatHangsHoldsNoOtherLogAndNotTheStop() async throws {
    guard Rig.may("--mount"), (try? Rig.shell("test -w /dev/fuse")) == 0 else {
      return NotRun.say("aDiskThatHangsHoldsNoOtherLogAndNotTheStop", why: "no mount namespace or no /dev/fuse")
    }
    let rig = try Rig()
    for folder in ["web", "hung"] { try rig.makeFolder(folder) }
    try rig.configure(
      line: "stop_seconds = 1",
      more: Self.settings(("all", "acme", "\(rig.path)/hung/access.log"), ("web", "acme", "\(rig.path)/web/access.log")))
    try rig.write(Self.hang, to: "hang")
    try await rig.startInOwnMounts("sh ./hang & until grep -q silent /proc/self/mounts; do sleep 0.05; done")
    try BeaconLog.append(BeaconLog.lines(1, [0, 5]), to: "\(rig.path)/web/access.log")
    try await wait(rig, for: 1, toReach: 5)
    try await rig.wait("the report") { rig.exists("acme/reports/views/demo.html") }
    #expect(try await rig.run("doctor").output.contains("hung/access.log does not answer"))
    try rig.signal(SIGTERM)
    try await rig.wait("the service to leave it") { rig.log.contains("The service stops in the middle of a log") }
    try await rig.wait("the ledger to be free") {
      try Rig.shell("kill $(cat '\(rig.path)/hang.pid')")
      return true
    }
    #expect(try await rig.waitForEnd() == 0)
  }

  /// A folder with many files in it is somebody's, and no reason to look.
  @Test func aSilentLogIsListenedToAlone() async throws {
    let rig = try Rig()
    try rig.makeFolder("web")
    try rig.makeFolder("web/below")
    for number in 1...300 { try rig.write("x", to: "web/below/\(number)") }
    for number in 1...300 { try rig.write("x", to: "web/other-\(number)") }
    try BeaconLog.append(BeaconLog.lines(1, [0, 5]), to: "\(rig.path)/web/access.log")
    try rig.configure(more: Self.settings(("web", "acme", "\(rig.path)/web/access.log")))
    try await rig.start()
    try await wait(rig, for: 1, toReach: 5)
    try await rig.settle()
    try await rig.settle()
    try rig.remove("state/metrics.prom")
    try await rig.wait("new figures") { rig.exists("state/metrics.prom") }
    let metrics = try rig.read("state/metrics.prom")
    let hints = try #require(metrics.split(separator: "\n").first { $0.hasPrefix("dropreel_watch_hints_total ") })
    #expect(try #require(hints.split(separator: " ").last.flatMap { Double($0) }) < 400, "\(hints)")
    // Yet what is written is heard.
    try BeaconLog.append(BeaconLog.lines(1, [10]), to: "\(rig.path)/web/access.log")
    try await wait(rig, for: 1, toReach: 10)
    try await rig.stop()
  }

  // MARK: - Turns

  /// Of a client that has no log any more nothing is due, or the service would turn as fast as it can.
  @Test func aLogThatIsTakenOutLeavesTheServiceAtRest() async throws {
    let rig = try Rig()
    try rig.makeFolder("web")
    try rig.configure(more: Self.settings(("web", "acme", "\(rig.path)/web/access.log")))
    try BeaconLog.append(BeaconLog.lines(1, [0, 5]), to: "\(rig.path)/web/access.log")
    try await rig.start()
    try await wait(rig, for: 1, toReach: 5)
    try await rig.wait("the report") { rig.exists("acme/reports/views/demo.html") }
    try rig.configure(more: "[views]\nrefresh_seconds = 1\n")
    try rig.signal(SIGHUP)
    try await rig.wait("the change") { rig.log.contains("access_log.web") }
    try await rig.settle()
    // What it does by itself in so long a time, in hundredths of a second of a processor.
    let before = try ticks(rig)
    for _ in 1...3 { try await rig.settle() }
    let used = try ticks(rig) - before
    #expect(used < 150, "\(used)")
    try await rig.stop()
  }

  private func ticks(_ rig: Rig) throws -> Int {
    let process = try #require(rig.process)
    let file = try #require(fopen("/proc/\(process)/stat", "r"))
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 1024)
    _ = try #require(fgets(&buffer, 1024, file))
    let words = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(separator: " ")
    return try #require(Int(words[13])) + #require(Int(words[14]))
  }
}
