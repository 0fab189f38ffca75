import CLibav
import Production

/// The owner of an `AVFormatContext` that takes a file apart. It reads the one descriptor it was given, and can open nothing else.
@safe struct Demuxer: ~Copyable {
  let context: UnsafeMutablePointer<AVFormatContext>
  let file: String
  private let bytes: ByteStream
  /// Kept alive here: libav asks it, unretained, whether to stop.
  private let stream: FileStream
  /// Of formats whose times may leap, where that is forgiven.
  let clock: LeapingClock?
  private let isForgiving: Bool

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
    guard code >= 0, let context = unsafe context else { throw Self.unopened(code, file: file, limits) }
    let demuxer = unsafe Demuxer(
      context: context, file: file, bytes: bytes, stream: stream, isForgiving: limits.isForgiving)
    try demuxer.look(limits)
    return demuxer
  }

  private init(
    context: UnsafeMutablePointer<AVFormatContext>, file: String, bytes: consuming ByteStream, stream: FileStream,
    isForgiving: Bool
  ) {
    unsafe self.context = context
    self.file = file
    self.bytes = bytes
    self.stream = stream
    self.isForgiving = isForgiving
    let leaps = unsafe (context.pointee.iformat?.pointee.flags ?? 0) & AVFMT_TS_DISCONT != 0
    clock = isForgiving && leaps ? LeapingClock() : nil
  }

  /// What a file asks for before anything of it was read is its own doing: it has too many tracks, or is broken where it says how much it holds.
  private static func unopened(_ code: Int32, file: String, _ limits: ReadingLimits) -> MediaError {
    let cause = Libav.cause("avformat_open_input", code)
    guard case .call(_, _, _, let complaint) = cause else { return MediaError(cause, file: file) }
    if complaint.contains("max_streams") { return MediaError(.refused("more than \(limits.streams) tracks"), file: file) }
    if complaint.contains("not on whitelist") {
      return MediaError(.refused("none of the kinds of files that are read"), file: file)
    }
    return code == clibav_no_memory
      ? MediaError(.damaged("its index asks for too much memory"), file: file) : MediaError(cause, file: file)
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

  /// How often in a row it may fail to find the next packet, where damage is passed over.
  private static let mostFailures = 50

  /// The corresponding C function is `av_read_frame`.
  func read(into packet: borrowing Packet) throws(MediaError) -> Outcome {
    for failures in 0... {
      unsafe av_packet_unref(packet.raw)
      if stream.isCancelled() { throw MediaError(.cancelled, file: file) }
      let code = unsafe av_read_frame(context, packet.raw)
      if code == clibav_end { return .end }
      if code >= 0 { break }
      let error = MediaError(Libav.cause("av_read_frame", code), file: file)
      guard isForgiving, error.kind == .input else { throw error }
      if failures >= Self.mostFailures { return .end }
    }
    guard unsafe isForgiving || packet.raw.pointee.flags & AV_PKT_FLAG_CORRUPT == 0 else {
      throw MediaError(.damaged("the file ends in the middle of a packet, or holds a broken one"), file: file)
    }
    guard unsafe av_packet_get_side_data(packet.raw, AV_PKT_DATA_ENCRYPTION_INFO, nil) == nil else {
      throw MediaError(.locked, file: file)
    }
    try believe(packet)
    if let clock, let stream = unsafe context.pointee.streams[Int(packet.raw.pointee.stream_index)] {
      let kind = unsafe stream.pointee.codecpar?.pointee.codec_type
      let isLeading = kind == AVMEDIA_TYPE_VIDEO || kind == AVMEDIA_TYPE_AUDIO
      unsafe clock.follow(packet, base: stream.pointee.time_base, isLeading: isLeading)
    }
    return .packet
  }

  /// What a file says is not believed where one could no longer reckon with it.
  private func believe(_ packet: borrowing Packet) throws(MediaError) {
    let raw = unsafe packet.raw
    let most: Int64 = 1 << 52
    func isAbsurd(_ time: Int64) -> Bool { time != clibav_no_time && time.magnitude >= most }
    if unsafe isAbsurd(raw.pointee.pts) || isAbsurd(raw.pointee.dts) {
      guard isForgiving else { throw MediaError(.damaged("a packet with a time that cannot be"), file: file) }
      unsafe raw.pointee.pts = clibav_no_time
      unsafe raw.pointee.dts = clibav_no_time
    }
    if unsafe !(0..<most).contains(raw.pointee.duration) { unsafe raw.pointee.duration = 0 }
  }
}
