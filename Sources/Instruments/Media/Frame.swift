import CLibav

/// The owner of an `AVFrame`: one uncompressed picture, or one piece of sound.
@safe struct Frame: ~Copyable {
  let raw: UnsafeMutablePointer<AVFrame>

  /// An empty one, for a decoder to fill. The corresponding C function is `av_frame_alloc`.
  init(file: String) throws(MediaError) {
    guard let raw = unsafe av_frame_alloc() else {
      throw MediaError(Libav.cause("av_frame_alloc", clibav_no_memory), file: file)
    }
    unsafe self.raw = raw
  }

  /// One with room for a picture. The corresponding C function is `av_frame_get_buffer`.
  static func picture(width: Int32, height: Int32, format: AVPixelFormat, file: String) throws(MediaError) -> Frame {
    let frame = try Frame(file: file)
    unsafe frame.raw.pointee.width = width
    unsafe frame.raw.pointee.height = height
    unsafe frame.raw.pointee.format = format.rawValue
    let code = unsafe av_frame_get_buffer(frame.raw, 0)
    guard code >= 0 else { throw MediaError(Libav.cause("av_frame_get_buffer", code), file: file, track: .picture) }
    return frame
  }

  /// One with room for as much sound as `encoder` takes at once. The corresponding C function is `av_frame_get_buffer`.
  static func sound(for encoder: borrowing Encoder, file: String) throws(MediaError) -> Frame {
    let frame = try Frame(file: file)
    let raw = unsafe frame.raw
    let context = unsafe encoder.context
    unsafe raw.pointee.nb_samples = context.pointee.frame_size
    unsafe raw.pointee.format = context.pointee.sample_fmt.rawValue
    unsafe raw.pointee.sample_rate = context.pointee.sample_rate
    var code = unsafe av_channel_layout_copy(&raw.pointee.ch_layout, &context.pointee.ch_layout)
    if code >= 0 { code = unsafe av_frame_get_buffer(raw, 0) }
    guard code >= 0 else { throw MediaError(Libav.cause("av_frame_get_buffer", code), file: file, track: .sound) }
    return frame
  }

  /// Makes sure that nobody else, an encoder for one, still looks at these bytes. The corresponding C function is `av_frame_make_writable`.
  func makeWritable(file: String) throws(MediaError) {
    let code = unsafe av_frame_make_writable(raw)
    guard code >= 0 else { throw MediaError(Libav.cause("av_frame_make_writable", code), file: file) }
  }

  /// The rows of its first plane without what lies between them.
  func packedRows(width: Int, count: Int) -> [UInt8] {
    guard let plane = unsafe raw.pointee.data.0 else { return [] }
    let stride = Int(unsafe raw.pointee.linesize.0)
    var all: [UInt8] = []
    all.reserveCapacity(count * width)
    for row in 0..<count { unsafe all.append(contentsOf: UnsafeBufferPointer(start: plane + row * stride, count: width)) }
    return all
  }

  /// The corresponding C function is `av_frame_free`.
  deinit {
    var raw: UnsafeMutablePointer<AVFrame>? = unsafe raw
    unsafe av_frame_free(&raw)
  }
}
