internal import Glibc

/// Writes one channel of sound into a WAV file with 16 bits, piece by piece.
///
/// A little noise with a triangular distribution goes in before the rounding, so that quiet passages fade instead of
/// crackling; it is the same noise every time.
package struct WaveWriter: ~Copyable {
  private let descriptor: Int32
  private let rate: Int
  private var dither = SeededNoise(seed: 0x5741_5645)
  private var count = 0

  static let headSize = 44
  private static let mostSamples = (Int(UInt32.max) - headSize) / 2

  /// Begins a file at the start of an open descriptor, which stays its owner's.
  package init(descriptor: Int32, rate: Int = 48_000) throws(SpeechError) {
    self.descriptor = descriptor
    self.rate = rate
    try write(Self.head(rate: rate, samples: 0), at: 0)
  }

  package mutating func append(_ samples: [Float]) throws(SpeechError) {
    guard count + samples.count <= Self.mostSamples else { throw .cannotWrite("a WAV file holds no more than 4 GiB") }
    // A mebibyte of bytes at a time, whatever comes.
    for first in stride(from: 0, to: samples.count, by: 1 << 19) {
      let piece = samples[first..<min(first + 1 << 19, samples.count)]
      var values = [Int16](repeating: 0, count: piece.count)
      for (index, sample) in piece.enumerated() {
        let value = sample * 32767 + dither.triangular()
        // Cut off above zero, which is rounding: what rounds itself is a call for each sample.
        let above = max(0, min(65_535, value.isNaN ? 32_768 : value + 32_768.5))
        values[index] = Int16(truncatingIfNeeded: Int32(above) - 32_768)
      }
      try write(values, at: Self.headSize + count * 2)
      count += piece.count
    }
  }

  /// Ends the file: only now does its head say how long it is.
  package consuming func finish() throws(SpeechError) {
    try write(Self.head(rate: rate, samples: count), at: 0)
  }

  private static func head(rate: Int, samples: Int) -> [UInt8] {
    func four(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
    func two(_ value: Int) -> [UInt8] { Array(four(value).prefix(2)) }
    let sound = Array("RIFF".utf8) + four(36 + samples * 2) + Array("WAVEfmt ".utf8) + four(16)
    return sound + two(1) + two(1) + four(rate) + four(rate * 2) + two(2) + two(16) + Array("data".utf8) + four(samples * 2)
  }

  /// Writes numbers at a place, in the byte order of all the machines that this runs on: little-endian, as WAV is. The corresponding C
  /// function is `pwrite`.
  private func write<Number: FixedWidthInteger>(_ numbers: [Number], at place: Int) throws(SpeechError) {
    let size = numbers.count * MemoryLayout<Number>.size
    var written = 0
    while written < size {
      var problem: Int32 = 0
      let count = unsafe numbers.withUnsafeBytes { buffer in
        let count = unsafe pwrite(descriptor, buffer.baseAddress?.advanced(by: written), size - written, off_t(place + written))
        problem = errno
        return count
      }
      guard count > 0 || (count < 0 && problem == EINTR) else { throw .cannotWrite(unsafe String(cString: strerror(problem))) }
      written += max(0, count)
    }
  }
}
