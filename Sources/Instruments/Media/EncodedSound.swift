/// The sound of a movie in AAC, whole: it can be kept, and laid under as many pictures of its length as there are without being coded again.
package struct EncodedSound: Hashable, Sendable {
  let samplesPerSecond: Int
  /// What a decoder has to know first.
  let configuration: [UInt8]
  let pieces: [Piece]
  /// The pieces' bytes, one behind the other.
  let bytes: [UInt8]

  struct Piece: Hashable, Sendable {
    let size: Int
    /// Samples.
    let duration: Int
  }

  init(samplesPerSecond: Int, configuration: [UInt8], pieces: [Piece], bytes: [UInt8]) {
    self.samplesPerSecond = samplesPerSecond
    self.configuration = configuration
    self.pieces = pieces
    self.bytes = bytes
  }

  /// In an unambiguous form.
  package func encoded() -> [UInt8] {
    var fields = CodedFields(mark: Self.mark)
    fields.write(samplesPerSecond)
    fields.write(configuration)
    fields.write(pieces.count)
    for piece in pieces {
      fields.write(piece.size)
      fields.write(piece.duration)
    }
    return fields.bytes + bytes
  }

  /// Reads what `encoded` wrote; nil where it is anything else.
  package init?(encoded: [UInt8]) {
    guard var fields = CodedFieldsReader(encoded, mark: Self.mark), let rate = fields.number(), (8_000...96_000).contains(rate),
      let configuration = fields.run(), let count = fields.number(), let numbers = fields.numbers(2 * count)
    else { return nil }
    let pieces = stride(from: 0, to: numbers.count, by: 2).map { Piece(size: numbers[$0], duration: numbers[$0 + 1]) }
    let bytes = fields.rest()
    guard pieces.reduce(0, { $0 + $1.size }) == bytes.count else { return nil }
    self.init(samplesPerSecond: rate, configuration: configuration, pieces: pieces, bytes: bytes)
  }

  private static let mark = "sound 1\n"
}
