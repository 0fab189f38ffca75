import Media
import Production
import Speech
import Voices

/// What somebody recorded sounds like from the middle, at a recording's rate. Nothing else is in memory, however long it is.
enum RecordedSound {
  /// Adds the beginning of an open file, at most so many seconds of it.
  static func add(
    _ descriptor: Int32, name: String, atMost seconds: Double, to samples: inout [Float]
  ) throws {
    var reader = try SoundReader(descriptor: descriptor, name: name, atMost: seconds, limits: .recording)
    let told = min(seconds, reader.length?.seconds ?? 0)
    samples.reserveCapacity(samples.count + Int(max(0, told + 1) * Double(Recording.rate)))
    do {
      var current: (rate: Int, resampler: StreamResampler)?
      while let piece = try reader.next() {
        let rate = reader.samplesPerSecond
        if let old = current, old.rate != rate {
          try old.resampler.finish(&samples)
          current = nil
        }
        let resampler = try current?.resampler ?? StreamResampler(from: rate, to: Recording.rate)
        current = (rate, resampler)
        try resampler.add(middle(of: piece), to: &samples)
      }
      try current?.resampler.finish(&samples)
    } catch let error as SpeechError {
      throw error.failure
    }
  }

  private static func middle(of piece: [Float]) -> [Float] {
    stride(from: 0, to: piece.count - 1, by: 2).map { place in
      let value = (piece[place] + piece[place + 1]) / 2
      return value.isFinite ? max(-8, min(8, value)) : 0
    }
  }
}
