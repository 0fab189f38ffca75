/// The lines of nginx and Apache: `192.0.2.10 - - [20/Nov/2026:10:15:42 +0000] "GET /a HTTP/1.1" 206 1024 "PAGE" "AGENT"`, and behind that
/// perhaps `"bytes=0-" "bytes 0-1023/4096"`.
enum CombinedLog {
  @inline(__always)
  static func read(_ bytes: RawSpan, _ whole: Field, _ line: inout LogLine, _ clock: inout LogClock) -> LogMistake? {
    let end = whole.end
    line.address = Field(start: whole.start, end: bytes.first(space, from: whole.start, to: end))
    let bracket = bytes.first(UInt8(ascii: "["), from: line.address.end, to: end)
    guard bracket &+ 30 < end, bytes[bracket &+ 27] == UInt8(ascii: "]") else { return .time }
    line.second = clock.common(bytes, at: bracket &+ 1)
    guard line.second >= 0 else { return .time }
    guard bytes[bracket &+ 29] == quote, let requestEnd = bytes.endOfQuoted(from: bracket &+ 30, to: end) else { return .request }
    request(bytes, Field(start: bracket &+ 30, end: requestEnd), &line)
    return answer(bytes, Field(start: requestEnd &+ 2, end: end), &line)
  }

  /// `GET /a?b HTTP/1.1`. Whatever else came over the wire is no request, and no mistake of the log.
  @inline(__always)
  static func request(_ bytes: RawSpan, _ request: Field, _ line: inout LogLine) {
    let methodEnd = bytes.first(space, from: request.start, to: request.end)
    line.method = Field(start: request.start, end: methodEnd)
    let start = min(methodEnd &+ 1, request.end)
    line.target = Field(start: start, end: bytes.first(space, from: start, to: request.end))
  }

  /// `206 1024 "PAGE" "AGENT"` and what follows.
  @inline(__always)
  private static func answer(_ bytes: RawSpan, _ rest: Field, _ line: inout LogLine) -> LogMistake? {
    guard rest.start &+ 4 <= rest.end, bytes[rest.start &+ 3] == space,
      let status = bytes.number(Field(start: rest.start, end: rest.start &+ 3))
    else { return .status }
    line.status = status
    let sentEnd = bytes.first(space, from: rest.start &+ 4, to: rest.end)
    let sent = Field(start: rest.start &+ 4, end: sentEnd)
    guard let count = bytes.number(sent) ?? (sent.count == 1 && bytes[sent.start] == UInt8(ascii: "-") ? 0 : nil) else {
      return .size
    }
    line.sent = count
    var place = sentEnd
    line.referrer = quoted(bytes, &place, rest.end)
    line.agent = quoted(bytes, &place, rest.end)
    if place < rest.end {
      _ = quoted(bytes, &place, rest.end)
      line.contentRange = quoted(bytes, &place, rest.end)
    }
    return nil
  }

  /// The next text in quotation marks, after one blank; nothing where there is none.
  @inline(__always)
  static func quoted(_ bytes: RawSpan, _ place: inout Int, _ end: Int) -> Field {
    guard place &+ 2 < end, bytes[place] == space, bytes[place &+ 1] == quote,
      let close = bytes.endOfQuoted(from: place &+ 2, to: end)
    else { return .none }
    let field = Field(start: place &+ 2, end: close)
    place = close &+ 1
    return field.count == 1 && bytes[field.start] == UInt8(ascii: "-") ? .none : field
  }

  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
}
