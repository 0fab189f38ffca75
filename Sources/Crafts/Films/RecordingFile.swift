package import Media
package import Production

/// A recording that was opened, or one of the segments of one.
package struct RecordingFile: Sendable {
  /// Whoever made this keeps it open.
  let descriptor: Int32
  /// What errors name.
  package let name: String
  /// Names the content.
  package let digest: Digest
  /// Until its pictures and its sound are over.
  package let length: Timecode
  /// Of its pictures: upright, and with square pixels.
  package let size: StillPicture.Size
  /// On the average; nil where there is no telling.
  package let framesPerSecond: Double?
  package let hasSound: Bool
  /// When each of its pictures comes, and from which of them on it can be decoded.
  let times: VideoTimes

  /// Takes the file apart to its end, and decodes nothing: it throws for one that is cut off, or has no pictures.
  package init(descriptor: Int32, name: String, digest: Digest, isCancelled: @escaping () -> Bool = { false }) throws(MediaError)
  {
    let facts = try MovieReader(descriptor: descriptor, name: name, limits: .recording, isCancelled: isCancelled).facts
    guard let picture = facts.picture else { throw MediaError.withoutPictures(name) }
    let times = try VideoTimes(descriptor: descriptor, name: name, limits: .recording, isCancelled: isCancelled)
    guard !times.pictures.isEmpty else { throw MediaError.nothing(in: name) }
    self.descriptor = descriptor
    self.name = name
    self.digest = digest
    self.times = times
    size = picture.shownSize
    length = times.end
    hasSound = facts.sound != nil
    let span = (times.pictures.last ?? .zero) - (times.pictures.first ?? .zero)
    framesPerSecond = span > .zero ? Double(times.pictures.count - 1) / span.seconds : picture.framesPerSecond
  }

  /// Whether one can go to a moment of it without reading all that comes before.
  package var canLeap: Bool { times.areTold && !times.doLeap }

  /// When the picture comes that is seen then: the last one by then, or the first one where none has come.
  package func picture(seenAt moment: Timecode) -> Timecode {
    times.pictures.last { $0 <= moment } ?? times.pictures.first ?? .zero
  }

  /// The rate of a film of these: one that players know, as near to theirs as can be.
  package static func filmRate(of segments: [RecordingFile]) -> Int {
    guard let rate = segments.first?.framesPerSecond, rate >= 22 else { return 30 }
    return [24, 25, 30, 50, 60].min { abs(Double($0) - rate) < abs(Double($1) - rate) } ?? 30
  }
}
