import CLibav
import Production

/// The owner of an `AVCodecContext` that compresses. It, and all that it makes, stay on one thread.
@safe struct Encoder: ~Copyable {
  let context: UnsafeMutablePointer<AVCodecContext>
  let track: MediaError.Track
  private let file: String

  private init(adopting context: UnsafeMutablePointer<AVCodecContext>, track: MediaError.Track, file: String) {
    unsafe self.context = context
    self.track = track
    self.file = file
  }

  /// An encoder of that name, set up by `configure` and then by its own options.
  ///
  /// The corresponding C functions are `avcodec_find_encoder_by_name`, `avcodec_alloc_context3` and `avcodec_open2`.
  static func open(
    _ name: String, track: MediaError.Track, file: String, options: [(name: String, value: String)] = [],
    configure: (UnsafeMutablePointer<AVCodecContext>) -> Void
  ) throws(MediaError) -> Encoder {
    guard let codec = unsafe avcodec_find_encoder_by_name(name) else {
      throw MediaError(.refused("this machine's libav has no encoder \(name)"), file: file, track: track)
    }
    guard let context = unsafe avcodec_alloc_context3(codec) else {
      throw MediaError(Libav.cause("avcodec_alloc_context3", clibav_no_memory), file: file, track: track)
    }
    let encoder = unsafe Encoder(adopting: context, track: track, file: file)
    // No names and versions of libraries in the file: the same input gives the same bytes.
    unsafe context.pointee.flags |= AV_CODEC_FLAG_BITEXACT
    unsafe configure(context)
    for option in options {
      let code = unsafe av_opt_set(context, option.name, option.value, AV_OPT_SEARCH_CHILDREN)
      try encoder.check(code, "av_opt_set \(option.name)")
    }
    try encoder.check(unsafe avcodec_open2(context, codec, nil), "avcodec_open2")
    return encoder
  }

  /// The corresponding C function is `avcodec_free_context`.
  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = unsafe context
    unsafe avcodec_free_context(&context)
  }

  /// Compresses one frame, and hands on each packet that is ready by then.
  ///
  /// The corresponding C functions are `avcodec_send_frame` and `avcodec_receive_packet`.
  func encode(
    _ frame: borrowing Frame, through packet: borrowing Packet, each: (borrowing Packet) throws(MediaError) -> Void
  ) throws(MediaError) {
    try check(unsafe avcodec_send_frame(context, frame.raw), "avcodec_send_frame", at: unsafe frame.raw.pointee.pts)
    try drain(through: packet, each: each)
  }

  /// Hands on what is still held back. Nothing can be encoded afterwards.
  func finish(through packet: borrowing Packet, each: (borrowing Packet) throws(MediaError) -> Void) throws(MediaError) {
    try check(unsafe avcodec_send_frame(context, nil), "avcodec_send_frame")
    try drain(through: packet, each: each)
  }

  private func drain(
    through packet: borrowing Packet, each: (borrowing Packet) throws(MediaError) -> Void
  ) throws(MediaError) {
    while true {
      let code = unsafe avcodec_receive_packet(context, packet.raw)
      // It wants more input, or has none left: both are ordinary ends of a drain.
      if code == clibav_again || code == clibav_end { return }
      try check(code, "avcodec_receive_packet")
      try each(packet)
    }
  }

  private func check(_ code: Int32, _ call: String, at ticks: Int64? = nil) throws(MediaError) {
    guard code < 0 else { return }
    let base = unsafe context.pointee.time_base
    throw MediaError(Libav.cause(call, code), file: file, track: track, time: ticks.flatMap { Timecode(ticks: $0, base: base) })
  }
}
