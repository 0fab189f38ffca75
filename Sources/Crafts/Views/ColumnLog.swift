/// CloudFront's lines, whose header says what their columns are: `#Fields: date time …`, then values with tabs between.
struct ColumnLog {
  private var columns: [LogColumn?] = []

  /// A line that begins with `#`.
  mutating func readHeader(_ bytes: RawSpan, _ whole: Field) {
    let start = bytes.first(UInt8(ascii: ":"), from: whole.start, to: whole.end)
    guard bytes.equals(Field(start: whole.start, end: start), "#Fields") else { return }
    columns = []
    var place = start + 1
    while place < whole.end {
      let end = bytes.first(UInt8(ascii: " "), from: place, to: whole.end)
      if end > place { columns.append(LogColumn(bytes, Field(start: place, end: end))) }
      place = end + 1
    }
  }

  func read(_ bytes: RawSpan, _ whole: Field, _ line: inout LogLine, _ clock: LogClock) -> LogMistake? {
    var found = LogColumns()
    var place = whole.start
    for column in columns {
      guard place <= whole.end else { return .columns }
      let end = bytes.first(0x09, from: place, to: whole.end)
      if let column { found.take(column, bytes, Field(start: place, end: end), &line) }
      place = end + 1
    }
    return columns.isEmpty ? .columns : found.finish(bytes, &line, clock)
  }
}
