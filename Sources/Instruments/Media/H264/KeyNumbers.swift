/// Two key pictures next to each other must have different numbers; a decoder would take them for one else.
///
/// Scenes are coded by themselves, each from the same number on, so that a scene of a single frame and the one after it may clash.
struct KeyNumbers {
  /// Of the picture before, if that was a key picture.
  private var last: Int?

  /// A sample as it goes into the file.
  mutating func pass(
    _ sample: ArraySlice<UInt8>, isKey: Bool, _ parameters: ParameterSets
  ) throws(BitstreamMistake) -> ArraySlice<UInt8> {
    guard isKey else {
      last = nil
      return sample
    }
    let sequence = try parameters.sequence
    var units = try NalUnit.units(of: sample)
    guard let place = units.firstIndex(where: { $0.kind == .keySlice }) else {
      throw .unknown("a key picture without a key slice")
    }
    let header = try SliceHeader(units[place], sequence)
    guard let number = header.keyNumber?.value else { throw .unknown("a key picture without a number") }
    guard number == last else {
      last = number
      return sample
    }
    guard let picture = try parameters.pictures.first(where: { $0.id == header.parameters }) else {
      throw .unknown("a picture without parameters")
    }
    let other = number == 0 ? 1 : 0
    units[place] = try units[place].keyNumbered(other, sequence, picture)
    last = other
    return units.flatMap(\.measured)[...]
  }
}
