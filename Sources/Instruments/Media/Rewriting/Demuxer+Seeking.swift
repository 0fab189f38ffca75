import CLibav
import Production

extension Demuxer {
  /// Goes to the last key picture at or before that time, or to the beginning. The corresponding C function is `av_seek_frame`.
  func seek(to ticks: Int64, of stream: Int32) throws(MediaError) {
    let code = unsafe av_seek_frame(context, stream, ticks, AVSEEK_FLAG_BACKWARD)
    if code >= 0 { return }
    // Where there is no index, or nothing lies before: from the first byte on.
    let first = unsafe avformat_seek_file(context, -1, .min, 0, .max, AVSEEK_FLAG_BYTE)
    guard first >= 0 else { throw MediaError(Libav.cause("av_seek_frame", code), file: file) }
  }

  func stream(_ index: Int32) -> UnsafeMutablePointer<AVStream>? {
    guard index >= 0, unsafe UInt32(index) < context.pointee.nb_streams else { return nil }
    return unsafe context.pointee.streams[Int(index)]
  }
}
