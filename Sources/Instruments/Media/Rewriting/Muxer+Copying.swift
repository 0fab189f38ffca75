import CLibav
import Production

extension Muxer {
  /// A track for packets that are taken over from another file, with all that is told of it there: how it is turned, its colours, its
  /// language, what it is for. `configuration` replaces what a decoder must know first.
  ///
  /// The corresponding C functions are `avformat_new_stream` and `avcodec_parameters_copy`.
  func addTrack(copying source: UnsafeMutablePointer<AVStream>, configuration: [UInt8]? = nil) throws(MediaError) -> Int32 {
    guard let stream = unsafe avformat_new_stream(context, nil), let target = unsafe stream.pointee.codecpar else {
      throw MediaError(Libav.cause("avformat_new_stream", clibav_no_memory), file: file)
    }
    try check(unsafe avcodec_parameters_copy(target, source.pointee.codecpar), "avcodec_parameters_copy")
    // The short name of a coding is another one in another kind of file.
    let known = unsafe context.pointee.oformat.pointee.codec_tag
    if unsafe av_codec_get_id(known, target.pointee.codec_tag) != target.pointee.codec_id {
      unsafe target.pointee.codec_tag = 0
    }
    if let configuration { try unsafe give(configuration, to: target) }
    try unsafe describe(stream, like: source)
    unsafe stream.pointee.time_base = source.pointee.time_base
    return unsafe stream.pointee.index
  }

  func give(_ configuration: [UInt8], to target: UnsafeMutablePointer<AVCodecParameters>) throws(MediaError) {
    guard let bytes = unsafe av_mallocz(configuration.count + Int(AV_INPUT_BUFFER_PADDING_SIZE)) else {
      throw MediaError(Libav.cause("av_mallocz", clibav_no_memory), file: file)
    }
    unsafe bytes.copyMemory(from: configuration, byteCount: configuration.count)
    unsafe av_freep(&target.pointee.extradata)
    unsafe target.pointee.extradata = bytes.assumingMemoryBound(to: UInt8.self)
    unsafe target.pointee.extradata_size = Int32(configuration.count)
  }

  /// What stands beside the bytes. The corresponding C functions are `av_dict_copy` and `av_stream_new_side_data`.
  func describe(
    _ stream: UnsafeMutablePointer<AVStream>, like source: UnsafeMutablePointer<AVStream>
  ) throws(MediaError) {
    try check(unsafe av_dict_copy(&stream.pointee.metadata, source.pointee.metadata, 0), "av_dict_copy")
    unsafe stream.pointee.disposition = source.pointee.disposition
    unsafe stream.pointee.sample_aspect_ratio = source.pointee.sample_aspect_ratio
    unsafe stream.pointee.avg_frame_rate = source.pointee.avg_frame_rate
    for index in 0..<Int(unsafe source.pointee.nb_side_data) {
      let side = unsafe source.pointee.side_data[index]
      guard unsafe Self.lasting.contains(side.type.rawValue), let bytes = unsafe side.data,
        let place = unsafe av_stream_new_side_data(stream, side.type, side.size)
      else { continue }
      unsafe place.update(from: bytes, count: side.size)
    }
  }

  /// How pictures are turned, and how bright they are meant to be.
  private static let lasting: Set<UInt32> = [
    AV_PKT_DATA_DISPLAYMATRIX.rawValue, AV_PKT_DATA_MASTERING_DISPLAY_METADATA.rawValue,
    AV_PKT_DATA_CONTENT_LIGHT_LEVEL.rawValue, AV_PKT_DATA_STEREO3D.rawValue, AV_PKT_DATA_SPHERICAL.rawValue,
    AV_PKT_DATA_DOVI_CONF.rawValue,
  ]

  /// What the file says of itself.
  func describe(like source: borrowing Demuxer) throws(MediaError) {
    try check(unsafe av_dict_copy(&context.pointee.metadata, source.context.pointee.metadata, 0), "av_dict_copy")
    // These say of the old file what is not true of the new one, or nothing at all.
    for key in ["major_brand", "minor_version", "compatible_brands", "encoder"] {
      unsafe av_dict_set(&context.pointee.metadata, key, nil, 0)
    }
    try check(unsafe av_dict_set(&context.pointee.metadata, "encoding_tool", "Dropreel", 0), "av_dict_set")
  }

  /// A file's chapters as far as they lie in the range, which begins at `offset` in the new one.
  func takeChapters(
    of source: borrowing Demuxer, from origin: Timecode, until end: Timecode?, to offset: Timecode
  ) throws(MediaError) {
    for index in 0..<Int(unsafe source.context.pointee.nb_chapters) {
      guard let chapter = unsafe source.context.pointee.chapters[index] else { continue }
      let base = unsafe chapter.pointee.time_base
      guard let start = Timecode(ticks: unsafe chapter.pointee.start, base: base),
        let stop = Timecode(ticks: unsafe chapter.pointee.end, base: base), stop > origin, end.map({ start < $0 }) ?? true
      else { continue }
      let title = unsafe av_dict_get(chapter.pointee.metadata, "title", nil, 0)?.pointee.value
      try add(
        Chapter(start: max(start - origin, .zero) + offset, title: unsafe title.map { unsafe String(cString: $0) } ?? ""),
        until: min(stop, end ?? stop) - origin + offset)
    }
  }

  /// Writes a packet whose times are in `base` already counted from the new beginning. Takes its content.
  ///
  /// The corresponding C function is `av_interleaved_write_frame`.
  func write(taking packet: borrowing Packet, base: AVRational, to track: Int32, _ kind: MediaError.Track?) throws(MediaError) {
    guard let stream = unsafe context.pointee.streams[Int(track)] else { return }
    unsafe packet.raw.pointee.stream_index = track
    unsafe packet.raw.pointee.pos = -1
    let time = Timecode(ticks: unsafe packet.raw.pointee.pts, base: base)
    unsafe av_packet_rescale_ts(packet.raw, base, stream.pointee.time_base)
    try check(unsafe av_interleaved_write_frame(context, packet.raw), "av_interleaved_write_frame", kind, time)
  }
}
