internal import Glibc

/// A WAV file of our own kind, read back: 16 bits, one channel.
package struct WaveFile: Sendable, Hashable {
  package let rate: Int
  package let samples: [Float]

  /// Ten minutes at 48 kHz.
  package static let mostSamples = 28_800_000

  /// Reads a whole file from its start, whatever the descriptor's position; the descriptor stays its owner's.
  package init(descriptor: Int32) throws(SpeechError) {
    try self.init { (count, place) throws(SpeechError) in try Self.read(descriptor, count, at: place) }
  }

  /// Reads a file that is in memory.
  package init(bytes: [UInt8]) throws(SpeechError) {
    try self.init { count, place in Array(bytes[min(place, bytes.count)..<min(place + count, bytes.count)]) }
  }

  /// `read` gives so many bytes at a place, fewer only at the end of the file.
  private init(_ read: (_ count: Int, _ place: Int) throws(SpeechError) -> [UInt8]) throws(SpeechError) {
    let riff = try read(12, 0)
    guard riff.count == 12, riff[0..<4].elementsEqual("RIFF".utf8), riff[8..<12].elementsEqual("WAVE".utf8) else {
      throw .notAWaveFile("it does not begin as a WAV file")
    }
    var place = 12
    var rate: Int?
    while true {
      let head = try read(8, place)
      guard head.count == 8 else { throw .notAWaveFile("it holds no sound") }
      let size = Self.number(head[4..<8])
      place += 8
      if head[0..<4].elementsEqual("fmt ".utf8) {
        rate = try Self.rate(format: read(16, place))
      } else if head[0..<4].elementsEqual("data".utf8) {
        guard let rate else { throw .notAWaveFile("its sound comes before its description") }
        guard size <= Self.mostSamples * 2 else { throw .notAWaveFile("it is longer than ten minutes") }
        let bytes = try read(size, place)
        guard bytes.count == size else { throw .notAWaveFile("it is cut off") }
        self.rate = rate
        samples = stride(from: 0, to: size - size % 2, by: 2).map { at in
          Float(Int16(bitPattern: UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8)) / 32767
        }
        return
      }
      place += size + size % 2
    }
  }

  private static func rate(format: [UInt8]) throws(SpeechError) -> Int {
    guard format.count == 16, number(format[0..<2]) == 1, number(format[2..<4]) == 1, number(format[14..<16]) == 16 else {
      throw .notAWaveFile("it has not 16 bits and one channel")
    }
    let rate = number(format[4..<8])
    guard (8000...192_000).contains(rate) else { throw .notAWaveFile("a rate of \(rate)") }
    return rate
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Reads up to so many bytes, fewer only at the end of the file. The corresponding C function is `pread`.
  private static func read(_ descriptor: Int32, _ most: Int, at place: Int) throws(SpeechError) -> [UInt8] {
    var problem: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: most) { buffer, made in
      made = 0
      while made < most {
        let count = unsafe pread(descriptor, buffer.baseAddress?.advanced(by: made), most - made, off_t(place + made))
        if count < 0, errno == EINTR { continue }
        problem = count < 0 ? errno : 0
        guard count > 0 else { return }
        made += count
      }
    }
    guard problem == 0 else { throw .notAWaveFile(unsafe String(cString: strerror(problem))) }
    return bytes
  }
}
