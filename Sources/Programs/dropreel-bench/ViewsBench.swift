import Files
import Glibc
import Ledger
import Production
import Views

/// An access log into views: the reading of lines alone, and all of it up to rows and sums in a ledger, beside a script in Python that does
/// the same with a regular expression and sqlite3.
struct ViewsBench {
  let lineCount: Int

  func run() async throws {
    let place = try Playground(name: "views")
    let log = "\(place.root)/access.log"
    try ViewsLog.write(lineCount, to: log)
    try TextFile.write(ViewsLog.countries, to: log + ".countries")
    try parse(log)
    // In turn, so that both meet the same machine.
    var (ours, theirs): ([Double], [Double]) = ([], [])
    var peak = 0.0
    for round in 0..<3 {
      let ending = try ingest(log, round, place)
      ours.append(Double(lineCount) / ending.processorSeconds)
      // As it says itself: the kernel counts what this process had when it started it, too.
      peak = max(peak, TextFile.lines("\(place.root)/ledger-\(round)/output").last.flatMap { Double($0) } ?? .nan)
      let script = "\(place.root)/peer.py"
      try TextFile.write(Self.peer, to: script)
      let peer = try ChildProgram("python3", [script, log, "\(place.root)/peer-\(round).sqlite"], output: "\(place.root)/peer")
        .waitForEnd()
      theirs.append(peer.code == 0 ? Double(lineCount) / peer.processorSeconds : .nan)
    }
    Figure.note("python3 says: \(TextFile.text("\(place.root)/peer"))")
    Figure.say("views.ingest_rows_per_cpu_s", Figure.median(ours), "lines/s", places: 0)
    Figure.say("views.python_rows_per_cpu_s", Figure.median(theirs), "lines/s", places: 0)
    Figure.say("views.ingest_times_python", Figure.median(ours) / Figure.median(theirs), "times")
    Figure.say("views.ingest_peak_mb", peak, "MB")
    try await measureReport("\(place.root)/ledger-0")
    try await measureReports(in: place)
    try await measureLive()
  }

  private func ingest(_ log: String, _ round: Int, _ place: Playground) throws -> ChildProgram.Ending {
    let folder = try place.folder("ledger-\(round)")
    let child = try ChildProgram(Playground.program("dropreel-bench"), ["ingest-views", log, folder], output: "\(folder)/output")
    let ending = child.waitForEnd()
    Figure.note("dropreel says: \(TextFile.text("\(folder)/output"))")
    return ending
  }

  private func parse(_ log: String) throws {
    let bytes = TextFile.bytes(log)
    let pieces = stride(from: 0, to: bytes.count, by: 1 << 18).map { Array(bytes[$0..<min($0 + 1 << 18, bytes.count)]) }
    var rates: [Double] = []
    for _ in 0..<5 {
      var reader = LogReader(.combined)
      var sum: Int64 = 0
      let before = ChildProgram.ownProcessorSeconds
      for piece in pieces { reader.read(piece) { _, _, line in sum &+= line.second &+ line.sent } }
      rates.append(Double(reader.lines) / (ChildProgram.ownProcessorSeconds - before))
      guard sum > 0, reader.mistakes.total == 0 else {
        throw Refusal("The log was not read.", wayOut: "Look at LogReader.")
      }
    }
    Figure.note("\(bytes.count / max(1, lineCount)) bytes a line")
    Figure.say("views.parse_lines_per_cpu_s", Figure.median(rates), "lines/s", places: 0)
  }

  /// Reads a log into a ledger, as a worker and the service do together, in a process of its own.
  static func ingest(_ log: String, into folder: String) async throws {
    let ledger = try await Ledger.open(folder: folder, clock: { .now() })
    guard let client = ClientName("bench"), let file = fopen(log, "r") else { return }
    defer { fclose(file) }
    var reader = LogReader(.combined)
    let salt = try await ledger.viewKey(of: client)
    var count = ViewCount(
      key: salt, marks: ViewerMarks(.daily) { _ in salt }, countries: CountryList(TextFile.bytes(log + ".countries")))
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var waiting: [UInt8] = []
    while true {
      let got = fread(&buffer, 1, buffer.count, file)
      let isAtEnd = got < buffer.count
      reader.read(isAtEnd ? Array(buffer[..<got]) : buffer) { count.take($0, $1, $2) }
      if isAtEnd { reader.finish { count.take($0, $1, $2) } }
      // Over bytes, as they travel through a file.
      for fragment in count.handOut(all: isAtEnd) { fragment.write(to: &waiting) }
      while waiting.count > 1 << 20 || isAtEnd && !waiting.isEmpty {
        var piece = Array(waiting.prefix(1 << 20))
        let length = piece.count
        guard let fragments = ViewFragment.take(from: &piece) else { return }
        waiting.removeFirst(length - piece.count)
        _ = try await ledger.count(fragments, of: client)
      }
      if isAtEnd { break }
    }
    let report = try await ledger.viewReport(of: client)
    TextFile.say("\(reader.lines) lines, \(report?.tally.views ?? 0) views, \(report?.tally.viewers ?? 0) viewers")
    try await ledger.close()
    TextFile.say("\(ChildProgram.ownPeakMegabytes)")
  }

