internal import Glibc
import Speech

/// The quiet sound of a room, so that pauses are not dead; the same every time.
struct RoomTone {
  private var noise = SeededNoise(seed: 0x524F_4F4D)
  private var now: Float = 0
  private let step: Float
  private let factor: Float

  /// `level` is in dB of full scale (effective value).
  init(level: Double = -66, rate: Int) {
    // A low-pass at 600 Hz: darker than hiss.
    let step = Float(1 - exp(-2 * Double.pi * 600 / Double(rate)))
    self.step = step
    // Even noise from -1 to 1 has an effective value of √(1/3); the low-pass leaves √(step / (2 - step)) of it.
    factor = Float(Decibels.factor(level)) / (step / (2 - step) / 3).squareRoot()
  }

  mutating func next() -> Float {
    now += step * (noise.next() * 2 - 1 - now)
    return now * factor
  }
}
