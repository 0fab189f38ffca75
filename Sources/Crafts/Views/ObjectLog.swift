/// Lines that are JSON objects: Caddy's, and CloudFront's where it writes JSON. Members that nobody needs are walked over.
struct ObjectLog {
  private var columns = LogColumns()
  private var isCaddy = false
  private var time = Field.none
  /// What Caddy calls the connection's other end, where it does not name a client of its own.
  private var peer = Field.none

  static func read(_ bytes: RawSpan, _ whole: Field, _ line: inout LogLine, _ clock: LogClock) -> LogMistake? {
    var log = ObjectLog()
    line.method = .none
    line.target = .none
    line.address = .none
    line.agent = .none
    (line.status, line.sent) = (0, 0)
    var place = whole.start
    guard log.walk(bytes, &place, whole.end, .top, .none, &line, depth: 0) else { return .json }
    guard log.isCaddy else { return log.columns.finish(bytes, &line, clock) }
    line.second = clock.any(bytes, log.time)
    if line.address.isEmpty { line.address = log.peer }
    return line.second >= 0 && !line.target.isEmpty ? nil : .json
  }

  /// In which object a member stands.
  private enum Place { case top, request, headers, answer, other }

  /// One value, of whatever kind; false where there is none.
  private mutating func walk(
    _ bytes: RawSpan, _ place: inout Int, _ end: Int, _ within: Place, _ name: Field, _ line: inout LogLine, depth: Int
  ) -> Bool {
    Self.skipBlanks(bytes, &place, end)
    guard place < end, depth < 16 else { return false }
    switch bytes[place] {
    case UInt8(ascii: "{"): return object(bytes, &place, end, Self.inner(bytes, within, name), &line, depth: depth)
    case UInt8(ascii: "["): return array(bytes, &place, end, within, name, &line, depth: depth)
    case CombinedLog.quote:
      guard let close = bytes.endOfQuoted(from: place + 1, to: end) else { return false }
      take(bytes, within, name, Field(start: place + 1, end: close), &line)
      place = close + 1
      return true
    default:
      let start = place
      while place < end, !Self.isMark(bytes[place]) { place += 1 }
      take(bytes, within, name, Field(start: start, end: place), &line)
      return place > start
    }
  }

  private mutating func object(
    _ bytes: RawSpan, _ place: inout Int, _ end: Int, _ within: Place, _ line: inout LogLine, depth: Int
  ) -> Bool {
    place += 1
    Self.skipBlanks(bytes, &place, end)
    if place < end, bytes[place] == UInt8(ascii: "}") {
      place += 1
      return true
    }
    while true {
      Self.skipBlanks(bytes, &place, end)
      guard place < end, bytes[place] == CombinedLog.quote, let close = bytes.endOfQuoted(from: place + 1, to: end) else {
        return false
      }
      let name = Field(start: place + 1, end: close)
      place = close + 1
      Self.skipBlanks(bytes, &place, end)
      guard place < end, bytes[place] == UInt8(ascii: ":") else { return false }
      place += 1
      guard walk(bytes, &place, end, within, name, &line, depth: depth + 1) else { return false }
      guard let more = Self.goesOn(bytes, &place, end, until: UInt8(ascii: "}")) else { return false }
      if !more { return true }
    }
  }

  private mutating func array(
    _ bytes: RawSpan, _ place: inout Int, _ end: Int, _ within: Place, _ name: Field, _ line: inout LogLine, depth: Int
  ) -> Bool {
    place += 1
    Self.skipBlanks(bytes, &place, end)
    if place < end, bytes[place] == UInt8(ascii: "]") {
      place += 1
      return true
    }
    while true {
      guard walk(bytes, &place, end, within, name, &line, depth: depth + 1) else { return false }
      guard let more = Self.goesOn(bytes, &place, end, until: UInt8(ascii: "]")) else { return false }
      if !more { return true }
    }
  }

  /// Whether another one follows; nil where it is neither a comma nor the end.
  private static func goesOn(_ bytes: RawSpan, _ place: inout Int, _ end: Int, until closing: UInt8) -> Bool? {
    skipBlanks(bytes, &place, end)
    guard place < end else { return nil }
    defer { place += 1 }
    return bytes[place] == UInt8(ascii: ",") ? true : bytes[place] == closing ? false : nil
  }

  private static func skipBlanks(_ bytes: RawSpan, _ place: inout Int, _ end: Int) {
    while place < end, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
  }

  private static func isMark(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x2C, 0x5D, 0x7D, 0x7B, 0x5B, 0x22, 0x3A].contains(byte) }

  private static func inner(_ bytes: RawSpan, _ within: Place, _ name: Field) -> Place {
    switch within {
    case .top where name.isEmpty: .top
    case .top where bytes.equals(name, "request"): .request
    case .top where bytes.equals(name, "resp_headers"): .answer
    case .request where bytes.equals(name, "headers"): .headers
    default: .other
    }
  }

  private mutating func take(_ bytes: RawSpan, _ within: Place, _ name: Field, _ value: Field, _ line: inout LogLine) {
    switch within {
    case .top:
      if bytes.equals(name, "ts") {
        (time, isCaddy) = (value, true)
      } else if bytes.equals(name, "status") {
        line.status = bytes.number(value) ?? 0
      } else if bytes.equals(name, "size") {
        line.sent = bytes.number(value) ?? 0
      } else if let column = LogColumn(bytes, name) {
        columns.take(column, bytes, value, &line)
      }
    case .request:
      if bytes.equals(name, "client_ip") {
        line.address = value
      } else if bytes.equals(name, "remote_ip") || bytes.equals(name, "remote_addr") {
        peer = value
      } else if bytes.equals(name, "method") {
        line.method = value
      } else if bytes.equals(name, "uri") {
        line.target = value
      }
    case .headers:
      if bytes.equals(name, "User-Agent") {
        line.agent = value
      } else if bytes.equals(name, "Referer") {
        line.referrer = value
      } else if bytes.equals(name, "Sec-Purpose") || bytes.equals(name, "Purpose") {
        line.isPrefetch = true
      }
    case .answer: if bytes.equals(name, "Content-Range") { line.contentRange = value }
    case .other: break
    }
  }
}
