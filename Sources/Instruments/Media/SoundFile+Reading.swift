extension SoundFile {
  /// A whole sound in memory: two channels, interleaved, from -1 to 1.
  package struct Stereo: Sendable {
    package let samplesPerSecond: Int
    package let samples: [Float]
    /// As the file tells it.
    package let licence: String?
  }

  /// Reads the beginning of a sound file, or of a movie's sound, from its bytes: at most so many seconds of it.
  package static func read(_ bytes: [UInt8], name: String, atMost seconds: Double) throws(MediaError) -> Stereo {
    try read(SoundReader(bytes: bytes, name: name, atMost: seconds))
  }

  /// The same of an open file, which stays the caller's.
  package static func read(descriptor: Int32, name: String, atMost seconds: Double) throws(MediaError) -> Stereo {
    try read(SoundReader(descriptor: descriptor, name: name, atMost: seconds))
  }

  private static func read(_ reader: consuming SoundReader) throws(MediaError) -> Stereo {
    var samples: [Float] = []
    while let piece = try reader.next() { samples += piece }
    return Stereo(samplesPerSecond: reader.samplesPerSecond, samples: samples, licence: reader.licence)
  }
}
