package import Production

/// Gives the sound of a file piece by piece. It holds one piece at a time, whatever the sound's length.
///
/// One channel is heard on both sides; more than two are mixed down. Sound that begins later than the pictures has silence before it.
package struct SoundReader: ~Copyable {
  /// Of the piece that was given last; 0 before the first.
  package private(set) var samplesPerSecond = 0
  /// As the file tells them.
  package let licence: String?
  package let length: Timecode?
  private var reader: MovieReader
  private let name: String
  private let start: Timecode
  private let seconds: Double
  /// What is damaged is passed over, sound stands where its time says, and its rate may change.
  private let isForgiving: Bool
  /// How much was given, in seconds, and how many moments are silent before the next piece.
  private var given = 0.0
  private var silent = 0
  private var held: [Float]?

  private static let mostSilent = 1 << 16
  /// Times in files are not exact, and what is a little early or late is not moved.
  private static let slack = 0.1

  /// The beginning of an open file, which stays the caller's: at most so many seconds of it.
  package init(
    descriptor: Int32, name: String, atMost seconds: Double, limits: ReadingLimits = ReadingLimits()
  ) throws(MediaError) {
    let reader = try MovieReader(descriptor: descriptor, name: name, limits: limits.soundOnly)
    self.init(reader, name: name, atMost: seconds, isForgiving: limits.isForgiving)
  }

  /// The same of bytes in memory.
  package init(bytes: [UInt8], name: String, atMost seconds: Double) throws(MediaError) {
    let reader = try MovieReader(bytes: bytes, name: name, limits: ReadingLimits().soundOnly)
    self.init(reader, name: name, atMost: seconds, isForgiving: false)
  }

  private init(_ reader: consuming MovieReader, name: String, atMost seconds: Double, isForgiving: Bool) {
    let facts = reader.facts
    (licence, length, start) = (facts.licence, facts.duration, facts.start)
    self.reader = reader
    (self.name, self.seconds, self.isForgiving) = (name, seconds, isForgiving)
  }

  /// The next piece: two channels, interleaved, from -1 to 1. `nil` at the end; throws where there is no sound at all.
  package mutating func next() throws(MediaError) -> [Float]? {
    while true {
      if silent > 0 {
        let piece = min(silent, Self.mostSilent)
        silent -= piece
        return give(Array(repeating: 0, count: piece * 2))
      }
      if let piece = held {
        held = nil
        return give(piece)
      }
      if samplesPerSecond > 0, given >= seconds { return nil }
      guard let sound = try decoded() else {
        guard given > 0 else { throw MediaError(.refused("there is no sound in it"), file: name, track: .sound) }
        return nil
      }
      // Nothing good comes of a rate that changes, but where somebody recorded it.
      guard samplesPerSecond == 0 || sound.samplesPerSecond == samplesPerSecond || isForgiving else { return nil }
      hold(sound)
    }
  }

  private mutating func give(_ piece: [Float]) -> [Float] {
    given += Double(piece.count / 2) / Double(samplesPerSecond)
    return piece
  }

  /// Puts silence before what comes late, and leaves out what was heard already.
  private mutating func hold(_ sound: Sound) {
    let isFirst = samplesPerSecond == 0
    samplesPerSecond = sound.samplesPerSecond
    var piece = sound.stereo
    if isFirst || isForgiving, let time = sound.time ?? (isFirst ? start : nil) {
      let late = min(seconds, (time - start).seconds) - given
      if late > (isFirst ? 0 : Self.slack) { silent = Int(late * Double(min(samplesPerSecond, 384_000))) }
      if !isFirst, late < -Self.slack { piece.removeFirst(min(piece.count, Int(-late * Double(samplesPerSecond)) * 2)) }
    }
    if !piece.isEmpty { held = piece }
  }

  private mutating func decoded() throws(MediaError) -> Sound? {
    while let piece = try reader.next() {
      if case .sound(let sound) = consume piece, sound.channels > 0, sound.samplesPerSecond > 0, !sound.samples.isEmpty {
        return sound
      }
    }
    return nil
  }
}

extension ReadingLimits {
  fileprivate var soundOnly: ReadingLimits {
    var limits = self
    limits.tracks = [.sound]
    return limits
  }
}
