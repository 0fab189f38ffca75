import Production

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
    try read(from: MovieReader(bytes: bytes, name: name, limits: .soundOnly), name: name, atMost: seconds)
  }

  /// The same of an open file, which stays the caller's. Sound that begins later than the pictures has silence before it.
  package static func read(descriptor: Int32, name: String, atMost seconds: Double) throws(MediaError) -> Stereo {
    try read(from: MovieReader(descriptor: descriptor, name: name, limits: .soundOnly), name: name, atMost: seconds)
  }

  private static func read(from reader: consuming MovieReader, name: String, atMost seconds: Double) throws(MediaError) -> Stereo
  {
    let licence = reader.facts.licence
    let start = reader.facts.start
    var rate = 0
    var samples: [Float] = []
    while let piece = try reader.next() {
      guard case .sound(let sound) = consume piece, sound.channels > 0, sound.samplesPerSecond > 0 else { continue }
      if rate == 0 {
        rate = sound.samplesPerSecond
        let late = max(0, min(seconds, ((sound.time ?? start) - start).seconds))
        samples = Array(repeating: 0, count: Int(late * Double(rate)) * 2)
      }
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

extension ReadingLimits {
  fileprivate static var soundOnly: ReadingLimits {
    var limits = ReadingLimits()
    limits.tracks = [.sound]
    return limits
  }
}
