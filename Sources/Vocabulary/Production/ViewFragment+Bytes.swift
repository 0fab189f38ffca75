// How fragments travel in a file from the worker to the ledger: there may be millions.
extension ViewFragment {
  /// Longer ones are none.
  package static let mostBytes = 8192
  package static let mostPieces = 64
  /// No second of a view is later, or it is none.
  package static let end: Int64 = 1 << 36
  private static let mostText = 200

  /// Adds itself to a file's bytes: its length, numbers with the lowest byte first, then texts with their lengths.
  package func write(to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes += [0, 0]
    Self.append(page, to: &bytes)
    Self.append(viewer, to: &bytes)
    Self.append(place, to: &bytes)
    Self.append(otherViewer, to: &bytes)
    Self.append(otherPlace, to: &bytes)
    Self.append(UInt64(bitPattern: began), to: &bytes)
    Self.append(UInt64(bitPattern: ended), to: &bytes)
    Self.append(marks.rawValue, to: &bytes)
    Self.append(waits, to: &bytes)
    Self.append(parts, to: &bytes)
    Self.append(UInt64(bitPattern: size), to: &bytes)
    let pieces = pieces.prefix(Self.mostPieces)
    bytes.append(UInt8(pieces.count))
    for piece in pieces {
      Self.append(piece.line, to: &bytes)
      Self.append(UInt64(bitPattern: piece.bytes), to: &bytes)
    }
    for text in [video, file] + origin.words {
      let text = text.utf8.prefix(Self.mostText)
      bytes.append(UInt8(text.count))
      bytes += text
    }
    let count = bytes.count - start - 2
    bytes[start] = UInt8(truncatingIfNeeded: count)
    bytes[start + 1] = UInt8(truncatingIfNeeded: count >> 8)
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// The whole fragments at the beginning of a file's bytes, which are taken away; nil where something else stands there.
  package static func take(from bytes: inout [UInt8]) -> [ViewFragment]? {
    var fragments: [ViewFragment] = []
    var place = 0
    while place + 2 <= bytes.count {
      let count = Int(bytes[place]) | Int(bytes[place + 1]) << 8
      guard count <= mostBytes else { return nil }
      guard place + 2 + count <= bytes.count else { break }
      var cursor = Cursor(bytes: bytes, place: place + 2, end: place + 2 + count)
      guard let fragment = ViewFragment(&cursor) else { return nil }
      fragments.append(fragment)
      place += 2 + count
    }
    bytes.removeFirst(place)
    return fragments
  }

  private init?(_ cursor: inout Cursor) {
    guard let page = cursor.number(), let viewer = cursor.number(), let place = cursor.number(),
      let otherViewer = cursor.number(), let otherPlace = cursor.number(), let began = cursor.signed(),
      let ended = cursor.signed(),
      let marks = cursor.number(), let waits = cursor.number(), let parts = cursor.number(), let size = cursor.signed(),
      let count = cursor.byte(), count <= Self.mostPieces, 0 <= began, began <= ended, ended < Self.end, size >= 0
    else { return nil }
    self.init(video: "", viewer: viewer, at: began)
    self.page = page
    self.place = place
    (self.otherViewer, self.otherPlace) = (otherViewer, otherPlace)
    self.ended = ended
    self.marks = ViewMarks(rawValue: marks)
    self.waits = waits
    self.parts = parts
    self.size = size
    for _ in 0..<count {
      guard let line = cursor.number(), let bytes = cursor.signed(), bytes >= 0 else { return nil }
      pieces.append(Piece(line: line, bytes: bytes))
    }
    var texts: [String] = []
    for _ in 0..<(2 + ViewOrigin.wordCount) {
      guard let text = cursor.text() else { return nil }
      texts.append(text)
    }
    guard cursor.isAtEnd, !texts[0].isEmpty else { return nil }
    video = texts[0]
    file = texts[1]
    origin = ViewOrigin(words: Array(texts[2...]))
  }

  /// Reads one after the other, and never beyond the end.
  private struct Cursor {
    let bytes: [UInt8]
    var place: Int
    let end: Int

    var isAtEnd: Bool { place == end }

    mutating func byte() -> Int? {
      guard place < end else { return nil }
      defer { place += 1 }
      return Int(bytes[place])
    }

    mutating func number() -> UInt64? {
      guard place + 8 <= end else { return nil }
      defer { place += 8 }
      var number: UInt64 = 0
      for index in 0..<8 { number |= UInt64(bytes[place + index]) << UInt64(index * 8) }
      return number
    }

    mutating func signed() -> Int64? { number().map { Int64(bitPattern: $0) } }

    mutating func text() -> String? {
      guard let count = byte(), place + count <= end else { return nil }
      defer { place += count }
      return String(decoding: bytes[place..<(place + count)], as: UTF8.self)
    }
  }
}
