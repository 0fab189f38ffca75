import CLibav
package import Production

/// One decoded picture.
package struct Picture: ~Copyable {
  package let time: Timecode?
  package let width: Int
  package let height: Int
  package let isKeyFrame: Bool
  private let frame: Frame
  private let file: String

  init(_ frame: consuming Frame, base: AVRational, file: String) {
    let raw = unsafe frame.raw
    time = Timecode(ticks: unsafe raw.pointee.best_effort_timestamp, base: base)
    width = Int(unsafe raw.pointee.width)
    height = Int(unsafe raw.pointee.height)
    isKeyFrame = unsafe raw.pointee.key_frame != 0
    self.frame = frame
    self.file = file
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

  /// Four bytes a pixel, blue, green, red and 255, row after row.
  package func bgra() throws(MediaError) -> [UInt8] {
    let raw = unsafe frame.raw
    let (width, height) = unsafe (raw.pointee.width, raw.pointee.height)
    let source = unsafe PixelConverter.Shape(
      width: width, height: height, format: AVPixelFormat(rawValue: raw.pointee.format),
      matrix: Int32(clamping: raw.pointee.colorspace.rawValue), isFullRange: raw.pointee.color_range == AVCOL_RANGE_JPEG)
    let shape = PixelConverter.Shape(width: width, height: height, format: AV_PIX_FMT_BGRA, isFullRange: true)
    let converter = try PixelConverter(from: source, to: shape, file: file)
    let target = try Frame.picture(width: width, height: height, format: AV_PIX_FMT_BGRA, file: file)
    try converter.convert(frame, into: target)
    return target.packedRows(width: self.width * 4, count: self.height)
  }
}
