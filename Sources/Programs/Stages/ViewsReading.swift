import Documents
import Files
import Production
import Views

/// An access log, or a table of views, into what it tells of each view.
enum ViewsReading {
  /// Tables are read whole; logs are not.
  private static let largestTable = 256 << 20

  /// Nobody's words stand in the facts: these are kept for ever.
  static func keep(at bench: Workbench) throws -> [String: String] {
    let name = bench.order.notes["name"] ?? ""
    let size = bench.order.inputs.first { $0.name == "source" }?.size ?? 0
    let pieces = try LogPieces(try bench.open("source"))
    let told = FollowedLog(bench.order.notes)
    let first = try told?.rest(of: pieces) ?? pieces.next()
    var log: ViewLog
    var format: AccessLog.Format?
    var sink = FragmentSink(try bench.create(ViewLog.fragmentsName))
    let plain = name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
    if let kind = told?.format ?? LogKind.of(first) ?? told?.lastFormat(where: first.isEmpty) {
      format = kind.format
      log = try read(kind, first, pieces, into: &sink, at: bench, size: size)
    } else if told != nil {
      throw Refusal(
        "None of its lines is one of a log that is known here.",
        wayOut: "Have it written as nginx, Apache, Caddy, CloudFront or S3 do, or say which of them it is in access_log.format.")
    } else if DropContents.isViews(plain) || TableSubject.isViews(plain, first) {
      log = try readTable(plain, first, pieces, into: &sink, at: bench)
    } else {
      throw Refusal(
        "\"\(name)\" is no access log that is known here.",
        wayOut:
          "Drop a log of nginx, Apache, Caddy, CloudFront or S3 as the server wrote it, or a table of views called views.csv.",
        detail: "none of its first lines is one of a log")
    }
    try sink.flush()
    try bench.keepFile(ViewLog.fragmentsName)
    (log.views, log.videos) = (sink.count, sink.videos.sorted())
    try bench.keep(ViewLog.summaryName, json: log)
    bench.progress(1, "the log is read")
    var facts = [
      ReadingFact.views: String(log.views), ReadingFact.viewLines: String(log.lines),
      ReadingFact.viewRobots: String(log.robots), ReadingFact.viewBadLines: String(log.bad),
    ]
    facts[ReadingFact.viewFormat] = format?.rawValue
    return facts
  }

  private static func read(
    _ kind: LogKind, _ first: [UInt8], _ pieces: LogPieces, into sink: inout FragmentSink, at bench: Workbench, size: Int64
  ) throws -> ViewLog {
    var reader = LogReader(kind)
    var count = ViewCount(key: try key(at: bench), marks: marks(at: bench), countries: try countries(at: bench))
    var piece = first
    while !piece.isEmpty {
      reader.read(piece) { count.take($0, $1, $2) }
      if let trouble = count.trouble { throw trouble }
      for fragment in count.handOut() { try sink.put(fragment) }
      bench.progress(Double(pieces.place) / Double(max(1, size)), "reading the log")
      piece = try pieces.next()
    }
    reader.finish { count.take($0, $1, $2) }
    if let trouble = count.trouble { throw trouble }
    for fragment in count.handOut(all: true) { try sink.put(fragment) }
    var log = ViewLog(what: kind.words)
    log.lines = reader.lines
    log.robots = count.tally.robots
    log.bad = reader.mistakes.total
    log.unused = count.tally.words.map { ViewLog.Count(what: $0.what, lines: $0.count) }
    log.mistakes = reader.mistakes.first.map { ViewLog.Mistake(line: $0.line, why: $0.mistake.words) }
    return log
  }

  private static func readTable(
    _ name: String, _ first: [UInt8], _ pieces: LogPieces, into sink: inout FragmentSink, at bench: Workbench
  ) throws -> ViewLog {
    bench.progress(0, "reading the table")
    var bytes = first
    while true {
      let piece = try pieces.next()
      if piece.isEmpty { break }
      bytes += piece
      guard bytes.count <= largestTable else {
        throw Refusal("The table is larger than \(largestTable >> 20) MiB.", wayOut: "Split it, and drop the parts.")
      }
    }
    var table = ViewTable(key: try key(at: bench), marks: marks(at: bench))
    if DocumentName.ending(of: name).hasSuffix("l") || DocumentName.ending(of: name) == "ndjson" {
      try table.read(lines: bytes) { try sink.put($0) }
    } else {
      try table.read(csv: bytes) { try sink.put($0) }
    }
    if let trouble = table.trouble { throw trouble }
    guard sink.count > 0 else {
      let first = table.mistakes.first.map { " Line \($0.line): \($0.why)." } ?? ""
      throw Refusal(
        "There is no view in \"\(name)\".\(first)",
        wayOut: "Write one view in each row, with a header in the first: \(ViewTable.needs).")
    }
    var log = ViewLog(what: "a table of views")
    (log.lines, log.bad) = (table.rows, table.bad)
    log.mistakes = table.mistakes.map { ViewLog.Mistake(line: $0.line, why: $0.why) }
    return log
  }

  private static func key(at bench: Workbench) throws -> [UInt8] {
    guard let key = try salt(.lines, at: bench) else { throw noAnswer }
    return key
  }

  private static func marks(at bench: Workbench) -> ViewerMarks {
    let viewers = bench.order.notes[ViewLog.viewersNote].flatMap(ViewerSalt.init) ?? .daily
    return ViewerMarks(viewers) { try salt($0, at: bench) }
  }

  /// The service alone keeps what viewers are digested with.
  private static func salt(_ name: SaltName, at bench: Workbench) throws -> [UInt8]? {
    guard case .answer(_, let value)? = bench.ask(.ask(question: .salt, key: name.text)) else { throw noAnswer }
    return value.map { Array($0.utf8) }
  }

  private static var noAnswer: Failure {
    Failure(
      Refusal("The service did not say by what viewers are told apart.", wayOut: "It is tried again by itself.", detail: ""),
      kind: .passing)
  }

  private static func countries(at bench: Workbench) throws -> (any CountryFinding)? {
    guard bench.order.inputs.contains(where: { $0.name == ViewLog.countries }) else { return nil }
    let bytes = try bench.read(ViewLog.countries, atMost: 512 << 20)
    if let database = CountryDatabase(bytes) { return database }
    return CountryList(bytes)
  }
}

/// Writes fragments into their file, a piece at a time.
private struct FragmentSink {
  private let writer: PartWriter
  private var bytes: [UInt8] = []
  private(set) var count = 0
  private(set) var videos: Set<String> = []

  init(_ writer: PartWriter) { self.writer = writer }

  mutating func put(_ fragment: ViewFragment) throws {
    count += 1
    if videos.count < ViewLog.mostVideos { videos.insert(fragment.video) }
    fragment.write(to: &bytes)
    if bytes.count > 1 << 18 { try flush() }
  }

  mutating func flush() throws {
    try writer.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
