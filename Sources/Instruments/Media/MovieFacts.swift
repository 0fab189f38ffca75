package import Production

/// What a file says about itself. Numbers that cannot be true are absent.
package struct MovieFacts: Hashable, Sendable {
  /// libav's name of the format, such as `mov,mp4,m4a,3gp,3g2,mj2`.
  package let format: String
  package let duration: Timecode?
  /// Whether that is what the file tells, and not what somebody makes of its size.
  package let isDurationTold: Bool
  package let streams: [Stream]
  /// Which of them is shown, and which is heard, as players choose: the largest picture, and the sound that is marked as the usual one.
  package let (shown, heard): (Int?, Int?)
  /// What whoever made it wrote about its licence; a stranger's words, on one line.
  package let licence: String?

  /// When the first of its pictures and sounds comes.
  package var start: Timecode {
    let starts = streams.compactMap { stream -> Timecode? in
      if case .other = stream.kind { return nil }
      return stream.start
    }
    return starts.min() ?? .zero
  }

  package var picture: PictureFacts? {
    if let shown, case .picture(let facts) = streams[shown].kind { return facts }
    return nil
  }

  package var sound: SoundFacts? {
    if let heard, case .sound(let facts) = streams[heard].kind { return facts }
    return nil
  }

  package struct Stream: Hashable, Sendable {
    package let index: Int
    package let codec: String
    package let start: Timecode?
    package let duration: Timecode?
    package let kind: Kind
  }

  package enum Kind: Hashable, Sendable {
    case picture(PictureFacts)
    case sound(SoundFacts)
    /// Subtitles, data, covers: never decoded.
    case other
  }

  package struct PictureFacts: Hashable, Sendable {
    package let width: Int
    package let height: Int
    package let framesPerSecond: Double?
    /// As the file counts them.
    package let frames: Int?
    package let pixelAspect: Double?
    package let isFullRange: Bool
    /// The numbers of ISO 23091-2 for primaries, transfer and matrix; 1 is BT.709, 2 is unknown.
    package let colours: [Int]
    /// How the pictures are turned to be upright.
    let turn: QuarterTurn

    /// As people see them: upright, and with square pixels.
    package var shownSize: StillPicture.Size {
      let aspect = pixelAspect ?? 1
      let size = StillPicture.Size(
        width: max(1, aspect > 1 ? Int((Double(width) * aspect).rounded()) : width),
        height: max(1, aspect < 1 ? Int((Double(height) / aspect).rounded()) : height))
      return turn.upright(size)
    }
  }

  package struct SoundFacts: Hashable, Sendable {
    package let samplesPerSecond: Int
    package let channels: Int
  }
}
