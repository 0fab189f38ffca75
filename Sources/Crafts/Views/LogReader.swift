/// Cuts a log into lines and reads each, whatever piece its bytes come in. Nothing is copied but what is left of a line at a piece's end.
package struct LogReader {
  private let kind: LogKind
  private var columns = ColumnLog()
  private var clock = LogClock()
  private var line = LogLine()
  private var rest: [UInt8] = []
  /// The line that is too long is being skipped.
  private var isSkipping = false
  /// Lines so far, those with remarks and empty ones too.
  package private(set) var lines = 0
  package private(set) var mistakes = LogMistakes()

  package init(_ kind: LogKind) { self.kind = kind }

  /// What is longer is no line of a log.
  private static let longest = 1 << 16

  /// Reads the whole lines of a piece, with what was left of the last one.
  package mutating func read(_ piece: [UInt8], each use: (RawSpan, Field, LogLine) -> Void) {
    var start = 0
    if !rest.isEmpty {
      // Only the line that was cut is put together.
      start = min(piece.span.bytes.first(0x0A, from: 0, to: piece.count) + 1, piece.count)
      rest += piece[..<start]
      let line = rest
      rest = Array(line[read(lines: line.span.bytes, from: 0, each: use)...])
    }
    if start < piece.count { rest = Array(piece[read(lines: piece.span.bytes, from: start, each: use)...]) }
    guard rest.count > Self.longest else { return }
    // Its end is waited for, without keeping it.
    if !isSkipping { mistakes.note(.tooLong, line: lines + 1) }
    isSkipping = true
    rest = []
  }

  /// The last line, if no line end stands behind it.
  package mutating func finish(each use: (RawSpan, Field, LogLine) -> Void) {
    guard !rest.isEmpty || isSkipping else { return }
    read([0x0A], each: use)
  }

  /// Where the last whole line ended.
  private mutating func read(lines bytes: RawSpan, from first: Int, each use: (RawSpan, Field, LogLine) -> Void) -> Int {
    let count = bytes.byteCount
    var start = first
    while true {
      let end = bytes.first(0x0A, from: start, to: count)
      if end >= count { return start }
      lines &+= 1
      if isSkipping {
        isSkipping = false
      } else {
        let whole = Field(start: start, end: end > start && bytes[end &- 1] == 0x0D ? end &- 1 : end)
        read(bytes, whole, each: use)
      }
      start = end &+ 1
    }
  }

  @inline(__always)
  private mutating func read(_ bytes: RawSpan, _ whole: Field, each use: (RawSpan, Field, LogLine) -> Void) {
    if whole.isEmpty { return }
    line.clear()
    let mistake: LogMistake?
    switch kind {
    case .combined: mistake = CombinedLog.read(bytes, whole, &line, &clock)
    case .bucket: mistake = BucketLog.read(bytes, whole, &line, &clock)
    case .columns where bytes[whole.start] == UInt8(ascii: "#"): return columns.readHeader(bytes, whole)
    case .columns: mistake = columns.read(bytes, whole, &line, clock)
    case .objects: mistake = ObjectLog.read(bytes, whole, &line, clock)
    }
    if let mistake { return mistakes.note(mistake, line: lines) }
    use(bytes, whole, line)
  }
}

/// The lines that could not be read: how many for which reason, and where the first of them stand.
package struct LogMistakes: Sendable {
  package private(set) var counts = [Int](repeating: 0, count: LogMistake.allCases.count)
  package private(set) var first: [(line: Int, mistake: LogMistake)] = []

  package var total: Int { counts.reduce(0, +) }

  mutating func note(_ mistake: LogMistake, line: Int) {
    counts[mistake.rawValue] += 1
    if first.count < 50 { first.append((line, mistake)) }
  }
}
