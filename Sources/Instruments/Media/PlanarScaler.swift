import CLibav

/// The owner of a `SwsContext` that makes one picture of a film out of another of a different size. It stays on one thread.
@safe package final class PlanarScaler {
  private let context: OpaquePointer
  private let file: String

  /// The corresponding C function is `sws_getContext`.
  package init(from source: VideoTrack, to target: VideoTrack, file: String) throws(MediaError) {
    Libav.hush()
    try source.check(file: file)
    try target.check(file: file)
    let context = unsafe sws_getContext(
      Int32(source.width), Int32(source.height), AV_PIX_FMT_YUV420P, Int32(target.width), Int32(target.height),
      AV_PIX_FMT_YUV420P,
      SWS_BICUBIC, nil, nil, nil)
    guard let context = unsafe context else {
      throw MediaError(Libav.cause("sws_getContext", clibav_no_memory), file: file, track: .picture)
    }
    unsafe self.context = context
    self.file = file
  }

  /// The corresponding C function is `sws_freeContext`.
  deinit { unsafe sws_freeContext(context) }

  /// The corresponding C function is `sws_scale`.
  package func scale(_ picture: borrowing PlanarPicture, to other: inout PlanarPicture) throws(MediaError) {
    let (width, otherWidth) = (Int32(picture.width), Int32(other.width))
    let from = unsafe [UnsafePointer(picture.luma), UnsafePointer(picture.blue), UnsafePointer(picture.red), nil]
    let to = unsafe [other.luma, other.blue, other.red, nil] as [UnsafeMutablePointer<UInt8>?]
    let rows = unsafe sws_scale(
      context, from, [width, width / 2, width / 2, 0], 0, Int32(picture.height), to,
      [otherWidth, otherWidth / 2, otherWidth / 2, 0])
    guard rows == Int32(other.height) else {
      throw MediaError(Libav.cause("sws_scale", min(rows, -1)), file: file, track: .picture)
    }
  }
}
