import CLibav
package import Production

/// One decoded picture.
package struct Picture: ~Copyable {
  package let time: Timecode?
  package let width: Int
  package let height: Int
  package let isKeyFrame: Bool
  let frame: Frame
  let file: String

  init(_ frame: consuming Frame, base: AVRational, file: String) {
    let raw = unsafe frame.raw
    time = Timecode(ticks: unsafe raw.pointee.best_effort_timestamp, base: base)
    width = Int(unsafe raw.pointee.width)
    height = Int(unsafe raw.pointee.height)
    isKeyFrame = unsafe raw.pointee.key_frame != 0
    self.frame = frame
    self.file = file
  }

  /// Another frame in the place of that picture's.
  init(_ frame: consuming Frame, like picture: borrowing Picture) {
    (time, width, height) = (picture.time, picture.width, picture.height)
    isKeyFrame = picture.isKeyFrame
    file = picture.file
    self.frame = frame
  }

  /// The brightness of each pixel as it was coded, row after row.
  package func luma() throws(MediaError) -> [UInt8] {
    let raw = unsafe frame.raw
    let known = [AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUV422P, AV_PIX_FMT_YUV444P, AV_PIX_FMT_NV12]
    guard known.contains(where: { unsafe $0.rawValue == raw.pointee.format }) else {
      throw MediaError(
        .refused("the brightness of pixel format \(unsafe raw.pointee.format)"), file: file, track: .picture, time: time)
    }
    return frame.packedRows(width: width, count: height)
  }

  /// Four bytes a pixel, blue, green, red and 255, row after row, in the colours of a screen; in another size, where one is asked for.
  package func bgra(scaledTo size: StillPicture.Size? = nil) throws(MediaError) -> [UInt8] {
    let raw = unsafe frame.raw
    let source = shape
    let (width, height) = (size?.width ?? width, size?.height ?? height)
    guard (1...16_384).contains(width), (1...16_384).contains(height) else {
      throw MediaError(.misfit("\(width)x\(height) pixels"), file: file, track: .picture, time: time)
    }
    let shape = PixelConverter.Shape(width: Int32(width), height: Int32(height), format: AV_PIX_FMT_BGRA, isFullRange: true)
    let converter = try PixelConverter(from: source, to: shape, file: file)
    let target = try Frame.picture(width: shape.width, height: shape.height, format: AV_PIX_FMT_BGRA, file: file)
    try converter.convert(frame, into: target)
    var pixels = target.packedRows(width: width * 4, count: height)
    unsafe ToneMap(transfer: raw.pointee.color_trc)?.apply(to: &pixels)
    return pixels
  }

  /// How its pixels lie.
  var shape: PixelConverter.Shape {
    let raw = unsafe frame.raw
    return unsafe PixelConverter.Shape(
      width: raw.pointee.width, height: raw.pointee.height, format: AVPixelFormat(rawValue: raw.pointee.format), matrix: matrix,
      isFullRange: raw.pointee.color_range == AVCOL_RANGE_JPEG
        || AVPixelFormat(rawValue: raw.pointee.format) == AV_PIX_FMT_YUVJ420P)
  }

  /// What most players take for one that does not say: large pictures are BT.709, small ones BT.601.
  private var matrix: Int32 {
    let said = unsafe frame.raw.pointee.colorspace
    if said == AVCOL_SPC_UNSPECIFIED { return height >= 720 || width >= 1280 ? SWS_CS_ITU709 : SWS_CS_ITU601 }
    return Int32(clamping: said.rawValue)
  }
}
