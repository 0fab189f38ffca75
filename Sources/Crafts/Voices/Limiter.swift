internal import Glibc

/// Keeps peaks below a ceiling: it looks ahead, turns down in time, and lets go softly.
///
/// It decides for blocks of 32 samples (less than a millisecond) and slides from one block's factor to the next.
package struct Limiter: Sendable {
  /// As an amplitude.
  package var ceiling: Float
  /// In blocks: about five milliseconds.
  var lookAhead = 8
  /// In blocks: after a peak the level comes back by two thirds in a fiftieth of a second. Slower, and one loud vowel would hold
  /// down the words after it; faster, and the voice would rasp.
  var release = 30

  package static let block = 32

  package init(ceiling: Float) { self.ceiling = ceiling }

  /// For each block its highest peak, of interleaved channels together.
  static func peaks(_ samples: [Float], channels: Int = 1) -> [Float] {
    let size = block * channels
    return stride(from: 0, to: samples.count, by: size).map { first in
      var peak: Float = 0
      for place in first..<min(first + size, samples.count) { peak = max(peak, abs(samples[place])) }
      return peak
    }
  }

  /// By what each block of such peaks, times a gain, is multiplied: from its first sample, sliding towards the next block's.
  package func factors(_ peaks: [Float], gain: Float) -> [Float] {
    smoothed(released(lowest(peaks.map { $0 * gain > ceiling ? ceiling / ($0 * gain) : 1 })))
  }

  /// What one sample of each channel is multiplied by.
  static func factor(at frame: Int, of factors: [Float]) -> Float {
    let first = min(frame / block, factors.count - 1)
    let next = factors[min(first + 1, factors.count - 1)]
    return factors[first] + (next - factors[first]) * Float(frame % block) / Float(block)
  }

  /// Multiplies interleaved samples that begin at that frame, each by its own factor.
  static func hold(_ samples: inout [Float], channels: Int, from first: Int, by factors: [Float]) {
    let count = samples.count / channels
    var frame = 0
    while frame < count {
      let (place, part) = ((first + frame) / block, (first + frame) % block)
      let low = factors[min(place, factors.count - 1)]
      let rise = factors[min(place + 1, factors.count - 1)] - low
      let end = min(count, frame + block - part)
      // Most of a sound is not held down at all.
      for later in frame..<(low == 1 && rise == 0 ? frame : end) {
        let factor = low + rise * Float(part + later - frame) / Float(block)
        for index in later * channels..<(later + 1) * channels { samples[index] *= factor }
      }
      frame = end
    }
  }

  /// The samples times a gain, with no peak above the ceiling.
  func limit(_ samples: [Float], gain: Float) -> [Float] {
    let factors = factors(Self.peaks(samples), gain: gain)
    var result = samples
    for (index, factor) in factors.enumerated() {
      let first = index * Self.block
      let step = (factors[min(index + 1, factors.count - 1)] - factor) / Float(Self.block)
      var now = factor
      for place in first..<min(first + Self.block, samples.count) {
        result[place] = samples[place] * gain * now
        now += step
      }
    }
    return result
  }

  /// For each block the lowest of all within the look-ahead on both sides, and one more: a block slides towards the next.
  private func lowest(_ values: [Float]) -> [Float] {
    values.indices.map { values[max(0, $0 - lookAhead - 1)...min(values.count - 1, $0 + lookAhead + 1)].min() ?? 1 }
  }

  private func released(_ values: [Float]) -> [Float] {
    let step = 1 - exp(-1 / Float(release))
    var now: Float = 1
    return values.map { value in
      now = min(value, now + (1 - now) * step)
      return now
    }
  }

  /// The mean over the look-ahead on both sides, which is nowhere above what each place allows.
  private func smoothed(_ values: [Float]) -> [Float] {
    values.indices.map { index in
      let near = values[max(0, index - lookAhead)...min(values.count - 1, index + lookAhead)]
      return near.reduce(0, +) / Float(near.count)
    }
  }
}
