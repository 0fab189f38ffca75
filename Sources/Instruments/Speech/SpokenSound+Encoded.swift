import FoundationEssentials

/// The file form of what was said, as the speech host answers it too: one line of JSON, then little-endian floats.
extension SpokenSound {
  /// The same sound gives the same bytes.
  package func encoded() throws(SpeechError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let head = try? encoder.encode(SoundHead(of: self)), head.count < SoundHead.longest else {
      throw .nonsense("\(words.count) words and \(phones.count) phones in one sound")
    }
    // All the machines that this runs on are little-endian.
    return Array(head) + [UInt8(ascii: "\n")] + (unsafe samples.withUnsafeBytes { unsafe Array($0) })
  }

  /// Takes back what `encoded` gave. A file that is anything else is refused.
  package init(encoded bytes: [UInt8]) throws(SpeechError) {
    guard let end = bytes.prefix(SoundHead.longest).firstIndex(of: UInt8(ascii: "\n")) else {
      throw .nonsense("a file that describes no sound")
    }
    let head = try SoundHead(line: bytes[..<end])
    let count = try head.sampleCount()
    guard bytes.count - end - 1 == count * 4 else { throw .nonsense("\(bytes.count - end - 1) bytes of \(count) samples") }
    let samples = unsafe [Float](unsafeUninitializedCapacity: count) { buffer, made in
      unsafe bytes.withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: UnsafeRawBufferPointer(rebasing: source[(end + 1)...]))
      }
      made = count
    }
    self = try head.sound(samples)
  }
}