  private func measureReport(_ folder: String) async throws {
    let ledger = try await Ledger.open(folder: folder, clock: { .now() })
    guard let client = ClientName("bench") else { return }
    var times: [Double] = []
    for _ in 0..<5 {
      let before = ContinuousClock.now
      _ = try await ledger.viewReport(of: client)
      times.append((ContinuousClock.now - before) / .milliseconds(1))
    }
    Figure.say("views.report_ms", Figure.median(times), "ms", places: 2)
    try await ledger.close()
  }

  /// Sessions are gathered in memory and written at the end, all rows of a kind in one call: that is how it is quickest.
  private static let peer = """
    import hashlib, hmac, re, sqlite3, sys
    from datetime import datetime
    from functools import lru_cache
    from urllib.parse import parse_qs

    line = re.compile(r'(\\S+) \\S+ \\S+ \\[([^\\]]+)\\] "(\\S+) (\\S+) [^"]*" (\\d{3}) (\\d+) "([^"]*)" "([^"]*)"')
    robot = re.compile(r'bot|crawl|spider|slurp|preview|curl|wget|python|monitor|facebookexternalhit|whatsapp', re.I)
    key = b"0123456789abcdef"

    @lru_cache(100000)
    def is_robot(agent): return bool(robot.search(agent))

    @lru_cache(100000)
    def viewer(day, address, agent):
        return int.from_bytes(hmac.digest(key, f"{day} {address} {agent}".encode(), "sha256")[:8], "little", signed=True)

    @lru_cache(4)
    def second(text): return int(datetime.strptime(text, "%d/%b/%Y:%H:%M:%S %z").timestamp())

    views = {}
    for text in open(sys.argv[1]):
        match = line.match(text)
        if not match: continue
        address, time, method, target, status, sent, page, agent = match.groups()
        path, _, query = target.partition("?")
        isBeacon = path.endswith("/beacon.gif")
        if not isBeacon and not path.endswith(".mp4") or method != "GET" or is_robot(agent): continue
        at = second(time)
        who = viewer(at // 86400, address, agent)
        video = path.split("/")[1]
        if isBeacon:
            fields = parse_qs(query)
            one = views.setdefault((video, fields["v"][0]), [who, at, at, 0, 0, agent, fields.get("utm_campaign", [""])[0]])
            if fields["e"][0] == "t": one[3] |= 1 << int(fields["t"][0]) // 5
        else:
            one = views.setdefault((video, who), [who, at, at, 0, 0, agent, ""])
            one[4] += int(sent)
        one[1], one[2] = min(one[1], at), max(one[2], at)

    # As here: where a page tells of a viewer, the bytes do not.
    told = {(video, one[0]) for (video, page), one in views.items() if isinstance(page, str)}
    views = {(video, page): one for (video, page), one in views.items() if isinstance(page, str) or (video, page) not in told}

    base = sqlite3.connect(sys.argv[2])
    base.executescript('''PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
        CREATE TABLE views (id INTEGER PRIMARY KEY, video TEXT, page TEXT, viewer INTEGER, began INTEGER, ended INTEGER, marks INTEGER,
          bytes INTEGER, agent TEXT, campaign TEXT);
        CREATE UNIQUE INDEX by_page ON views (video, page); CREATE INDEX by_viewer ON views (viewer, video, ended);''')
    base.executemany("INSERT INTO views (video, page, viewer, began, ended, marks, bytes, agent, campaign) VALUES (?,?,?,?,?,?,?,?,?)",
        ((video, str(page), *one) for (video, page), one in views.items()))
    base.execute("CREATE TABLE totals AS SELECT video, began / 86400 AS day, count(*) AS views, count(DISTINCT viewer) AS viewers FROM views GROUP BY 1, 2")
    base.commit()
    print(len(views), "views")
    """
}
