import Digests
import Production
import Views

/// What the service tells of a part of a log that goes on.
struct FollowedLog {
  /// As an administrator said.
  let format: LogKind?
  /// As it was until now: some lines tell nothing by themselves.
  private let lastFormat: LogKind?
  /// By how files begin, how far they were read.
  private let places: [(length: Int, head: String, offset: Int64)]

  /// Nil for a log that was dropped.
  init?(_ notes: [String: String]) {
    guard let wanted = notes[ViewLog.formatNote].flatMap(AccessLog.Format.init) else { return nil }
    format = LogKind(wanted)
    lastFormat = notes[ViewLog.lastFormatNote].flatMap(AccessLog.Format.init).flatMap(LogKind.init)
    places = (notes[ViewLog.placesNote] ?? "").split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 3, let length = Int(words[0]), length > 0, let offset = Int64(words[2]), offset >= 0 else {
        return nil
      }
      return (length, String(words[1]), offset)
    }
  }

  /// Where nothing is left to be read, it is all the same how.
  func lastFormat(where isEmpty: Bool) -> LogKind? { lastFormat ?? (isEmpty ? .combined : nil) }

  /// What was not read before the file was packed: its first bytes, the others follow.
  func rest(of pieces: LogPieces) throws -> [UInt8] {
    var head = try pieces.next()
    if places.isEmpty { return head }
    while head.count < LogPlace.headSize {
      let more = try pieces.next()
      if more.isEmpty { break }
      head += more
    }
    var left = readUntil(head)
    let header = left > 0 ? ViewLog.header(of: Array(head.prefix(LogPlace.headSize))) : []
    var piece = head
    while left >= piece.count {
      left -= Int64(piece.count)
      piece = try pieces.next()
      if piece.isEmpty { return [] }
    }
    return header + piece.dropFirst(Int(left))
  }

  private func readUntil(_ head: [UInt8]) -> Int64 {
    let known = places.filter { $0.length <= head.count && Digest(of: Array(head[..<$0.length])).hex == $0.head }
    return known.max { ($0.length, $0.offset) < ($1.length, $1.offset) }?.offset ?? 0
  }
}
