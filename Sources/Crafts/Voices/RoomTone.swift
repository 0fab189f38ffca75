internal import Glibc
import Speech

/// The quiet sound of a room, so that pauses are not dead; the same every time.
///
/// It is a few seconds that go round: nobody hears that, as it is noise far below all speech, and its end passes into its beginning.
struct RoomTone {
  private let round: [Float]

  private static let count = 1 << 17

  /// `level` is in dB of full scale (effective value).
  init(level: Double = -66, rate: Int) {
    // A low-pass at 600 Hz: darker than hiss.
    let step = Float(1 - exp(-2 * Double.pi * 600 / Double(rate)))
    // Even noise from -1 to 1 has an effective value of √(1/3); the low-pass leaves √(step / (2 - step)) of it.
    let factor = Float(Decibels.factor(level)) / (step / (2 - step) / 3).squareRoot()
    var noise = SeededNoise(seed: 0x524F_4F4D)
    var round = (0..<Self.count).map { _ in noise.next() * 2 - 1 }
    // The low-pass has forgotten its beginning long before the end.
    var now = round.reduce(Float(0)) { $0 + step * ($1 - $0) }
    for index in round.indices {
      now += step * (round[index] - now)
      round[index] = now * factor
    }
    self.round = round
  }

  /// So many samples of it.
  func samples(_ count: Int) -> [Float] {
    var samples: [Float] = []
    samples.reserveCapacity(count)
    while samples.count < count { samples += round.prefix(count - samples.count) }
    return samples
  }
}
