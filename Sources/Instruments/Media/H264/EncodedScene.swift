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

  /// In an unambiguous form: lengths and numbers in four bytes each, the highest first.
  package func encoded() -> [UInt8] {
    var coded = Self.mark
    func write(_ number: Int) { for shift in [24, 16, 8, 0] { coded.append(UInt8(truncatingIfNeeded: number >> shift)) } }
    write(1 + parameters.pictureBytes.count)
    for set in [parameters.sequenceBytes] + parameters.pictureBytes {
      write(set.count)
      coded += set
    }
    write(samples.count)
    for sample in samples { write(sample.size << 1 | (sample.isKey ? 1 : 0)) }
    coded.append(contentsOf: bytes)
    return coded
  }

  /// Reads what `encoded` wrote; nil where it is anything else.
  package init?(encoded: [UInt8]) {
    guard encoded.starts(with: Self.mark) else { return nil }
    var place = Self.mark.count
    func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard count >= 0, count <= encoded.count - place else { return nil }
      place += count
      return encoded[place - count..<place]
    }
    func number() -> Int? { take(4).map { $0.reduce(0) { $0 << 8 | Int($1) } } }
    guard let setCount = number(), (2...32).contains(setCount) else { return nil }
    var sets: [[UInt8]] = []
    for _ in 0..<setCount {
      guard let size = number(), let set = take(size), !set.isEmpty else { return nil }
      sets.append(Array(set))
    }
    guard let count = number(), count > 0, count <= (encoded.count - place) / 4 else { return nil }
    var samples: [Sample] = []
    for _ in 0..<count {
      guard let word = number() else { return nil }
      samples.append(Sample(size: word >> 1, isKey: word & 1 == 1))
    }
    guard samples.reduce(0, { $0 + $1.size }) == encoded.count - place else { return nil }
    self.init(
      parameters: ParameterSets(sequence: sets[0], pictures: Array(sets[1...])), samples: samples, bytes: Array(encoded[place...])
    )
  }

  private static let mark = Array("scene 1\n".utf8)
}
