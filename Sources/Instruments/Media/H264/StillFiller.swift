/// Writes pictures that say "the same as before" in every block: a decoder shows the last one again, to the bit.
///
/// They are predicted pictures without motion in which all blocks are skipped, in a picture parameter set of their own, a few bytes each. Pictures
/// are displayed in the order in which they are coded, so a held picture has no time of its own to tell; it only has to take its turn in
/// `frame_num`, and so has every picture after it. A hold may be as long as it likes: numbers come around.
struct StillFiller {
  private let sequence: SequenceParameters
  /// The set that held pictures are coded by.
  let parameters: NalUnit
  private let parametersID: Int
  private var number = 0

  init(_ sets: ParameterSets) throws(BitstreamMistake) {
    sequence = try sets.sequence
    let own = try sets.pictures
    // Order of display must be order of coding, and what is shown must be what the next picture refers to.
    guard sequence.orderKind == 2, sequence.references == 1 else { throw .unknown("pictures that are shown in another order") }
    parametersID = (own.map(\.id).max() ?? 0) + 1
    guard parametersID <= 255 else { throw .unknown("too many picture parameters") }
    parameters = PictureParameters.plain(id: parametersID, sequence: sequence.id)
  }

  /// A picture of the encoder's, with the number that is its turn.
  mutating func turn(_ unit: NalUnit) throws(BitstreamMistake) -> NalUnit {
    guard unit.importance > 0 else { throw .unknown("pictures that nothing refers to") }
    if unit.kind == .keySlice {
      number = 0
      return unit
    }
    advance()
    return try unit.numbered(number, sequence)
  }

  /// One more picture of what was shown last.
  mutating func held() -> NalUnit {
    advance()
    var writer = BitWriter()
    // From the first block on, predicted all over, coded by our parameters.
    writer.write(count: 0)
    writer.write(count: 5)
    writer.write(count: parametersID)
    writer.write(number, width: sequence.frameNumberWidth)
    // References as they are by themselves, the oldest goes; the quantiser as it is; edges are left alone.
    writer.write(0, width: 3)
    writer.write(number: 0)
    writer.write(count: 1)
    writer.write(count: sequence.macroblocks)
    writer.writeEnd()
    return NalUnit(.slice, importance: 2, content: writer.bytes)
  }

  private mutating func advance() { number = (number + 1) & ((1 << sequence.frameNumberWidth) - 1) }
}
