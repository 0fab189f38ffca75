import CLibav

/// The owner of an `AVPacket`: one compressed picture, or one compressed piece of sound.
@safe struct Packet: ~Copyable {
  let raw: UnsafeMutablePointer<AVPacket>

  /// The corresponding C function is `av_packet_alloc`.
  init(file: String) throws(MediaError) {
    guard let raw = unsafe av_packet_alloc() else {
      throw MediaError(Libav.cause("av_packet_alloc", clibav_no_memory), file: file)
    }
    unsafe self.raw = raw
  }

  var bytes: [UInt8] {
    guard let data = unsafe raw.pointee.data else { return [] }
    return unsafe Array(UnsafeBufferPointer(start: data, count: Int(raw.pointee.size)))
  }

  /// The corresponding C function is `av_packet_free`.
  deinit {
    var raw: UnsafeMutablePointer<AVPacket>? = unsafe raw
    unsafe av_packet_free(&raw)
  }
}
