import CLibav
import Production

/// The owner of an `AVFormatContext` that takes a file apart. It reads the one descriptor it was given, and can open nothing else.
@safe struct Demuxer: ~Copyable {
  let context: UnsafeMutablePointer<AVFormatContext>
  let file: String
  private let bytes: ByteStream
  /// Kept alive here: libav asks it, unretained, whether to stop.
  private let stream: FileStream

  /// The corresponding C functions are `avformat_open_input` and `avformat_find_stream_info`.
  static func open(_ stream: FileStream, file: String, limits: ReadingLimits) throws(MediaError) -> Demuxer {
    guard let bytes = ByteStream(stream, writes: false) else {
      throw MediaError(Libav.cause("avio_alloc_context", clibav_no_memory), file: file)
    }
    var context = unsafe avformat_alloc_context()
    unsafe context?.pointee.pb = bytes.context
    unsafe context?.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
    unsafe context?.pointee.interrupt_callback = AVIOInterruptCB(
      callback: { opaque in
        guard let opaque = unsafe opaque else { return 0 }
        return unsafe Unmanaged<FileStream>.fromOpaque(opaque).takeUnretainedValue().isCancelled() ? 1 : 0
      }, opaque: unsafe Unmanaged.passUnretained(stream).toOpaque())
    // A playlist, a reference, an external subtitle: there is nothing that they could open.
    unsafe context?.pointee.io_open = { _, _, _, _, _ in clibav_refused }
    var options = unsafe Self.options(limits)
    defer { unsafe av_dict_free(&options) }
    // On failure libav frees the context itself.
    let code = unsafe avformat_open_input(&context, "", nil, &options)
    guard code >= 0, let context = unsafe context else {
      throw MediaError(Libav.cause("avformat_open_input", code), file: file)
    }
    let demuxer = unsafe Demuxer(context: context, file: file, bytes: bytes, stream: stream)
    try demuxer.look(limits)
    return demuxer
  }

  private init(
    context: UnsafeMutablePointer<AVFormatContext>, file: String, bytes: consuming ByteStream, stream: FileStream
  ) {
    unsafe self.context = context
    self.file = file
    self.bytes = bytes
    self.stream = stream
  }

  /// The corresponding C function is `avformat_close_input`.
  deinit {
    var context: UnsafeMutablePointer<AVFormatContext>? = unsafe context
    unsafe avformat_close_input(&context)
  }

  private static func options(_ limits: ReadingLimits) -> OpaquePointer? {
    var options: OpaquePointer?
    unsafe av_dict_set(&options, "format_whitelist", limits.formats, 0)
    unsafe av_dict_set(&options, "codec_whitelist", limits.decoders, 0)
    unsafe av_dict_set(&options, "protocol_whitelist", "file", 0)
    unsafe av_dict_set_int(&options, "max_streams", Int64(limits.streams), 0)
    return unsafe options
  }

  /// Lets libav decode the first pictures to learn what the header does not tell; the limits hold there too.
  private func look(_ limits: ReadingLimits) throws(MediaError) {
    var options = unsafe [OpaquePointer?](repeating: nil, count: Int(unsafe context.pointee.nb_streams))
    for index in unsafe options.indices {
      unsafe av_dict_set_int(&options[index], "max_pixels", Int64(limits.pixels), 0)
      unsafe av_dict_set(&options[index], "threads", "1", 0)
    }
    let code = unsafe options.withUnsafeMutableBufferPointer { unsafe avformat_find_stream_info(context, $0.baseAddress) }
    for index in unsafe options.indices { unsafe av_dict_free(&options[index]) }
    guard code >= 0 else { throw MediaError(Libav.cause("avformat_find_stream_info", code), file: file) }
  }

  enum Outcome {
    case packet
    case end
  }

  /// The corresponding C function is `av_read_frame`.
  func read(into packet: borrowing Packet) throws(MediaError) -> Outcome {
    unsafe av_packet_unref(packet.raw)
    if stream.isCancelled() { throw MediaError(.cancelled, file: file) }
    let code = unsafe av_read_frame(context, packet.raw)
    if code == clibav_end { return .end }
    guard code >= 0 else { throw MediaError(Libav.cause("av_read_frame", code), file: file) }
    guard unsafe packet.raw.pointee.flags & AV_PKT_FLAG_CORRUPT == 0 else {
      throw MediaError(.damaged("the file ends in the middle of a packet, or holds a broken one"), file: file)
    }
    try believe(packet)
    return .packet
  }

  /// What a file says is not believed where one could no longer reckon with it.
  private func believe(_ packet: borrowing Packet) throws(MediaError) {
    let raw = unsafe packet.raw
    let most: Int64 = 1 << 52
    for time in unsafe [raw.pointee.pts, raw.pointee.dts] where time != clibav_no_time && time.magnitude >= most {
      throw MediaError(.damaged("a packet with a time that cannot be"), file: file)
    }
    if unsafe !(0..<most).contains(raw.pointee.duration) { unsafe raw.pointee.duration = 0 }
  }
}
