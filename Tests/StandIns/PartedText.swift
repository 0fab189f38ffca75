/// The parts of a body that has several.
enum PartedText {
  /// Nil where it is no such body, or not of this kind.
  static func parts(_ request: StandInRequest, _ kind: String) -> [(head: String, body: String)]? {
    guard let type = request["content-type"], type.hasPrefix("\(kind); boundary=") else { return nil }
    let mark = "--" + type.dropFirst("\(kind); boundary=".count)
    let (start, end) = (Array("\(mark)\r\n".utf8), Array("\r\n\(mark)--\r\n".utf8))
    guard request.body.count > start.count + end.count, request.body.starts(with: start),
      request.body.suffix(end.count).elementsEqual(end)
    else { return nil }
    return halves(of: Array(request.body.dropFirst(start.count).dropLast(end.count)), at: "\r\n\(mark)\r\n").map { part in
      let halves = halves(of: part, at: "\r\n\r\n").map { String(decoding: $0, as: UTF8.self) }
      return (halves[0], halves.dropFirst().joined(separator: "\r\n\r\n"))
    }
  }

  private static func halves(of bytes: [UInt8], at mark: String) -> [[UInt8]] {
    let mark = Array(mark.utf8)
    var found: [[UInt8]] = []
    var (start, place) = (0, 0)
    while place + mark.count <= bytes.count {
      if bytes[place..<(place + mark.count)].elementsEqual(mark) {
        found.append(Array(bytes[start..<place]))
        place += mark.count
        start = place
      } else {
        place += 1
      }
    }
    return found + [Array(bytes[start...])]
  }
}
