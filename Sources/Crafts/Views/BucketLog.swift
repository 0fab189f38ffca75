/// The lines of S3's server access log: `owner bucket [time] address requester id operation key "request" status error sent size total turn
/// "page" "agent" …`. Columns are added at the end from time to time.
enum BucketLog {
  static func read(_ bytes: RawSpan, _ whole: Field, _ line: inout LogLine, _ clock: inout LogClock) -> LogMistake? {
    let end = whole.end
    let bracket = bytes.first(UInt8(ascii: "["), from: whole.start, to: end)
    guard bracket + 30 < end, bytes[bracket + 27] == UInt8(ascii: "]") else { return .time }
    line.second = clock.common(bytes, at: bracket + 1)
    guard line.second >= 0 else { return .time }
    var place = bracket + 29
    line.address = word(bytes, &place, end)
    _ = word(bytes, &place, end)
    line.identity = word(bytes, &place, end)
    _ = word(bytes, &place, end)
    _ = word(bytes, &place, end)
    guard place < end, bytes[place] == CombinedLog.quote, let close = bytes.endOfQuoted(from: place + 1, to: end) else {
      return .request
    }
    CombinedLog.request(bytes, Field(start: place + 1, end: close), &line)
    place = close + 2
    guard let status = number(bytes, &place, end) else { return .status }
    line.status = status
    _ = word(bytes, &place, end)
    guard let sent = number(bytes, &place, end), let size = number(bytes, &place, end) else { return .size }
    (line.sent, line.size) = (sent, size)
    _ = word(bytes, &place, end)
    _ = word(bytes, &place, end)
    // The blank before it was taken with the word.
    place -= 1
    line.referrer = CombinedLog.quoted(bytes, &place, end)
    line.agent = CombinedLog.quoted(bytes, &place, end)
    return nil
  }

  private static func word(_ bytes: RawSpan, _ place: inout Int, _ end: Int) -> Field {
    let start = min(place, end)
    let close = bytes.first(CombinedLog.space, from: start, to: end)
    place = close + 1
    return Field(start: start, end: close)
  }

  /// A minus stands for nothing.
  private static func number(_ bytes: RawSpan, _ place: inout Int, _ end: Int) -> Int64? {
    let field = word(bytes, &place, end)
    return field.count == 1 && bytes[field.start] == UInt8(ascii: "-") ? 0 : bytes.number(field)
  }
}
