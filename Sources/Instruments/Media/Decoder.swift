import CLibav
import Production

/// The owner of an `AVCodecContext` that decodes one stream. It, and all that it makes, stay on one thread.
///
/// It is a class because the compiler of today cannot borrow an optional value that has one owner.
@safe final class Decoder {
  let index: Int32
  let base: AVRational
  private let context: UnsafeMutablePointer<AVCodecContext>
  let track: MediaError.Track
  private let file: String
  private let isForgiving: Bool
  /// How many packets it was given, how many pieces were broken, and what went wrong first, where that is passed over.
  private(set) var (sent, broken) = (0, 0)
  private(set) var firstTrouble: MediaError?

  /// The corresponding C functions are `avcodec_find_decoder`, `avcodec_parameters_to_context` and `avcodec_open2`.
  static func open(
    _ stream: UnsafeMutablePointer<AVStream>, track: MediaError.Track, file: String, limits: ReadingLimits
  ) throws(MediaError) -> Decoder {
    guard let parameters = unsafe stream.pointee.codecpar else {
      throw MediaError(.damaged("a track that says nothing of itself"), file: file, track: track)
    }
    if unsafe lockedTags.contains(parameters.pointee.codec_tag) { throw MediaError(.locked, file: file, track: track) }
    guard let codec = unsafe avcodec_find_decoder(parameters.pointee.codec_id) else {
      throw MediaError(.refused("its \(track.rawValue) is in a coding that nobody here knows"), file: file, track: track)
    }
    let name = unsafe codec.pointee.name.map { unsafe String(cString: $0) } ?? ""
    guard limits.allows(decoder: name) else {
      throw MediaError(.refused("its \(track.rawValue) is in the coding \"\(name)\""), file: file, track: track)
    }
    guard let context = unsafe avcodec_alloc_context3(codec) else {
      throw MediaError(Libav.cause("avcodec_alloc_context3", clibav_no_memory), file: file, track: track)
    }
    let decoder = unsafe Decoder(
      index: stream.pointee.index, base: stream.pointee.time_base, context: context, track: track, file: file,
      isForgiving: limits.isForgiving)
    try decoder.check(unsafe avcodec_parameters_to_context(context, parameters), "avcodec_parameters_to_context")
    unsafe context.pointee.thread_count = Int32(clamping: max(1, limits.threads))
    // Decoders work in whole blocks, and their pictures are a little larger than what is seen.
    unsafe context.pointee.max_pixels = Int64(limits.pixels / 8 * 9)
    var options: OpaquePointer?
    defer { unsafe av_dict_free(&options) }
    unsafe av_dict_set(&options, "codec_whitelist", limits.decoders, 0)
    try decoder.check(unsafe avcodec_open2(context, codec, &options), "avcodec_open2")
    return decoder
  }

  private init(
    index: Int32, base: AVRational, context: UnsafeMutablePointer<AVCodecContext>, track: MediaError.Track, file: String,
    isForgiving: Bool
  ) {
    self.index = index
    self.base = base
    unsafe self.context = context
    self.track = track
    self.file = file
    self.isForgiving = isForgiving
  }

  /// As shops mark the tracks that only their own programs open.
  private static let lockedTags: Set<UInt32> = Set(
    ["encv", "enca", "drmi", "drms"].map { $0.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) } })

  /// The corresponding C function is `avcodec_free_context`.
  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = unsafe context
    unsafe avcodec_free_context(&context)
  }

  /// Gives it the next packet; all that it has ready must have been received before. The corresponding C function is `avcodec_send_packet`.
  func send(_ packet: borrowing Packet) throws(MediaError) {
    let time = Timecode(ticks: unsafe packet.raw.pointee.pts, base: base)
    sent += 1
    // It may be shown all the same: as a rule only a part of it is missing.
    if unsafe packet.raw.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 {
      note(MediaError(.damaged("a packet of which a part is missing"), file: file, track: track, time: time))
    }
    try check(unsafe avcodec_send_packet(context, packet.raw), "avcodec_send_packet", at: time)
  }

  /// Tells it that nothing follows. The corresponding C function is `avcodec_send_packet`.
  func finish() throws(MediaError) {
    let code = unsafe avcodec_send_packet(context, nil)
    if code != clibav_end { try check(code, "avcodec_send_packet") }
  }

  /// Drops what it holds back, as what comes next is from elsewhere. The corresponding C function is `avcodec_flush_buffers`.
  func forget() { unsafe avcodec_flush_buffers(context) }

  enum Outcome {
    case frame
    case needsInput
    case end
  }

  /// How often in a row it may fail to give anything, where damage is passed over.
  private static let mostFailures = 50

  /// The corresponding C function is `avcodec_receive_frame`.
  func receive(into frame: borrowing Frame) throws(MediaError) -> Outcome {
    for _ in 0..<Self.mostFailures {
      let code = unsafe avcodec_receive_frame(context, frame.raw)
      if code == clibav_again { return .needsInput }
      if code == clibav_end { return .end }
      try check(code, "avcodec_receive_frame")
      if code < 0 { continue }
      // What is missing in a picture was made up from those around it.
      if unsafe frame.raw.pointee.decode_error_flags != 0 || frame.raw.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0 {
        let time = Timecode(ticks: unsafe frame.raw.pointee.best_effort_timestamp, base: base)
        note(MediaError(.damaged("a part of it is missing"), file: file, track: track, time: time))
      }
      return .frame
    }
    return .needsInput
  }

  private func note(_ error: MediaError) {
    broken += 1
    if firstTrouble == nil { firstTrouble = error }
  }

  /// What is damaged is counted, where it is passed over; all else is thrown.
  private func check(_ code: Int32, _ call: String, at time: Timecode? = nil) throws(MediaError) {
    guard code < 0 else { return }
    let error = MediaError(cause(call, code), file: file, track: track, time: time)
    guard isForgiving, error.kind == .input, sent > 0 else { throw error }
    if case .refused = error.cause { throw error }
    note(error)
  }

  private func cause(_ call: String, _ code: Int32) -> MediaError.Cause {
    let cause = Libav.cause(call, code)
    guard case .call(_, _, _, let complaint) = cause, complaint.contains("max pixel count") else { return cause }
    return .refused("its pictures are larger than those that are read")
  }
}
