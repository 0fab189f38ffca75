import CLibav
import Glibc
import Production

/// The owner of an `AVFormatContext` that writes a file: an MP4 file with its index first and no edit list, or a sound file.
@safe struct Muxer: ~Copyable {
  let context: UnsafeMutablePointer<AVFormatContext>
  private let bytes: ByteStream
  private let packet: Packet
  private let stream: FileStream
  private let container: Container
  /// Whether what is written is cut into pieces that stand by themselves, where `cut` says so.
  private let isInPieces: Bool
  let file: String

  /// What is written, by libav's name.
  enum Container: String {
    case mp4, mp3, ogg, gif, mov, matroska, webm, wav, flac
    case m4a = "ipod"

    /// Boxes, with an index that can lie first.
    var hasIndex: Bool { [.mp4, .m4a, .mov].contains(self) }
  }

  /// The corresponding C function is `avformat_alloc_output_context2`.
  init(_ stream: FileStream, as container: Container = .mp4, isInPieces: Bool = false, file: String) throws(MediaError) {
    guard let bytes = ByteStream(stream, writes: true) else {
      throw MediaError(Libav.cause("avio_alloc_context", clibav_no_memory), file: file)
    }
    let packet = try Packet(file: file)
    var context: UnsafeMutablePointer<AVFormatContext>?
    let code = unsafe avformat_alloc_output_context2(&context, nil, container.rawValue, nil)
    guard let context = unsafe context else {
      throw MediaError(Libav.cause("avformat_alloc_output_context2", code), file: file)
    }
    unsafe context.pointee.pb = bytes.context
    unsafe context.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
    // It keeps editions and times out of sound files, but in a movie all labels too; there they are kept out one by one.
    if container != .mp4, container != .mov { unsafe context.pointee.flags |= AVFMT_FLAG_BITEXACT }
    unsafe Self.reopenOnlyItself(context)
    unsafe self.context = context
    self.bytes = bytes
    self.packet = packet
    self.stream = stream
    self.container = container
    self.isInPieces = isInPieces
    self.file = file
  }

  /// The corresponding C function is `avformat_free_context`.
  deinit { unsafe avformat_free_context(context) }

  /// To move the index to the front, libav opens the file a second time; it gets the same descriptor and opens nothing.
  private static func reopenOnlyItself(_ context: UnsafeMutablePointer<AVFormatContext>) {
    unsafe context.pointee.io_open = { context, opened, _, flags, _ in
      guard flags & AVIO_FLAG_WRITE == 0, let own = unsafe context?.pointee.pb?.pointee.opaque else { return clibav_refused }
      let sibling = unsafe Unmanaged<FileStream>.fromOpaque(own).takeUnretainedValue().sibling()
      guard let second = unsafe ByteStream.open(sibling, writes: false) else { return clibav_no_memory }
      // Balanced in io_close2: libav holds the sibling for as long as it holds the context.
      _ = unsafe Unmanaged.passRetained(sibling)
      unsafe opened?.pointee = second
      return 0
    }
    unsafe context.pointee.io_close2 = { _, second in
      guard let second = unsafe second, let opaque = unsafe second.pointee.opaque else { return 0 }
      unsafe Unmanaged<FileStream>.fromOpaque(opaque).release()
      unsafe ByteStream.close(second)
      return 0
    }
  }

  /// The corresponding C functions are `avformat_new_stream` and `avcodec_parameters_from_context`.
  func addTrack(of encoder: borrowing Encoder) throws(MediaError) -> Int32 {
    guard let stream = unsafe avformat_new_stream(context, nil) else {
      throw MediaError(Libav.cause("avformat_new_stream", clibav_no_memory), file: file, track: encoder.track)
    }
    let source = unsafe encoder.context
    let code = unsafe avcodec_parameters_from_context(stream.pointee.codecpar, source)
    guard code >= 0 else { throw MediaError(Libav.cause("avcodec_parameters_from_context", code), file: file) }
    unsafe stream.pointee.time_base = unsafe source.pointee.time_base
    return unsafe stream.pointee.index
  }

