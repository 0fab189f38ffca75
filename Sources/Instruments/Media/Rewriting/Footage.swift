import CLibav
import Production

/// An opened movie or sound of which packets are taken as they are, and pictures and sounds decoded where that has to be.
///
/// It stays on one thread.
@safe package final class Footage {
  package let facts: MovieFacts
  package let file: String
  let demuxer: Demuxer
  let limits: ReadingLimits
  private let input: InputFile
  let picture: Int32?
  let sounds: [Int32]
  let texts: [Int32]
  let cover: Int32?

  /// The descriptor stays the caller's; its position is not moved.
  package init(
    descriptor: Int32, name: String, limits: ReadingLimits = ReadingLimits(), isCancelled: @escaping () -> Bool = { false }
  ) throws(MediaError) {
    Libav.hush()
    let input = try InputFile(descriptor: descriptor, name: name)
    let demuxer = try Demuxer.open(
      FileStream(descriptor: input.descriptor, isCancelled: isCancelled), file: name, limits: limits)
    facts = unsafe MovieFacts(demuxer.context)
    if let picture = facts.picture, picture.width.multipliedReportingOverflow(by: picture.height).partialValue > limits.pixels {
      throw MediaError(.refused("pictures of \(picture.width)x\(picture.height)"), file: name, track: .picture)
    }
    var (sounds, texts): ([Int32], [Int32]) = ([], [])
    var cover: Int32?
    for index in 0..<(unsafe Int32(clamping: demuxer.context.pointee.nb_streams)) {
      guard let stream = unsafe demuxer.stream(index), let parameters = unsafe stream.pointee.codecpar else { continue }
      let isCover = unsafe stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC != 0
      switch unsafe parameters.pointee.codec_type {
      case AVMEDIA_TYPE_VIDEO where isCover: cover = cover ?? index
      case AVMEDIA_TYPE_AUDIO: sounds.append(index)
      case AVMEDIA_TYPE_SUBTITLE: texts.append(index)
      default: continue
      }
    }
    let picture = facts.shown.map { Int32(clamping: $0) }
    (self.picture, self.cover, self.sounds, self.texts) = (picture, cover, sounds, texts)
    file = name
    self.input = input
    self.demuxer = demuxer
    self.limits = limits
  }

  /// How its first picture and its first sound are coded, by libav's names.
  package var pictureCoding: String? { picture.map { facts.streams[Int($0)].codec } }
  package var soundCoding: String? { sounds.first.map { facts.streams[Int($0)].codec } }

  /// AVI tells only in which order pictures are decoded: that is the order of showing where none is held back.
  var tellsWhenShown: Bool { facts.format != "avi" || !holdsBackPictures }

  var holdsBackPictures: Bool {
    guard let picture, let parameters = unsafe stream(picture)?.pointee.codecpar else { return false }
    return unsafe parameters.pointee.video_delay > 0
  }

  func stream(_ index: Int32) -> UnsafeMutablePointer<AVStream>? { unsafe demuxer.stream(index) }

  func base(_ index: Int32) -> AVRational { unsafe stream(index)?.pointee.time_base ?? AVRational(num: 1, den: 1_000_000) }

  func decoder(_ index: Int32, _ track: MediaError.Track) throws(MediaError) -> Decoder {
    guard let stream = unsafe stream(index) else { throw MediaError(.misfit("no track \(index)"), file: file, track: track) }
    return try unsafe Decoder.open(stream, track: track, file: file, limits: limits)
  }

  /// What a decoder must know first: for H.264 in MP4 and Matroska, its record of parameters.
  func configuration(_ index: Int32) -> [UInt8] {
    guard let parameters = unsafe stream(index)?.pointee.codecpar, let bytes = unsafe parameters.pointee.extradata else {
      return []
    }
    return unsafe Array(UnsafeBufferPointer(start: bytes, count: Int(max(0, parameters.pointee.extradata_size))))
  }

  /// How much a second of it takes, where the file says so.
  func bitRate(_ index: Int32) -> Int64 { unsafe stream(index)?.pointee.codecpar?.pointee.bit_rate ?? 0 }
}
