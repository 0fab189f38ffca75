package import Production

/// Gives the sound of a file piece by piece. It holds one piece at a time, whatever the sound's length.
///
/// One channel is heard on both sides; of more than two the first two are. Sound that begins later than the pictures has silence before it.
package struct SoundReader: ~Copyable {
  /// Of the pieces that were given; 0 before the first.
  package private(set) var samplesPerSecond = 0
  /// As the file tells them.
  package let licence: String?
  package let length: Timecode?
  private var reader: MovieReader
  private let name: String
  private let start: Timecode
  private let seconds: Double
  /// How many moments were given, and how many are silent before the next.
  private var (count, silent) = (0, 0)
  private var held: [Float]?

  private static let mostSilent = 1 << 16

  /// The beginning of an open file, which stays the caller's: at most so many seconds of it.
  package init(descriptor: Int32, name: String, atMost seconds: Double) throws(MediaError) {
    self.init(try MovieReader(descriptor: descriptor, name: name, limits: .soundOnly), name: name, atMost: seconds)
  }

  /// The same of bytes in memory.
  package init(bytes: [UInt8], name: String, atMost seconds: Double) throws(MediaError) {
    self.init(try MovieReader(bytes: bytes, name: name, limits: .soundOnly), name: name, atMost: seconds)
  }

  private init(_ reader: consuming MovieReader, name: String, atMost seconds: Double) {
    let facts = reader.facts
    (licence, length, start) = (facts.licence, facts.duration, facts.start)
    self.reader = reader
    (self.name, self.seconds) = (name, seconds)
  }

  /// The next piece: two channels, interleaved, from -1 to 1. `nil` at the end; throws where there is no sound at all.
  package mutating func next() throws(MediaError) -> [Float]? {
    if silent > 0 {
      let piece = min(silent, Self.mostSilent)
      silent -= piece
      count += piece
      return Array(repeating: 0, count: piece * 2)
    }
    if let piece = held {
      held = nil
      count += piece.count / 2
      return piece
    }
    if samplesPerSecond > 0, Double(count) >= seconds * Double(samplesPerSecond) { return nil }
    guard let sound = try decoded() else {
      guard count > 0 else { throw MediaError(.refused("there is no sound in it"), file: name, track: .sound) }
      return nil
    }
    if samplesPerSecond == 0 {
      samplesPerSecond = sound.samplesPerSecond
      let late = max(0, min(seconds, ((sound.time ?? start) - start).seconds))
      silent = Int(late * Double(min(samplesPerSecond, 384_000)))
    }
    // Some files change their rate on the way; nothing good comes of that.
    guard sound.samplesPerSecond == samplesPerSecond else { return nil }
    held = Self.stereo(sound)
    return try next()
  }

  private mutating func decoded() throws(MediaError) -> Sound? {
    while let piece = try reader.next() {
      if case .sound(let sound) = consume piece, sound.channels > 0, sound.samplesPerSecond > 0, !sound.samples.isEmpty {
        return sound
      }
    }
    return nil
  }

  private static func stereo(_ sound: Sound) -> [Float] {
    let right = min(1, sound.channels - 1)
    var samples: [Float] = []
    samples.reserveCapacity(sound.samples.count / sound.channels * 2)
    for place in stride(from: 0, to: sound.samples.count, by: sound.channels) {
      samples.append(sound.samples[place])
      samples.append(sound.samples[place + right])
    }
    return samples
  }
}

extension ReadingLimits {
  fileprivate static var soundOnly: ReadingLimits {
    var limits = ReadingLimits()
    limits.tracks = [.sound]
    return limits
  }
}
