import CLibav
package import Production

extension Footage {
  /// The picture that is seen at a moment, upright, in that size: BGRA bytes, row after row without gaps; the last one, or the first, where
  /// none is. Nil where none can be decoded. The moment counts from the footage's beginning.
  package func still(at moment: Timecode, size: StillPicture.Size) throws(MediaError) -> [UInt8]? {
    guard let picture, let turn = facts.picture?.turn else { return nil }
    let base = base(picture)
    let wanted = av_rescale_q((facts.start + moment).microseconds, AVRational(num: 1, den: 1_000_000), base)
    let stored = turn.upright(size)
    let seen = try Frame(file: file)
    var isSeen = false
    // A picture stays until the next one comes, whatever it says of how long it is shown.
    try decodePictures(from: wanted) { (frame, shown) throws(MediaError) in
      if isSeen, shown > wanted { return false }
      unsafe av_frame_unref(seen.raw)
      let code = unsafe av_frame_ref(seen.raw, frame.raw)
      guard code >= 0 else { throw MediaError(Libav.cause("av_frame_ref", code), file: file, track: .picture) }
      isSeen = true
      return shown != clibav_no_time && shown <= wanted
    }
    guard isSeen else { return nil }
    return turn.turned(try Picture(seen, base: base, file: file).bgra(scaledTo: stored), size: stored)
  }
}
