/// What a picture parameter set says that matters to slice headers.
struct PictureParameters: Hashable {
  let id: Int
  let sequence: Int
  /// Coded arithmetically, so that slice data begin with a whole byte.
  let isArithmetic: Bool
  let hasDeblockingControl: Bool

  init(_ unit: NalUnit) throws(BitstreamMistake) {
    guard unit.kind == .pictureParameters else { throw .unknown("no picture parameters where they belong") }
    var reader = BitReader(unit.content)
    id = try reader.count()
    sequence = try reader.count()
    isArithmetic = try reader.bit()
    guard try !reader.bit() else { throw .unknown("fields") }
    guard try reader.count() == 0 else { throw .unknown("groups of slices") }
    _ = try reader.count()
    _ = try reader.count()
    guard try !reader.bit(), try reader.bits(2) == 0 else { throw .unknown("weighted prediction") }
    _ = try reader.number()
    _ = try reader.number()
    _ = try reader.number()
    hasDeblockingControl = try reader.bit()
    _ = try reader.bit()
    guard try !reader.bit() else { throw .unknown("redundant pictures") }
    guard id <= 255, sequence <= 31 else { throw .unknown("absurd parameters") }
  }

  /// A set of our own for held pictures: nothing in it but what they need.
  static func plain(id: Int, sequence: Int) -> NalUnit {
    var writer = BitWriter()
    writer.write(count: id)
    writer.write(count: sequence)
    // Coded by plain codes, frames, one group of slices, one picture to refer to, no weights.
    writer.write(0, width: 2)
    for _ in 0..<3 { writer.write(count: 0) }
    writer.write(0, width: 3)
    for _ in 0..<3 { writer.write(number: 0) }
    // Slices say whether edges are smoothed; no constrained intra, no redundant pictures.
    writer.write(0b100, width: 3)
    writer.writeEnd()
    return NalUnit(.pictureParameters, importance: 3, content: writer.bytes)
  }
}
