import Digests
import Production
import Settings
import Testing

@testable import Line

/// Which files are one log, and from where on each is read: pure rules.
@Suite struct LogTrailTests {
  @Test(
    arguments: [
      ("access.log", true), ("access.log.1", true), ("access.log.12.gz", true), ("access.log.gz", true), ("access.log.old", true),
      ("access.log-20261122", true), ("access.log-20261122.gz", true), ("access-2026-11-22T10-00-00.000.log", true),
      ("access-2026-11-22T10-00-00.000.log.gz", true), ("access.1.log", true), ("access-api.log", false), ("error.log", false),
      ("access.log.swp", false), (".access.log.1", false), ("access", false), ("my-access.log", false), ("access.log.", false),
    ])
  func rotatedFilesAreOneLog(name: String, isOne: Bool) {
    let names = LogNames("/var/log/nginx/access.log", isFolder: false)
    #expect(names.folder == "/var/log/nginx" && names.isExact)
    #expect(names.contain(Array(name.utf8)) == isOne)
  }

  @Test func patternsAndFoldersAreLogsToo() {
    let pattern = LogNames("/logs/*access*.log?", isFolder: false)
    #expect(["access.log1", "b.access.x.log1"].allSatisfy { pattern.contain(Array($0.utf8)) } && !pattern.isExact)
    #expect(!["access.log", "error.log1", "access.log12"].contains { pattern.contain(Array($0.utf8)) })
    let folder = LogNames("/logs", isFolder: true)
    #expect(folder.folder == "/logs" && folder.contain(Array("x".utf8)) && !folder.contain(Array(".x".utf8)))
    #expect(LogNames("/access.log", isFolder: false).folder == "/")
  }

  private let old = Array(String(repeating: "an old line\n", count: 300).utf8)
  private let new = Array(String(repeating: "a new one\n", count: 20).utf8)

  private func sight(_ inode: UInt64, _ bytes: [UInt8]) -> LogTrail.Sight {
    .init(device: 1, inode: inode, size: Int64(bytes.count), head: Array(bytes.prefix(LogPlace.headSize)))
  }

  /// A trail that knows the old bytes up to a place.
  private func trail(upTo offset: Int64) -> LogTrail {
    let fresh = LogTrail([]).place(of: sight(7, old))
    var place = fresh.read(to: offset, lines: 1, head: Array(old.prefix(LogPlace.headSize)), format: "combined")
    place.id = 1
    return LogTrail([place])
  }

  @Test func aFileIsReadOnWhateverItIsCalled() {
    let trail = trail(upTo: 1200)
    #expect(trail.place(of: sight(7, old)).offset == 1200)
    // Copied, and begun anew: the copy goes on where the file was, the file at its beginning.
    let copy = trail.place(of: sight(8, old))
    #expect(copy.offset == 1200 && copy.id == 1 && copy.inode == 8)
    let again = trail.place(of: sight(7, new))
    #expect(again.offset == 0 && again.id == nil && again.format == "combined")
    // Longer than before, and yet another file.
    #expect(trail.place(of: sight(7, new + new + old + old)).offset == 0)
  }

  @Test func aFileThatWasCutIsReadFromItsEnd() {
    let trail = trail(upTo: 3600)
    #expect(trail.place(of: sight(7, Array(old.prefix(2400)))).offset == 2400)
    // Of a copy that was made before, everything is known.
    #expect(trail.place(of: sight(9, Array(old.prefix(2400)))).offset == 3600)
  }

  @Test func aFileIsKnownToHaveBeenLonger() {
    let trail = trail(upTo: 3600)
    #expect(trail.wasLonger(trail.place(of: sight(7, Array(old.prefix(2400))))))
    #expect(!trail.wasLonger(trail.place(of: sight(7, old))) && !trail.wasLonger(trail.place(of: sight(7, new))))
  }

  @Test func whatBrokeOffRestsLongerEachTime() {
    var setbacks = Setbacks<String>()
    let start = ContinuousClock.now
    #expect(!setbacks.rests("a", at: start))
    setbacks.add("a", at: start)
    #expect(setbacks.rests("a", at: start + .seconds(9)) && !setbacks.rests("a", at: start + .seconds(10)))
    #expect(!setbacks.rests("b", at: start))
    for _ in 1...100 { setbacks.add("a", at: start) }
    #expect(setbacks.rests("a", at: start + .seconds(3599)) && !setbacks.rests("a", at: start + .seconds(3600)))
    setbacks.clear("a")
    #expect(!setbacks.rests("a", at: start))
  }

