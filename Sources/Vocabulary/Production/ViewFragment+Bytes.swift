// How fragments travel in a file from the worker to the ledger: there may be millions.
extension ViewFragment {
  /// Longer ones are none.
  package static let mostBytes = 8192
  package static let mostPieces = 64
  /// So much of such a file is counted at once: enough that what is written once for all of it costs little, and little enough that nobody
  /// waits long for the ledger.
  package static let bytesAtOnce = 2 << 20
  /// No second of a view is later, or it is none.
  package static let end: Int64 = 1 << 36
  private static let mostText = 200
  /// Its length, its numbers, and how many pieces it has.
  private static let (lengthBytes, numberCount, headBytes, pieceBytes) = (2, 11, 2 + 11 * 8 + 1, 16)

  /// Adds itself to a file's bytes: its length, numbers with the lowest byte first, then texts with their lengths.
  package func write(to bytes: inout [UInt8]) {
    let start = bytes.count
    let pieces = pieces.prefix(Self.mostPieces)
    bytes.append(contentsOf: repeatElement(0, count: Self.headBytes + Self.pieceBytes * pieces.count))
    Numbers(of: self).write(to: &bytes, at: start + Self.lengthBytes)
    bytes[start + Self.headBytes - 1] = UInt8(pieces.count)
    var place = start + Self.headBytes
    for piece in pieces {
      var span = bytes.mutableSpan
      var raw = span.mutableBytes
      raw.put(piece.line, at: place)
      raw.put(UInt64(bitPattern: piece.bytes), at: place + 8)
      place += Self.pieceBytes
    }
    Self.append(video, to: &bytes)
    Self.append(file, to: &bytes)
    for text in origin.words { Self.append(text, to: &bytes) }
    let count = bytes.count - start - Self.lengthBytes
    bytes[start] = UInt8(truncatingIfNeeded: count)
    bytes[start + 1] = UInt8(truncatingIfNeeded: count >> 8)
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let text = text.utf8
    if text.count <= mostText {
      bytes.append(UInt8(text.count))
      bytes.append(contentsOf: text)
    } else {
      bytes.append(UInt8(mostText))
      bytes.append(contentsOf: text.prefix(mostText))
    }
  }

  /// The whole fragments at the beginning of a file's bytes, which are taken away; nil where something else stands there.
  package static func take(from bytes: inout [UInt8]) -> [ViewFragment]? {
    var fragments: [ViewFragment] = []
    var place = 0
    while place + lengthBytes <= bytes.count {
      let count = Int(bytes[place]) | Int(bytes[place + 1]) << 8
      guard count <= mostBytes else { return nil }
      let end = place + lengthBytes + count
      guard end <= bytes.count else { break }
      guard let fragment = ViewFragment(bytes, from: place + lengthBytes, to: end) else { return nil }
      fragments.append(fragment)
      place = end
    }
    bytes.removeFirst(place)
    return fragments
  }

  /// Nothing behind its end is read.
  private init?(_ bytes: [UInt8], from start: Int, to end: Int) {
    var place = start + Self.numberCount * 8 + 1
    guard place <= end else { return nil }
    let raw = bytes.span.bytes
    let numbers = Numbers(raw, at: start)
    let (began, ended, size, count) = (numbers.began, numbers.ended, numbers.size, Int(bytes[place - 1]))
    guard count <= Self.mostPieces, place + count * Self.pieceBytes <= end, 0 <= began, began <= ended, ended < Self.end,
      size >= 0
    else { return nil }
    self.init(video: "", viewer: numbers.viewer, at: began)
    page = numbers.page
    self.place = numbers.place
    (otherViewer, otherPlace) = (numbers.otherViewer, numbers.otherPlace)
    self.ended = ended
    marks = ViewMarks(rawValue: numbers.marks)
    (waits, parts) = (numbers.waits, numbers.parts)
    self.size = size
    for _ in 0..<count {
      let sent = Int64(bitPattern: raw.number(at: place + 8))
      guard sent >= 0 else { return nil }
      pieces.append(Piece(line: raw.number(at: place), bytes: sent))
      place += Self.pieceBytes
    }
    func text() -> String? {
      guard place < end, place + 1 + Int(bytes[place]) <= end else { return nil }
      let first = place + 1
      place = first + Int(bytes[place])
      return String(decoding: bytes[first..<place], as: UTF8.self)
    }
    guard let video = text(), let file = text(), !video.isEmpty else { return nil }
    (self.video, self.file) = (video, file)
    var words: [String] = []
    words.reserveCapacity(ViewOrigin.wordCount)
    for _ in 0..<ViewOrigin.wordCount {
      guard let word = text() else { return nil }
      words.append(word)
    }
    guard place == end else { return nil }
    origin = ViewOrigin(words: words)
  }

  /// The numbers of a fragment, in the order in which they stand.
  private struct Numbers {
    let page, viewer, place, otherViewer, otherPlace: UInt64
    let began, ended: Int64
    let marks, waits, parts: UInt64
    let size: Int64

    init(of fragment: ViewFragment) {
      (page, viewer, place) = (fragment.page, fragment.viewer, fragment.place)
      (otherViewer, otherPlace) = (fragment.otherViewer, fragment.otherPlace)
      (began, ended) = (fragment.began, fragment.ended)
      (marks, waits, parts, size) = (fragment.marks.rawValue, fragment.waits, fragment.parts, fragment.size)
    }

    init(_ raw: RawSpan, at start: Int) {
      page = raw.number(at: start)
      viewer = raw.number(at: start + 8)
      place = raw.number(at: start + 16)
      otherViewer = raw.number(at: start + 24)
      otherPlace = raw.number(at: start + 32)
      began = Int64(bitPattern: raw.number(at: start + 40))
      ended = Int64(bitPattern: raw.number(at: start + 48))
      marks = raw.number(at: start + 56)
      waits = raw.number(at: start + 64)
      parts = raw.number(at: start + 72)
      size = Int64(bitPattern: raw.number(at: start + 80))
    }

    func write(to bytes: inout [UInt8], at start: Int) {
      var span = bytes.mutableSpan
      var raw = span.mutableBytes
      raw.put(page, at: start)
      raw.put(viewer, at: start + 8)
      raw.put(place, at: start + 16)
      raw.put(otherViewer, at: start + 24)
      raw.put(otherPlace, at: start + 32)
      raw.put(UInt64(bitPattern: began), at: start + 40)
      raw.put(UInt64(bitPattern: ended), at: start + 48)
      raw.put(marks, at: start + 56)
      raw.put(waits, at: start + 64)
      raw.put(parts, at: start + 72)
      raw.put(UInt64(bitPattern: size), at: start + 80)
    }
  }
}

extension RawSpan {
  /// The eight bytes at a place; whoever asks has made sure that they are there.
  fileprivate func number(at place: Int) -> UInt64 {
    unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
  }
}

extension MutableRawSpan {
  fileprivate mutating func put(_ number: UInt64, at place: Int) {
    storeBytes(of: number.littleEndian, toByteOffset: place, as: UInt64.self)
  }
}
