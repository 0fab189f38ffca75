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
      throw MediaError(.refused("there are no pictures in it"), file: name, track: .picture)
    }
    size = picture.shownSize
    turn = picture.turn
    start = reader.facts.start
    self.reader = reader
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
  private let picture: Picture
  private let turn: QuarterTurn

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

/// When each picture of a video is shown.
package struct VideoTimes: Hashable, Sendable {
  /// In order.
  package private(set) var pictures: [Timecode] = []
  /// When the last one has been shown, and the sound is over.
  package private(set) var end = Timecode.zero

  /// Asks the file, and decodes nothing; what comes later than `seconds` need not be known. The descriptor stays the caller's.
  package init(
    descriptor: Int32, name: String, atMost seconds: Double = .infinity, limits: ReadingLimits = ReadingLimits(),
    isCancelled: @escaping () -> Bool = { false }
  ) throws(MediaError) {
    Libav.hush()
    let input = try InputFile(descriptor: descriptor, name: name)
    let demuxer = try Demuxer.open(
      FileStream(descriptor: input.descriptor, isCancelled: isCancelled), file: name, limits: limits)
    let facts = unsafe MovieFacts(demuxer.context)
    guard let track = facts.streams.first(where: { if case .picture = $0.kind { true } else { false } }) else {
      throw MediaError(.refused("there are no pictures in it"), file: name, track: .picture)
    }
    let sound = facts.streams.first { if case .sound = $0.kind { true } else { false } }
    let packet = try Packet(file: name)
    while try demuxer.read(into: packet) == .packet {
      let index = unsafe Int(packet.raw.pointee.stream_index)
      guard index == track.index || index == sound?.index, unsafe packet.raw.pointee.flags & AV_PKT_FLAG_DISCARD == 0,
        let base = unsafe demuxer.context.pointee.streams[index]?.pointee.time_base,
        let time = unsafe Timecode(ticks: packet.raw.pointee.pts, base: base)
          ?? Timecode(ticks: packet.raw.pointee.dts, base: base)
      else { continue }
      let begin = max(.zero, time - facts.start)
      // Pictures are stored at most some moments out of their order.
      if begin.seconds > seconds + 1 { break }
      if index == track.index { pictures.append(begin) }
      let length = Timecode(ticks: unsafe packet.raw.pointee.duration, base: base) ?? .zero
      end = max(end, begin + length)
    }
    pictures.sort()
  }
}
