import Digests
import Production
package import Voices

/// The sound of a film, at 48 kHz: one channel, heard on both sides, or two, interleaved. It is made piece by piece, while it is written.
package struct FilmSound: Sendable {
  package static let samplesPerSecond = 48_000

  package let channels: Int
  /// Of each channel.
  private let count: Int
  private let piece: @Sendable (Range<Int>) -> [Float]

  /// A programme over its music.
  package init(_ mix: Mix) {
    channels = mix.channels
    count = mix.count
    piece = { mix.samples($0) }
  }

  /// One channel.
  package init(_ samples: [Float]) {
    channels = 1
    count = samples.count
    piece = { Array(samples[$0]) }
  }

  /// A film's sound, cut or filled with silence to so many samples, with other sound before and after it: two interleaved channels each.
  package init(_ film: FilmSound, lasting count: Int, after opening: [Float], before closing: [Float]) {
    channels = 2
    let first = opening.count / 2
    self.count = first + count + closing.count / 2
    piece = { range in
      let before = range.clamped(to: 0..<first)
      let during = range.clamped(to: first..<first + count)
      let after = range.clamped(to: first + count..<first + count + closing.count / 2)
      var samples = Array(opening[before.lowerBound * 2..<before.upperBound * 2])
      if !during.isEmpty { samples += film.stereo(during.lowerBound - first..<during.upperBound - first) }
      samples += closing[(after.lowerBound - first - count) * 2..<(after.upperBound - first - count) * 2]
      return samples
    }
  }

  /// Two channels in any case. One channel on two sides is twice the power: 3 dB less in each.
  private func stereo(_ range: Range<Int>) -> [Float] {
    let heard = range.clamped(to: 0..<count)
    let own = heard.isEmpty ? [] : piece(heard)
    if channels == 2 { return own + [Float](repeating: 0, count: (range.count - heard.count) * 2) }
    var both = [Float](repeating: 0, count: range.count * 2)
    for (index, sample) in own.enumerated() {
      both[index * 2] = sample * 0.707_106_78
      both[index * 2 + 1] = sample * 0.707_106_78
    }
    return both
  }

  /// Names what is heard in that length.
  func digest(of length: Int) -> Digest {
    var sha256 = Sha256()
    sha256.update(Array("\(channels)\n".utf8))
    forEachPiece(of: length) { piece in sha256.update(piece.span.bytes) }
    return sha256.finish()
  }

  /// Hands out all of it, cut or filled with silence to that length.
  package func forEachPiece(of length: Int, _ body: ([Float]) throws -> Void) rethrows {
    for first in stride(from: 0, to: length, by: Self.samplesPerSecond) {
      let range = first..<min(first + Self.samplesPerSecond, length)
      let heard = range.clamped(to: 0..<count)
      let silence = [Float](repeating: 0, count: (range.count - heard.count) * channels)
      try body(heard.isEmpty ? silence : piece(heard) + silence)
    }
  }
}

extension FilmSound: ExpressibleByArrayLiteral {
  package init(arrayLiteral samples: Float...) { self.init(samples) }
}