  /// A track of pictures that are coded already. The corresponding C function is `avformat_new_stream`.
  func addTrack(_ video: VideoTrack, _ parameters: ParameterSets) throws(MediaError) -> Int32 {
    let record = parameters.record
    guard let stream = unsafe avformat_new_stream(context, nil), let target = unsafe stream.pointee.codecpar,
      let extra = unsafe av_mallocz(record.count + Int(AV_INPUT_BUFFER_PADDING_SIZE))
    else { throw MediaError(Libav.cause("avformat_new_stream", clibav_no_memory), file: file, track: .picture) }
    unsafe extra.copyMemory(from: record, byteCount: record.count)
    unsafe target.pointee.extradata = extra.assumingMemoryBound(to: UInt8.self)
    unsafe target.pointee.extradata_size = Int32(record.count)
    unsafe target.pointee.codec_type = AVMEDIA_TYPE_VIDEO
    unsafe target.pointee.codec_id = AV_CODEC_ID_H264
    unsafe target.pointee.format = AV_PIX_FMT_YUV420P.rawValue
    unsafe target.pointee.width = Int32(video.width)
    unsafe target.pointee.height = Int32(video.height)
    unsafe target.pointee.color_range = AVCOL_RANGE_MPEG
    unsafe target.pointee.color_primaries = AVCOL_PRI_BT709
    unsafe target.pointee.color_trc = AVCOL_TRC_BT709
    unsafe target.pointee.color_space = AVCOL_SPC_BT709
    unsafe target.pointee.chroma_location = AVCHROMA_LOC_LEFT
    unsafe target.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    unsafe stream.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    unsafe stream.pointee.avg_frame_rate = AVRational(num: Int32(video.framesPerSecond), den: 1)
    unsafe stream.pointee.time_base = AVRational(num: 1, den: Int32(video.framesPerSecond))
    return unsafe stream.pointee.index
  }

  /// A track of sound that is coded already. The corresponding C function is `avformat_new_stream`.
  func addTrack(_ sound: EncodedSound) throws(MediaError) -> Int32 {
    let count = sound.configuration.count
    guard let stream = unsafe avformat_new_stream(context, nil), let target = unsafe stream.pointee.codecpar,
      let extra = unsafe av_mallocz(count + Int(AV_INPUT_BUFFER_PADDING_SIZE))
    else { throw MediaError(Libav.cause("avformat_new_stream", clibav_no_memory), file: file, track: .sound) }
    unsafe extra.copyMemory(from: sound.configuration, byteCount: count)
    unsafe target.pointee.extradata = extra.assumingMemoryBound(to: UInt8.self)
    unsafe target.pointee.extradata_size = Int32(count)
    unsafe target.pointee.codec_type = AVMEDIA_TYPE_AUDIO
    unsafe target.pointee.codec_id = AV_CODEC_ID_AAC
    unsafe target.pointee.profile = FF_PROFILE_AAC_LOW
    unsafe target.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
    unsafe target.pointee.sample_rate = Int32(sound.samplesPerSecond)
    unsafe target.pointee.frame_size = 1024
    unsafe target.pointee.bit_rate = Int64(SoundTrack.kilobits * 1000)
    unsafe av_channel_layout_default(&target.pointee.ch_layout, 2)
    unsafe stream.pointee.time_base = AVRational(num: 1, den: Int32(sound.samplesPerSecond))
    return unsafe stream.pointee.index
  }

  /// Writes one piece of coded sound that begins at that sample.
  func write(_ sample: ArraySlice<UInt8>, at time: Int64, for duration: Int, rate: Int, to track: Int32) throws(MediaError) {
    try write(sample, at: time, for: Int64(duration), AVRational(num: 1, den: Int32(rate)), isKey: true, .sound, to: track)
  }

  /// Writes one coded picture that is shown for one frame.
  func write(_ sample: ArraySlice<UInt8>, frame: Int64, isKey: Bool, rate: Int, to track: Int32) throws(MediaError) {
    try write(sample, at: frame, for: 1, AVRational(num: 1, den: Int32(rate)), isKey: isKey, .picture, to: track)
  }

  /// Writes the cover, which lies in no track. It may come at any time.
  func write(_ cover: MovieLabels.Cover) throws(MediaError) {
    let tracks = Int32(clamping: unsafe context.pointee.nb_streams)
    let own = (0..<tracks).first { index in
      unsafe (context.pointee.streams[Int(index)]?.pointee.disposition ?? 0) & AV_DISPOSITION_ATTACHED_PIC != 0
    }
    guard let own else { return }
    try write(cover.bytes[...], at: 0, for: 0, AVRational(num: 1, den: 1000), isKey: true, .picture, to: own)
  }

