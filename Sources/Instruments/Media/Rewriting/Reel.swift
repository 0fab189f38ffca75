import CLibav
import Production

/// A movie that is being written out of packets, in whatever order the parts come: it sees to it that times only grow.
final class Reel {
  let muxer: Muxer
  private var output: OutputFile
  private let stream: FileStream
  private var latest: [Int32: Int64] = [:]

  init(path: String, as container: Muxer.Container, isCancelled: @escaping () -> Bool) throws(MediaError) {
    let output = try OutputFile(path: path)
    stream = FileStream(descriptor: output.descriptor, isCancelled: isCancelled)
    muxer = try Muxer(stream, as: container, file: path)
    self.output = output
  }

  /// Whether a coding may stand in this kind of file. The corresponding C function is `avformat_query_codec`.
  func takes(_ stream: UnsafeMutablePointer<AVStream>) -> Bool {
    guard let id = unsafe stream.pointee.codecpar?.pointee.codec_id else { return false }
    return unsafe avformat_query_codec(muxer.context.pointee.oformat, id, FF_COMPLIANCE_NORMAL) == 1
  }

  /// Takes the packet's content. Its times are in `base`, counted from the movie's beginning.
  func write(_ packet: borrowing Packet, base: AVRational, to track: Int32, _ kind: MediaError.Track?) throws(MediaError) {
    if stream.isCancelled() { throw MediaError(.cancelled, file: muxer.file, track: kind) }
    guard let target = unsafe muxer.context.pointee.streams[Int(track)] else { return }
    let raw = unsafe packet.raw
    unsafe av_packet_rescale_ts(raw, base, target.pointee.time_base)
    if unsafe raw.pointee.dts == clibav_no_time { unsafe raw.pointee.dts = raw.pointee.pts }
    if let last = latest[track], unsafe raw.pointee.dts <= last { unsafe raw.pointee.dts = last + 1 }
    if unsafe raw.pointee.pts < raw.pointee.dts { unsafe raw.pointee.pts = raw.pointee.dts }
    latest[track] = unsafe raw.pointee.dts
    try unsafe muxer.write(taking: packet, base: target.pointee.time_base, to: track, kind)
  }

  func finish() throws(MediaError) {
    try muxer.end()
    output.keep()
  }
}
