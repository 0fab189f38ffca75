/// The pictures of a scene in H.264: it begins with a key picture and refers to nothing outside of itself.
///
/// It can be kept, and joined to others with equal parameters without being coded again.
package struct EncodedScene: Hashable, Sendable {
  package let parameters: ParameterSets
  /// One for each frame.
  let samples: [Sample]
  /// The samples' bytes, one behind the other.
  let bytes: [UInt8]

  struct Sample: Hashable, Sendable {
    let size: Int
    let isKey: Bool
  }

  init(parameters: ParameterSets, samples: [Sample], bytes: [UInt8]) {
    self.parameters = parameters
    self.samples = samples
    self.bytes = bytes
  }

  package var frameCount: Int { samples.count }
  package var byteCount: Int { bytes.count }

  /// In an unambiguous form.
  package func encoded() -> [UInt8] {
    var fields = CodedFields(mark: Self.mark)
    fields.write(1 + parameters.pictureBytes.count)
    for set in [parameters.sequenceBytes] + parameters.pictureBytes { fields.write(set) }
    fields.write(samples.count)
    for sample in samples { fields.write(sample.size << 1 | (sample.isKey ? 1 : 0)) }
    return fields.bytes + bytes
  }

  /// Reads what `encoded` wrote; nil where it is anything else.
  package init?(encoded: [UInt8]) {
    guard var fields = CodedFieldsReader(encoded, mark: Self.mark), let setCount = fields.number(), (2...32).contains(setCount)
    else { return nil }
    var sets: [[UInt8]] = []
    for _ in 0..<setCount {
      guard let set = fields.run(), !set.isEmpty else { return nil }
      sets.append(set)
    }
    guard let count = fields.number(), count > 0, let words = fields.numbers(count) else { return nil }
    let samples = words.map { Sample(size: $0 >> 1, isKey: $0 & 1 == 1) }
    let bytes = fields.rest()
    guard samples.reduce(0, { $0 + $1.size }) == bytes.count else { return nil }
    self.init(parameters: ParameterSets(sequence: sets[0], pictures: Array(sets[1...])), samples: samples, bytes: bytes)
  }

  private static let mark = "scene 1\n"
}
