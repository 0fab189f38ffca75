/// The places in a slice's header that are rewritten when pictures are put between others.
struct SliceHeader {
  let parameters: Int
  let frameNumber: Int
  /// The bits that `frame_num` stands in.
  let frameNumberPlace: Range<Int>
  /// Of key pictures: which it is, so that two neighbours can be told apart, and the bits that say it.
  let keyNumber: (value: Int, place: Range<Int>)?

  init(_ unit: NalUnit, _ sequence: SequenceParameters) throws(BitstreamMistake) {
    guard unit.kind == .slice || unit.kind == .keySlice else { throw .unknown("no slice where one belongs") }
    var reader = BitReader(unit.content)
    guard try reader.count() == 0 else { throw .unknown("pictures of several slices") }
    _ = try reader.count()
    parameters = try reader.count()
    let start = reader.position
    frameNumber = try reader.bits(sequence.frameNumberWidth)
    frameNumberPlace = start..<reader.position
    guard unit.kind == .keySlice else {
      keyNumber = nil
      return
    }
    let value = try reader.count()
    keyNumber = (value, frameNumberPlace.upperBound..<reader.position)
  }
}

extension NalUnit {
  /// The same slice with another `frame_num`, which is as wide as before: nothing else moves.
  func numbered(_ number: Int, _ sequence: SequenceParameters) throws(BitstreamMistake) -> NalUnit {
    let header = try SliceHeader(self, sequence)
    var unit = self
    for (offset, place) in header.frameNumberPlace.enumerated() {
      let bit = UInt8(truncatingIfNeeded: number >> (sequence.frameNumberWidth - 1 - offset) & 1)
      let shift = UInt8(7 - place & 7)
      unit.content[place >> 3] = unit.content[place >> 3] & ~(1 << shift) | bit << shift
    }
    return unit
  }

  /// The same key picture with another number, for a place where its neighbour has its own.
  ///
  /// The number's width changes, and all of the header moves; slice data that are coded arithmetically begin with a whole byte, and are
  /// copied as they are.
  func keyNumbered(_ number: Int, _ sequence: SequenceParameters, _ picture: PictureParameters) throws(BitstreamMistake)
    -> NalUnit
  {
    guard picture.isArithmetic, sequence.orderKind == 2 else { throw .unknown("key pictures that cannot be renumbered") }
    guard let place = try SliceHeader(self, sequence).keyNumber?.place else { throw .unknown("no key picture where one belongs") }
    var reader = BitReader(content, from: place.upperBound)
    // How marking is done, the quantiser, and how edges are smoothed.
    _ = try reader.bits(2)
    _ = try reader.number()
    if picture.hasDeblockingControl, try reader.count() != 1 {
      _ = try reader.number()
      _ = try reader.number()
    }
    let data = (reader.position + 7) / 8
    guard data <= content.count else { throw .endsEarly }
    var writer = BitWriter()
    try writer.copy(0..<place.lowerBound, of: content)
    writer.write(count: number)
    try writer.copy(place.upperBound..<reader.position, of: content)
    writer.align(with: true)
    writer.append(content[data...])
    var unit = self
    unit.content = writer.bytes
    return unit
  }
}
