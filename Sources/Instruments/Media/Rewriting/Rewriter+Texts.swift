import CLibav
import Production

extension Rewriter {
  /// Subtitles are taken over, or brought into MP4's own form where they are text.
  func openTexts() throws(MediaError) -> [TextTrackOut] {
    if case .none = plan.pictures { return [] }
    var tracks: [TextTrackOut] = []
    for (place, index) in reference.texts.enumerated() {
      guard let stream = unsafe reference.stream(index) else { continue }
      let codec = reference.facts.streams[Int(index)].codec
      if unsafe reel.takes(stream) {
        tracks.append(
          TextTrackOut(track: try unsafe reel.muxer.addTrack(copying: stream, configuration: nil), place: place, isTurned: false))
      } else if SubtitleText.isText(codec), ["mp4", "mov"].contains(facts.ending) {
        tracks.append(TextTrackOut(track: try unsafe reel.muxer.addTextTrack(like: stream), place: place, isTurned: true))
      }
    }
    return tracks
  }

  func take(text packet: borrowing Packet, _ span: MeasuredClip, _ out: TextTrackOut) throws(MediaError) {
    let raw = unsafe packet.raw
    let index = unsafe raw.pointee.stream_index
    let base = span.footage.base(index)
    guard unsafe raw.pointee.pts != clibav_no_time else { return }
    let micro = AVRational(num: 1, den: 1_000_000)
    var start = unsafe raw.pointee.pts
    var stop = unsafe start + max(0, raw.pointee.duration)
    if span.isCut {
      start = max(start, av_rescale_q(span.origin.microseconds, micro, base))
      if let end = span.end { stop = min(stop, av_rescale_q(end.microseconds, micro, base)) }
      guard stop > start else { return }
    }
    let codec = span.footage.facts.streams[Int(index)].codec
    let isAlike = codec == reference.facts.streams[Int(reference.texts[out.place])].codec
    guard isAlike || out.isTurned && SubtitleText.isText(codec) else { return }
    let shift = shift(span, base)
    let target = try Packet(file: file)
    let bytes = out.isTurned ? SubtitleText.sample(of: packet.bytes, codec: codec) : packet.bytes
    let code = unsafe av_new_packet(target.raw, Int32(clamping: bytes.count))
    guard code >= 0 else { throw MediaError(Libav.cause("av_new_packet", code), file: file) }
    unsafe bytes.withUnsafeBytes { bytes in
      guard let from = bytes.baseAddress, let to = unsafe target.raw.pointee.data else { return }
      unsafe UnsafeMutableRawPointer(to).copyMemory(from: from, byteCount: bytes.count)
    }
    unsafe target.raw.pointee.pts = start &+ shift
    unsafe target.raw.pointee.dts = start &+ shift
    unsafe target.raw.pointee.duration = stop &- start
    unsafe target.raw.pointee.flags = AV_PKT_FLAG_KEY
    try reel.write(target, base: base, to: out.track, nil)
  }

  func openCover() throws(MediaError) -> Int32? {
    if case .none = plan.pictures { return nil }
    guard let cover = reference.cover, let stream = unsafe reference.stream(cover), unsafe reel.takes(stream) else { return nil }
    return try unsafe reel.muxer.addTrack(copying: stream, configuration: nil)
  }

  /// The cover lies in no time. The corresponding C function is `av_packet_ref`.
  func write(_ track: Int32) throws(MediaError) {
    guard let cover = reference.cover, let stream = unsafe reference.stream(cover) else { return }
    let copy = try Packet(file: file)
    let code = unsafe av_packet_ref(copy.raw, &stream.pointee.attached_pic)
    guard code >= 0 else { throw MediaError(Libav.cause("av_packet_ref", code), file: file) }
    unsafe copy.raw.pointee.pts = 0
    unsafe copy.raw.pointee.dts = 0
    try reel.write(copy, base: reference.base(cover), to: track, nil)
  }
}