  @Test func reportsAreDueOfWhoHasALogAndAreNotJustShown() throws {
    let (acme, globex) = (try #require(ClientName("acme")), try #require(ClientName("globex")))
    var times = ShowTimes()
    let start = ContinuousClock.now
    #expect(times.take(of: [acme, globex], every: .seconds(60), at: start) == [acme, globex])
    #expect(times.take(of: [acme, globex], every: .seconds(60), at: start + .seconds(59)) == [])
    #expect(times.next == start + .seconds(60))
    // Whoever is shown is waited for; whoever has no log any more is not.
    times.begin(acme)
    #expect(times.take(of: [acme], every: .seconds(60), at: start + .seconds(70)) == [] && times.next == nil)
    times.end(acme)
    #expect(times.next == start + .seconds(60))
    #expect(times.take(of: [acme], every: .seconds(60), at: start + .seconds(71)) == [acme])
    #expect(times.take(of: [], every: .seconds(60), at: start + .seconds(200)) == [] && times.next == nil)
  }

  private func log(_ client: String, _ path: String, bucket: String = "", prefix: String = "") -> AccessLog {
    var log = AccessLog(name: "\(client) \(path)\(bucket)\(prefix)")
    (log.client, log.path, log.host) = (ClientName(client), path, bucket.isEmpty ? "" : "far")
    (log.bucket, log.prefix) = (bucket, prefix)
    return log
  }

  @Test(
    arguments: [
      ("/w/access.log", true), ("/w", true), ("/w/", true), ("/w/*.log", true), ("/w/a*", true), ("/w/other.log", false),
      ("/w/b*", false), ("/v/access.log", false), ("/", false),
    ])
  func logsOfSeveralClientsAreShared(path: String, isShared: Bool) {
    var settings = ServiceSettings()
    let own = log("acme", "/w/access.log")
    settings.accessLogs = [own, log("globex", path)]
    #expect(own.isShared(in: settings) == isShared && settings.accessLogs[1].isShared(in: settings) == isShared)
    // One client may have as many as it likes.
    settings.accessLogs = [own, log("acme", path)]
    #expect(!own.isShared(in: settings))
  }

  @Test func bucketsAreSharedWhereKeysBeginAlike() {
    var settings = ServiceSettings()
    let own = log("acme", "", bucket: "logs", prefix: "a/")
    for (bucket, prefix, isShared) in [("logs", "a/", true), ("logs", "", true), ("logs", "b/", false), ("more", "a/", false)] {
      settings.accessLogs = [own, log("globex", "", bucket: bucket, prefix: prefix)]
      #expect(own.isShared(in: settings) == isShared, "\(bucket)/\(prefix)")
    }
  }

  @Test func keysOfVideosAreNoLogs() {
    var host = HostAccount(name: "far", kind: .s3)
    (host.bucket, host.prefix) = ("films", "v/")
    #expect(log("acme", "", bucket: "films").isOfVideos("v/spring/index.html", [host]))
    #expect(!log("acme", "", bucket: "films").isOfVideos("logs/1", [host]))
    #expect(!log("acme", "", bucket: "films", prefix: "v/logs/").isOfVideos("v/logs/1", [host]))
    #expect(!log("acme", "", bucket: "logs").isOfVideos("v/1", [host]))
  }

  @Test func ofFilesThatBeginAlikeTheOneThatIsKnownBestCounts() {
    var trail = trail(upTo: 12)
    #expect(trail.place(of: sight(7, old)).offset == 12 && trail.place(of: sight(7, old)).headLength == 12)
    var longer = trail.places[0].read(to: 3000, lines: 1, head: Array(old.prefix(LogPlace.headSize)), format: "combined")
    (longer.id, longer.inode) = (2, 8)
    trail.keep(longer)
    #expect(trail.place(of: sight(9, old)).id == 2)
    #expect(trail.place(of: sight(7, Array(old.prefix(100)))).id == 1)
    #expect(trail.places.count == 2 && trail.places[1].lines == 2)
  }

  @Test func columnsAreNamedInTheFirstLines() {
    let header = "#Version: 1.0\n#Fields: date time\n"
    #expect(ViewLog.header(of: Array((header + "2026\n#odd\n").utf8)) == Array(header.utf8))
    #expect(ViewLog.header(of: Array("#Fields: date".utf8)).isEmpty && ViewLog.header(of: []).isEmpty)
  }
}
