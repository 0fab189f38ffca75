import CLibav
package import Production

/// Shows the pictures of a video one after the other, upright, each with its time. It holds one picture at a time, whatever the video's length.
///
/// Sound is not decoded. Times count from the video's own beginning, which is that of its pictures or of its sound, whichever comes first.
package struct VideoReader: ~Copyable {
  /// Of the upright pictures, with square pixels.
  package let size: StillPicture.Size
  private var reader: MovieReader
  private let turn: QuarterTurn
  private let start: Timecode
  private var last: Timecode?

  /// The descriptor stays the caller's; its position is not moved.
  package init(
    descriptor: Int32, name: String, limits: ReadingLimits = ReadingLimits(), isCancelled: @escaping () -> Bool = { false }
  ) throws(MediaError) {
    var limits = limits
    limits.tracks = [.picture]
    let reader = try MovieReader(descriptor: descriptor, name: name, limits: limits, isCancelled: isCancelled)
    guard let picture = reader.facts.picture else {
      throw MediaError.withoutPictures(name)
    }
    size = picture.shownSize
    turn = picture.turn
    start = reader.facts.start
    self.reader = reader
  }

  /// Goes to the last key frame that is not later than that; the picture after it is the next. False where nobody knows how to get there, and then
  /// nothing can be read any more.
  package mutating func seek(to time: Timecode) -> Bool {
    last = nil
    return reader.seek(to: time + start)
  }

  /// The next picture, later than the one before; `nil` at the end of the video.
  package mutating func next() throws(MediaError) -> VideoPicture? {
    while let piece = try reader.next() {
      guard case .picture(let picture) = consume piece else { continue }
      let after = last.map { $0 + Timecode(microseconds: 1) }
      let time = picture.time.map { max($0 - start, after ?? .zero) } ?? after ?? .zero
      last = time
      return VideoPicture(picture, at: time, turn: turn)
    }
    return nil
  }
}

/// A decoded picture of a video.
package struct VideoPicture: ~Copyable {
  package let time: Timecode
  let picture: Picture
  let turn: QuarterTurn
  /// Whether every other row is of another moment: then the picture before it helps to show it.
  package var isInterlaced: Bool { picture.isInterlaced }

  init(_ picture: consuming Picture, at time: Timecode, turn: QuarterTurn) {
    self.picture = picture
    self.time = time
    self.turn = turn
  }

  /// The whole of it in that size, upright: BGRA bytes, row after row without gaps, in the colours of a screen.
  package func pixels(_ size: StillPicture.Size) throws(MediaError) -> [UInt8] {
    let stored = turn.upright(size)
    return turn.turned(try picture.bgra(scaledTo: stored), size: stored)
  }
}