  /// In the order of the file, as it is. The corresponding C functions are `av_new_packet` and `av_write_frame`.
  private func write(
    _ bytes: ArraySlice<UInt8>, at ticks: Int64, for duration: Int64, _ base: AVRational, isKey: Bool, _ kind: MediaError.Track,
    to track: Int32
  ) throws(MediaError) {
    if stream.isCancelled() { throw MediaError(.cancelled, file: file, track: kind) }
    guard let stream = unsafe context.pointee.streams[Int(track)] else { return }
    let time = Timecode(ticks: ticks, base: base)
    try check(unsafe av_new_packet(packet.raw, Int32(clamping: bytes.count)), "av_new_packet", kind, time)
    unsafe bytes.withUnsafeBytes { bytes in
      guard let from = bytes.baseAddress, let to = unsafe packet.raw.pointee.data else { return }
      unsafe UnsafeMutableRawPointer(to).copyMemory(from: from, byteCount: bytes.count)
    }
    unsafe packet.raw.pointee.stream_index = track
    unsafe packet.raw.pointee.pts = ticks
    unsafe packet.raw.pointee.dts = ticks
    unsafe packet.raw.pointee.duration = duration
    unsafe packet.raw.pointee.flags = isKey ? AV_PKT_FLAG_KEY : 0
    unsafe av_packet_rescale_ts(packet.raw, base, stream.pointee.time_base)
    defer { unsafe av_packet_unref(packet.raw) }
    try check(unsafe av_write_frame(context, packet.raw), "av_write_frame", kind, time)
  }

  /// `hold` is how long the last picture of a GIF is seen, in hundredths of a second. `isCopy` says that sound and pictures begin where an
  /// edit list tells, as they did where they come from. The corresponding C function is `avformat_write_header`.
  func begin(hold: Int? = nil, isCopy: Bool = false) throws(MediaError) {
    var options: OpaquePointer?
    defer { unsafe av_dict_free(&options) }
    if let hold { unsafe av_dict_set_int(&options, "final_delay", Int64(hold), 0) }
    let flags = isInPieces ? "+frag_custom+empty_moov+default_base_moof" : "+faststart"
    if container.hasIndex { unsafe av_dict_set(&options, "movflags", flags, 0) }
    // A movie's sound stands where it was given. A sound alone says in an edit list where it begins.
    if container == .mp4, !isCopy { unsafe av_dict_set(&options, "use_editlist", "0", 0) }
    try check(unsafe avformat_write_header(context, &options), "avformat_write_header")
    guard unsafe av_dict_count(options) == 0 else {
      throw MediaError(.refused("libav lacks an option of \(container.rawValue)"), file: file)
    }
  }

  /// Compresses a frame and writes what comes of it, unless it is time to stop.
  func write(_ frame: borrowing Frame, by encoder: borrowing Encoder, to track: Int32) throws(MediaError) {
    if stream.isCancelled() { throw MediaError(.cancelled, file: file, track: encoder.track) }
    try encoder.encode(frame, through: packet) { packet throws(MediaError) in try write(packet, of: encoder, to: track) }
  }

  /// Writes what the encoder still holds back.
  func finish(_ encoder: borrowing Encoder, to track: Int32) throws(MediaError) {
    try encoder.finish(through: packet) { packet throws(MediaError) in
      if stream.isCancelled() { throw MediaError(.cancelled, file: file, track: encoder.track) }
      try write(packet, of: encoder, to: track)
    }
  }

  /// Takes the packet's content. The corresponding C function is `av_interleaved_write_frame`.
  private func write(_ packet: borrowing Packet, of encoder: borrowing Encoder, to track: Int32) throws(MediaError) {
    guard let stream = unsafe context.pointee.streams[Int(track)] else { return }
    unsafe packet.raw.pointee.stream_index = track
    let time = unsafe Timecode(ticks: packet.raw.pointee.pts, base: encoder.context.pointee.time_base)
    unsafe av_packet_rescale_ts(packet.raw, encoder.context.pointee.time_base, stream.pointee.time_base)
    try check(unsafe av_interleaved_write_frame(context, packet.raw), "av_interleaved_write_frame", encoder.track, time)
  }

  /// Ends a piece, and tells how much is written by then. The corresponding C functions are `av_write_frame`, `avio_flush` and `avio_tell`.
  func cut() throws(MediaError) -> Int {
    try check(unsafe av_write_frame(context, nil), "av_write_frame")
    unsafe avio_flush(bytes.context)
    try check(unsafe bytes.context.pointee.error, "avio_flush")
    return Int(unsafe avio_seek(bytes.context, 0, SEEK_CUR))
  }

  /// Writes the index. The corresponding C functions are `av_write_trailer` and `avio_flush`.
  func end() throws(MediaError) {
    try check(unsafe av_write_trailer(context), "av_write_trailer")
    unsafe avio_flush(bytes.context)
    try check(unsafe bytes.context.pointee.error, "avio_flush")
  }

  func check(
    _ code: Int32, _ call: String, _ track: MediaError.Track? = nil, _ time: Timecode? = nil
  ) throws(MediaError) {
    guard code < 0 else { return }
    throw MediaError(Libav.cause(call, code), file: file, track: track, time: time)
  }
}
