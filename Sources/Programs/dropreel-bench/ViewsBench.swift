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
    // At once, and not after minutes.
    try Playground.requirePrograms(["dropreel", "dropreel-worker"])
    let place = try Playground(name: "views")
    let log = "\(place.root)/access.log"
    try ViewsLog.write(lineCount, to: log)
    try TextFile.write(ViewsLog.countries, to: log + ".countries")
    try parse(log)
    let script = "\(place.root)/peer.py"
    try TextFile.write(Self.peer, to: script)
    // In turn, so that both meet the same machine.
    var (ours, theirs): ([Double], [Double]) = ([], [])
    var peak = 0.0
    for round in 0..<3 {
      let ending = try ingest(log, round, place)
      ours.append(Double(lineCount) / ending.processorSeconds)
      peak = max(peak, Self.peak("\(place.root)/ledger-\(round)/output"))
      let peer = try ChildProgram(
        "python3", [script, log, "\(place.root)/peer-\(round).sqlite", log + ".countries"], output: "\(place.root)/peer"
      ).waitForEnd()
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

  /// What reading a log takes of memory, however long it is.
  func measureMemory() throws {
    let place = try Playground(name: "views")
    for (lines, name) in [(1_000_000, "views.ingest_peak_mb"), (20_000_000, "views.ingest_peak_20m_mb")] {
      let log = "\(place.root)/\(lines).log"
      try ViewsLog.write(lines, to: log)
      try TextFile.write(ViewsLog.countries, to: log + ".countries")
      let ending = try ingest(log, lines, place)
      Figure.say(name, Self.peak("\(place.root)/ledger-\(lines)/output"), "MB")
      Figure.say("views.ingest_\(lines / 1_000_000)m_cpu_s", ending.processorSeconds, "s", places: 1)
    }
  }

  /// As it says itself: the kernel counts what this process had when it started it, too.
  private static func peak(_ output: String) -> Double { TextFile.lines(output).last.flatMap { Double($0) } ?? .nan }

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

  /// Reads a log into a ledger in a process of its own: as a worker does, into a file of fragments, and then as the service does, a piece of
  /// that file in each transaction.
  static func ingest(_ log: String, into folder: String) async throws {
    let ledger = try await Ledger.open(folder: folder, clock: { .now() })
    guard let client = ClientName("bench") else { return }
    let salt = try await ledger.viewKey(of: client)
    let lines = try read(log, salt, into: "\(folder)/views.bin")
    guard let file = fopen("\(folder)/views.bin", "r") else { return }
    defer { fclose(file) }
    var rest: [UInt8] = []
    while true {
      let piece = next(of: file, ViewFragment.bytesAtOnce)
      if piece.isEmpty { break }
      rest += piece
      guard let fragments = ViewFragment.take(from: &rest) else { return }
      _ = try await ledger.count(fragments, of: client)
    }
    let report = try await ledger.viewReport(of: client)
    TextFile.say("\(lines) lines, \(report?.tally.views ?? 0) views, \(report?.tally.viewers ?? 0) viewers")
    try await ledger.close()
    TextFile.say("\(ChildProgram.ownPeakMegabytes)")
  }

  private static func read(_ log: String, _ salt: [UInt8], into path: String) throws -> Int {
    guard let file = fopen(log, "r"), let sink = fopen(path, "w") else { throw Burst.CannotWrite(path: path, code: errno) }
    defer {
      fclose(file)
      fclose(sink)
    }
    var reader = LogReader(.combined)
    var count = ViewCount(
      key: salt, marks: ViewerMarks(.daily) { _ in salt }, countries: CountryList(TextFile.bytes(log + ".countries")))
    var isAtEnd = false
    while !isAtEnd {
      let piece = next(of: file, 1 << 18)
      isAtEnd = piece.isEmpty
      reader.read(piece) { count.take($0, $1, $2) }
      if isAtEnd { reader.finish { count.take($0, $1, $2) } }
      var bytes: [UInt8] = []
      for fragment in count.handOut(all: isAtEnd) { fragment.write(to: &bytes) }
      fwrite(bytes, 1, bytes.count, sink)
    }
    return reader.lines
  }

  private static func next(of file: UnsafeMutablePointer<FILE>, _ most: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: most) { buffer, count in count = fread(buffer.baseAddress, 1, most, file) }
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
}
