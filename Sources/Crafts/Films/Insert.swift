package import Media
package import Production

/// What is shown before or after a film, such as a brand's own opening: a video, or a picture that is held.
package struct Insert: Sendable {
  package enum Content: Sendable {
    /// An open file; who made this keeps it open.
    case video(descriptor: Int32)
    case picture([UInt8])
  }

  /// What errors name.
  package let name: String
  package let content: Content
  /// Names the content.
  package let digest: Digest
  /// In steps that are whole frames in every format.
  package let length: Timecode
  /// When each picture of it comes.
  let times: [Timecode]

  /// How long a picture is shown, in seconds.
  package static let pictureSeconds = 3.0
  /// How long a video may be, in seconds.
  package static let lengths = 0.5...15.0
  private static let step = 0.2

  package init(_ content: Content, name: String, digest: Digest) throws(MediaError) {
    self.content = content
    self.name = name
    self.digest = digest
    switch content {
    case .picture:
      times = [.zero]
      length = Timecode(seconds: Self.pictureSeconds)
    case .video(let descriptor):
      let times = try VideoTimes(descriptor: descriptor, name: name, atMost: Self.lengths.upperBound)
      let steps = (min(times.end.seconds, Self.lengths.upperBound) / Self.step).rounded()
      self.times = times.pictures
      length = Timecode(seconds: max(1, steps) * Self.step)
    }
  }

  /// Its own sound, two interleaved channels; none of a picture, and of a video without.
  package func sound() throws(MediaError) -> SoundFile.Stereo? {
    guard case .video(let descriptor) = content else { return nil }
    do throws(MediaError) {
      return try SoundFile.read(descriptor: descriptor, name: name, atMost: length.seconds)
    } catch  where error.track == .sound && error.kind == .input {
      return nil
    }
  }
}
