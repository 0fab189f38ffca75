internal import CEbur128

/// How loud a sound is, by EBU R 128.
package struct Loudness: Sendable, Hashable {
  /// In LUFS; minus infinity when there is nothing but silence.
  package let integrated: Double
  /// In dB below (or above) full scale, between the samples too.
  package let truePeak: Double

  package static func of(_ samples: [Float], rate: Int, channels: Int = 1) throws(SpeechError) -> Loudness {
    var meter = try LoudnessMeter(rate: rate, channels: channels)
    try meter.add(samples)
    return try meter.loudness()
  }
}

/// Measures sound that comes piece by piece, its channels interleaved.
@safe package struct LoudnessMeter: ~Copyable {
  private var state: UnsafeMutablePointer<ebur128_state>?
  private let channels: Int

  /// Begins a measurement. The corresponding C function is `ebur128_init`.
  ///
  /// Peaks between the samples cost ten times as much as the loudness: without them, `truePeak` is minus infinity.
  package init(rate: Int, channels: Int = 1, measuringPeaks: Bool = true) throws(SpeechError) {
    self.channels = min(max(1, channels), 2)
    guard rate >= 16, rate <= 2_822_400 else { throw .library("loudness cannot be measured at \(rate) samples a second") }
    let mode = measuringPeaks ? EBUR128_MODE_I.rawValue | EBUR128_MODE_TRUE_PEAK.rawValue : EBUR128_MODE_I.rawValue
    unsafe state = unsafe ebur128_init(UInt32(self.channels), UInt(rate), Int32(mode))
    guard unsafe state != nil else { throw .library("ebur128_init: no memory") }
  }

  deinit {
    var state = unsafe state
    unsafe ebur128_destroy(&state)
  }

  /// Takes in the next samples. The corresponding C function is `ebur128_add_frames_float`.
  package mutating func add(_ samples: [Float]) throws(SpeechError) {
    let code = unsafe samples.withUnsafeBufferPointer { buffer in
      guard let first = buffer.baseAddress else { return Int32(0) }
      return unsafe ebur128_add_frames_float(state, first, buffer.count / channels)
    }
    guard code == 0 else { throw .library("ebur128_add_frames_float: \(code)") }
  }

  /// What was measured so far. The corresponding C functions are `ebur128_loudness_global` and `ebur128_true_peak`.
  package func loudness() throws(SpeechError) -> Loudness {
    var integrated = 0.0
    var peak = 0.0
    var code = unsafe ebur128_loudness_global(state, &integrated)
    let peakMode = Int32(EBUR128_MODE_TRUE_PEAK.rawValue)
    if unsafe (state?.pointee.mode ?? 0) & peakMode == peakMode {
      for channel in 0..<channels where code == 0 {
        var one = 0.0
        code = unsafe ebur128_true_peak(state, UInt32(channel), &one)
        peak = max(peak, one)
      }
    }
    guard code == 0 else { throw .library("ebur128 measured nothing: \(code)") }
    return Loudness(integrated: integrated, truePeak: Decibels.of(peak))
  }
}
