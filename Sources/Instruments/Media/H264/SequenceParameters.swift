/// What a sequence parameter set says that matters to held pictures: how wide the fields of slice headers are, and how many blocks there are.
struct SequenceParameters: Hashable {
  let id: Int
  /// Bits of `frame_num`.
  let frameNumberWidth: Int
  /// How the order of display is told; 2 says that it is the order of coding.
  let orderKind: Int
  /// Pictures that can be referred to.
  let references: Int
  let macroblocks: Int

  init(_ unit: NalUnit) throws(BitstreamMistake) {
    guard unit.kind == .sequenceParameters else { throw .unknown("no sequence parameters where they belong") }
    var reader = BitReader(unit.content)
    let profile = try reader.bits(8)
    _ = try reader.bits(16)
    id = try reader.count()
    guard [66, 77, 88, 100].contains(profile) else { throw .unknown("profile \(profile)") }
    if profile == 100 { try Self.passHigh(&reader) }
    frameNumberWidth = try reader.count() + 4
    orderKind = try reader.count()
    switch orderKind {
    case 0: _ = try reader.count()
    case 2: break
    default: throw .unknown("pictures ordered in way \(orderKind)")
    }
    references = try reader.count()
    _ = try reader.bit()
    let width = try reader.count() + 1
    let height = try reader.count() + 1
    guard try reader.bit() else { throw .unknown("interlaced pictures") }
    guard frameNumberWidth <= 16, id <= 31, width <= 1024, height <= 1024 else { throw .unknown("absurd parameters") }
    macroblocks = width * height
  }

  /// The fields that only High profile has.
  private static func passHigh(_ reader: inout BitReader) throws(BitstreamMistake) {
    guard try reader.count() == 1 else { throw .unknown("other colours than 4:2:0") }
    guard try reader.count() == 0, try reader.count() == 0 else { throw .unknown("more than 8 bits a sample") }
    _ = try reader.bit()
    guard try !reader.bit() else { throw .unknown("scaling lists") }
  }
}
