import CLibav
import Production

/// The owner of an `AVCodecContext` that decodes one stream. It, and all that it makes, stay on one thread.
///
/// It is a class because the compiler of today cannot borrow an optional value that has one owner.
@safe final class Decoder {
  let index: Int32
  let base: AVRational
  private let context: UnsafeMutablePointer<AVCodecContext>
  private let track: MediaError.Track
  private let file: String

  /// The corresponding C functions are `avcodec_find_decoder`, `avcodec_parameters_to_context` and `avcodec_open2`.
  static func open(
    _ stream: UnsafeMutablePointer<AVStream>, track: MediaError.Track, file: String, limits: ReadingLimits
  ) throws(MediaError) -> Decoder {
    guard let parameters = unsafe stream.pointee.codecpar, let codec = unsafe avcodec_find_decoder(parameters.pointee.codec_id)
    else { throw MediaError(.refused("a coding without a decoder"), file: file, track: track) }
    guard let context = unsafe avcodec_alloc_context3(codec) else {
      throw MediaError(Libav.cause("avcodec_alloc_context3", clibav_no_memory), file: file, track: track)
    }
    let decoder = unsafe Decoder(
      index: stream.pointee.index, base: stream.pointee.time_base, context: context, track: track, file: file)
    try decoder.check(unsafe avcodec_parameters_to_context(context, parameters), "avcodec_parameters_to_context")
    unsafe context.pointee.thread_count = Int32(clamping: max(1, limits.threads))
    unsafe context.pointee.max_pixels = Int64(limits.pixels)
    var options: OpaquePointer?
    defer { unsafe av_dict_free(&options) }
    unsafe av_dict_set(&options, "codec_whitelist", limits.decoders, 0)
    try decoder.check(unsafe avcodec_open2(context, codec, &options), "avcodec_open2")
    return decoder
  }

  private init(
    index: Int32, base: AVRational, context: UnsafeMutablePointer<AVCodecContext>, track: MediaError.Track, file: String
  ) {
    self.index = index
    self.base = base
    unsafe self.context = context
    self.track = track
    self.file = file
  }

  /// The corresponding C function is `avcodec_free_context`.
  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = unsafe context
    unsafe avcodec_free_context(&context)
  }

  /// Gives it the next packet; all that it has ready must have been received before. The corresponding C function is `avcodec_send_packet`.
  func send(_ packet: borrowing Packet) throws(MediaError) {
    let time = Timecode(ticks: unsafe packet.raw.pointee.pts, base: base)
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

  /// The corresponding C function is `avcodec_receive_frame`.
  func receive(into frame: borrowing Frame) throws(MediaError) -> Outcome {
    let code = unsafe avcodec_receive_frame(context, frame.raw)
    if code == clibav_again { return .needsInput }
    if code == clibav_end { return .end }
    try check(code, "avcodec_receive_frame")
    return .frame
  }

  private func check(_ code: Int32, _ call: String, at time: Timecode? = nil) throws(MediaError) {
    guard code < 0 else { return }
    throw MediaError(Libav.cause(call, code), file: file, track: track, time: time)
  }
}
