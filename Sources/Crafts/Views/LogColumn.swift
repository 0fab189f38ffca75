/// What a column of a log is, by the names that CloudFront gives to its columns and members.
enum LogColumn: CaseIterable {
  case date, time, timestamp, address, method, path, query, status, sent, size, referrer, agent, identity, rangeStart, rangeEnd

  init?(_ bytes: RawSpan, _ name: Field) {
    guard let column = Self.allCases.first(where: { bytes.equals(name, $0.name) }) else {
      guard bytes.equals(name, "timestamp(ms)") else { return nil }
      self = .timestamp
      return
    }
    self = column
  }

  private var name: String {
    switch self {
    case .date: "date"
    case .time: "time"
    case .timestamp: "timestamp"
    case .address: "c-ip"
    case .method: "cs-method"
    case .path: "cs-uri-stem"
    case .query: "cs-uri-query"
    case .status: "sc-status"
    case .sent: "sc-bytes"
    case .size: "sc-content-len"
    case .referrer: "cs(Referer)"
    case .agent: "cs(User-Agent)"
    case .identity: "x-edge-request-id"
    case .rangeStart: "sc-range-start"
    case .rangeEnd: "sc-range-end"
    }
  }
}

/// The columns of one line as they come, until all are there.
struct LogColumns {
  private var date = Field.none
  private var time = Field.none
  private var timestamp = Field.none
  private var length: Int64 = 0
  private var range: (start: Int64, end: Int64) = (-1, -1)
  private var hasStatus = false

  mutating func take(_ column: LogColumn, _ bytes: RawSpan, _ field: Field, _ line: inout LogLine) {
    // A minus stands for nothing.
    let field = field.count == 1 && bytes[field.start] == UInt8(ascii: "-") ? Field.none : field
    switch column {
    case .date: date = field
    case .time: time = field
    case .timestamp: timestamp = field
    case .address: line.address = field
    case .method: line.method = field
    case .path: line.target = field
    case .query: line.query = field
    case .status:
      line.status = bytes.number(field) ?? 0
      hasStatus = line.status > 0
    case .sent: line.sent = bytes.number(field) ?? 0
    case .size: length = bytes.number(field) ?? 0
    case .referrer: line.referrer = field
    case .agent: line.agent = field
    case .identity: line.identity = field
    case .rangeStart: range.start = bytes.number(field) ?? -1
    case .rangeEnd: range.end = bytes.number(field) ?? -1
    }
  }

  /// What the columns say together. Of a part of a file they do not tell how long the whole is.
  func finish(_ bytes: RawSpan, _ line: inout LogLine, _ clock: LogClock) -> LogMistake? {
    line.second = timestamp.isEmpty ? clock.split(bytes, date: date, time: time) : clock.any(bytes, timestamp)
    guard line.second >= 0 else { return .time }
    guard !line.target.isEmpty, !line.method.isEmpty else { return .request }
    guard hasStatus else { return .status }
    if line.status == 200 { line.size = length }
    return nil
  }
}
