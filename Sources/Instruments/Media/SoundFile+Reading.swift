extension SoundFile {
  /// A whole sound in memory: two channels, interleaved, from -1 to 1.
  package struct Stereo: Sendable {
    package let samplesPerSecond: Int
    package let samples: [Float]
    /// As the file tells it.
    package let licence: String?
  }

  /// Reads the beginning of a sound file, or of a movie's sound, from its bytes: at most so many seconds of it.
  ///
  /// One channel is heard on both sides; of more than two the first two are.
  package static func read(_ bytes: [UInt8], name: String, atMost seconds: Double) throws(MediaError) -> Stereo {
    var reader = try MovieReader(bytes: bytes, name: name)
    let licence = reader.facts.licence
    var rate = 0
    var samples: [Float] = []
    while let piece = try reader.next() {
      guard case .sound(let sound) = consume piece, sound.channels > 0, sound.samplesPerSecond > 0 else { continue }
      if rate == 0 { rate = sound.samplesPerSecond }
      // Some files change their rate on the way; nothing good comes of that.
      guard sound.samplesPerSecond == rate else { break }
      let right = min(1, sound.channels - 1)
      for place in stride(from: 0, to: sound.samples.count, by: sound.channels) {
        samples.append(sound.samples[place])
        samples.append(sound.samples[place + right])
      }
      if Double(samples.count / 2) >= seconds * Double(rate) { break }
    }
    guard !samples.isEmpty else { throw MediaError(.refused("there is no sound in it"), file: name, track: .sound) }
    return Stereo(samplesPerSecond: rate, samples: samples, licence: licence)
  }
}
