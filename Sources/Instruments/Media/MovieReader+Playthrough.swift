package import Production

/// What came out when a movie was decoded from its first byte to its last.
package struct Playthrough: Hashable, Sendable {
  package var pictures = 0
  package var keyFrames = 0
  /// Samples of each channel.
  package var samples = 0
  /// When the last picture is shown.
  package var lastPicture: Timecode?
  /// When the sound ends.
  package var soundEnd: Timecode?
}

extension MovieReader {
  /// Decodes everything: a movie that this returns for can be played to its end. One that goes on for longer than so many seconds is not
  /// followed any further.
  package consuming func playThrough(atMost seconds: Double = .infinity) throws(MediaError) -> Playthrough {
    var result = Playthrough()
    while let piece = try next() {
      if max(result.lastPicture?.seconds ?? 0, result.soundEnd?.seconds ?? 0) > seconds { break }
      switch consume piece {
      case .picture(let picture):
        result.pictures += 1
        if picture.isKeyFrame { result.keyFrames += 1 }
        result.lastPicture = picture.time ?? result.lastPicture
      case .sound(let sound):
        guard sound.channels > 0, sound.samplesPerSecond > 0 else { continue }
        let count = sound.samples.count / sound.channels
        result.samples += count
        if let time = sound.time { result.soundEnd = time + Timecode(seconds: Double(count) / Double(sound.samplesPerSecond)) }
      }
    }
    return result
  }
}
