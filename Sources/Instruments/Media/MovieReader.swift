import CLibav
import Production

/// Takes a movie or a sound file apart: what it says about itself, and its pictures and sound in the order they are stored.
///
/// It reads the one file it was given; formats, decoders and sizes outside its limits are refused. All of it happens on the
/// caller's thread, and `isCancelled` is asked often.
package struct MovieReader: ~Copyable {
  package let facts: MovieFacts
  private let demuxer: Demuxer
  /// None where the bytes are in memory.
  private let input: InputFile?
  private let packet: Packet
  private let pictures: Decoder?
  private let sound: Decoder?
  private var isAtEnd = false

  /// One picture, or one piece of sound.
  package enum Piece: ~Copyable {
    case picture(Picture)
    case sound(Sound)
  }

  package init(
    path: String, limits: ReadingLimits = ReadingLimits(), isCancelled: @escaping () -> Bool = { false }
  ) throws(MediaError) {
    try self.init(InputFile(path: path), name: path, limits: limits, isCancelled: isCancelled)
  }

  /// The descriptor stays the caller's; its position is not moved.
  package init(
    descriptor: Int32, name: String, limits: ReadingLimits = ReadingLimits(), isCancelled: @escaping () -> Bool = { false }
  ) throws(MediaError) {
    let input = try InputFile(descriptor: descriptor, name: name)
    try self.init(input, name: name, limits: limits, isCancelled: isCancelled)
  }

  /// Takes apart what is in memory already.
  package init(
    bytes: [UInt8], name: String, limits: ReadingLimits = ReadingLimits(), isCancelled: @escaping () -> Bool = { false }
  ) throws(MediaError) {
    try self.init(FileStream(bytes: bytes, isCancelled: isCancelled), of: nil, name: name, limits: limits)
  }

  private init(
    _ input: consuming InputFile, name: String, limits: ReadingLimits, isCancelled: @escaping () -> Bool
  ) throws(MediaError) {
    let stream = FileStream(descriptor: input.descriptor, isCancelled: isCancelled)
    try self.init(stream, of: input, name: name, limits: limits)
  }

  private init(
    _ stream: FileStream, of input: consuming InputFile?, name: String, limits: ReadingLimits
  ) throws(MediaError) {
    Libav.hush()
    let demuxer = try Demuxer.open(stream, file: name, limits: limits)
    let facts = unsafe MovieFacts(demuxer.context)
    if let picture = facts.picture, picture.width.multipliedReportingOverflow(by: picture.height).partialValue > limits.pixels {
      let size = "\(picture.width)x\(picture.height)"
      throw MediaError(.refused("its pictures of \(size) are larger than those that are read"), file: name, track: .picture)
    }
    let packet = try Packet(file: name)
    let pictures = try Self.decoder(.picture, in: demuxer, facts: facts, limits: limits)
    let sound = try Self.decoder(.sound, in: demuxer, facts: facts, limits: limits)
    self.input = input
    self.demuxer = demuxer
    self.packet = packet
    self.facts = facts
    self.pictures = pictures
    self.sound = sound
  }

  /// What was passed over so far.
  package var damage: Damage {
    var damage = Damage()
    if let pictures { damage.add(pictures, since: facts.start) }
    if let sound { damage.add(sound, since: facts.start) }
    return damage
  }

  /// A decoder for the stream of that kind that is shown or heard, if there is one.
  private static func decoder(
    _ track: MediaError.Track, in demuxer: borrowing Demuxer, facts: MovieFacts, limits: ReadingLimits
  ) throws(MediaError) -> Decoder? {
    guard limits.tracks.contains(track) else { return nil }
    guard let index = track == .picture ? facts.shown : facts.heard,
      let stream = unsafe demuxer.context.pointee.streams[index]
    else { return nil }
    return try unsafe Decoder.open(stream, track: track, file: demuxer.file, limits: limits)
  }

  /// Goes to the last key frame of the pictures that is not later than that; times are the file's own. False where it cannot.
  ///
  /// The corresponding C function is `avcodec_flush_buffers`.
  mutating func seek(to time: Timecode) -> Bool {
    guard let pictures else { return false }
    let base = pictures.base
    let ticks = av_rescale_q(time.microseconds, AVRational(num: 1, den: AV_TIME_BASE), base)
    do throws(MediaError) { try demuxer.seek(to: ticks, of: pictures.index) } catch { return false }
    demuxer.clock?.forget()
    pictures.forget()
    sound?.forget()
    isAtEnd = false
    return true
  }

  /// The next picture or piece of sound; `nil` at the end of the file.
  package mutating func next() throws(MediaError) -> Piece? {
    while true {
      if let piece = try ready() { return piece }
      if isAtEnd { return nil }
      switch try demuxer.read(into: packet) {
      case .packet: try send()
      case .end:
        isAtEnd = true
        try pictures?.finish()
        try sound?.finish()
      }
    }
  }

  private func send() throws(MediaError) {
    let index = unsafe packet.raw.pointee.stream_index
    if let pictures, pictures.index == index { try pictures.send(packet) }
    if let sound, sound.index == index { try sound.send(packet) }
  }

  /// What the decoders have ready.
  private func ready() throws(MediaError) -> Piece? {
    let frame = try Frame(file: demuxer.file)
    if let pictures, try pictures.receive(into: frame) == .frame {
      return .picture(Picture(frame, base: pictures.base, file: demuxer.file))
    }
    if let sound, try sound.receive(into: frame) == .frame {
      return .sound(try Sound(frame, base: sound.base, file: demuxer.file))
    }
    return nil
  }
}
