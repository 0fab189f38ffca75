import CLibav

/// Turns pixels into the bytes of a JPEG or PNG file, at their own size or another.
///
/// Pixels are BGRA bytes, row after row; alpha is not looked at.
package enum StillPicture {
  package struct Size: Hashable, Sendable {
    package let width: Int
    package let height: Int

    package init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }

  /// A JPEG with its colours at half the size (4:2:0) and full range, as every viewer expects them; `quality` is from 1 to 100.
  package static func jpeg(
    _ pixels: RawSpan, stride: Int, size: Size, scaledTo target: Size? = nil, quality: Int = 90
  ) throws(MediaError) -> [UInt8] {
    // JPEG's quantiser goes from 1, the best, to 31.
    let quantiser = Int32(31 - 30 * max(1, min(100, quality)) / 100)
    let form = Form(name: "mjpeg", format: AV_PIX_FMT_YUV420P, matrix: SWS_CS_ITU601, isFullRange: true, quantiser: quantiser)
    return try encode(pixels, stride: stride, size: size, target: target ?? size, as: form)
  }

  /// A PNG of 24 bits a pixel, without loss when the size stays.
  package static func png(
    _ pixels: RawSpan, stride: Int, size: Size, scaledTo target: Size? = nil
  ) throws(MediaError) -> [UInt8] {
    let form = Form(name: "png", format: AV_PIX_FMT_RGB24, matrix: SWS_CS_ITU709, isFullRange: true, quantiser: nil)
    return try encode(pixels, stride: stride, size: size, target: target ?? size, as: form)
  }

  /// The picture as films have it: brightness, blue, red, one plane behind the other, 4:2:0 in BT.709 and limited range.
  package static func planes(_ pixels: RawSpan, stride: Int, size: Size) throws(MediaError) -> [UInt8] {
    var picture = try PlanarPicture(VideoTrack(width: size.width, height: size.height, framesPerSecond: 1), file: "a picture")
    try picture.draw(pixels, stride: stride)
    return picture.bytes
  }

  /// The same pixels in another size: BGRA bytes, row after row without gaps.
  package static func scaled(
    _ pixels: RawSpan, stride: Int, size: Size, to target: Size
  ) throws(MediaError) -> [UInt8] {
    let file = "a picture"
    let (width, height) = try sides(of: target, file: file)
    let (sourceWidth, sourceHeight) = try sides(of: size, file: file)
    let converter = try PixelConverter(
      from: .init(width: sourceWidth, height: sourceHeight, format: AV_PIX_FMT_BGR0, isFullRange: true),
      to: .init(width: width, height: height, format: AV_PIX_FMT_BGR0, isFullRange: true), file: file)
    let frame = try Frame.picture(width: width, height: height, format: AV_PIX_FMT_BGR0, file: file)
    try converter.convert(pixels, stride: stride, into: frame)
    return frame.packedRows(width: target.width * 4, count: target.height)
  }

  private struct Form {
    let name: String
    let format: AVPixelFormat
    let matrix: Int32
    let isFullRange: Bool
    let quantiser: Int32?
  }

  private static func encode(
    _ pixels: RawSpan, stride: Int, size: Size, target: Size, as form: Form
  ) throws(MediaError) -> [UInt8] {
    Libav.hush()
    let file = "a \(form.name) picture"
    let (width, height) = try sides(of: target, file: file)
    let (sourceWidth, sourceHeight) = try sides(of: size, file: file)
    let converter = try PixelConverter(
      from: .init(width: sourceWidth, height: sourceHeight, format: AV_PIX_FMT_BGR0, isFullRange: true),
      to: .init(width: width, height: height, format: form.format, matrix: form.matrix, isFullRange: form.isFullRange),
      file: file)
    let frame = try Frame.picture(width: width, height: height, format: form.format, file: file)
    try converter.convert(pixels, stride: stride, into: frame)
    let encoder = try unsafe Encoder.open(form.name, track: .picture, file: file) { context in
      unsafe context.pointee.width = width
      unsafe context.pointee.height = height
      unsafe context.pointee.pix_fmt = form.format
      unsafe context.pointee.time_base = AVRational(num: 1, den: 1)
      unsafe context.pointee.color_range = form.isFullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG
      guard let quantiser = form.quantiser else { return }
      unsafe context.pointee.flags |= AV_CODEC_FLAG_QSCALE
      unsafe context.pointee.qmin = 1
      unsafe context.pointee.global_quality = quantiser * FF_QP2LAMBDA
      unsafe frame.raw.pointee.quality = quantiser * FF_QP2LAMBDA
    }
    let packet = try Packet(file: file)
    var bytes: [UInt8] = []
    unsafe frame.raw.pointee.pts = 0
    try encoder.encode(frame, through: packet) { packet in bytes += packet.bytes }
    try encoder.finish(through: packet) { packet in bytes += packet.bytes }
    return bytes
  }

  static func sides(of size: Size, file: String) throws(MediaError) -> (Int32, Int32) {
    let sides = 1...16_384
    guard sides.contains(size.width), sides.contains(size.height) else {
      throw MediaError(.misfit("\(size.width)x\(size.height) pixels"), file: file, track: .picture)
    }
    return (Int32(size.width), Int32(size.height))
  }
}
