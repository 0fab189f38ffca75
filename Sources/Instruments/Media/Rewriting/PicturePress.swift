import CLibav

/// Makes decoded pictures into what an encoder takes: of one size, one layout, with a mark on them where there is one.
@safe final class PicturePress {
  let width: Int32
  let height: Int32
  let format: AVPixelFormat
  private let mark: PictureMark?
  private let file: String
  private var planarMark: PlanarMark?
  private var converter: Converter?

  /// Made anew when pictures change on the way.
  private final class Converter {
    let key: [Int32]
    let converter: PixelConverter

    init(key: [Int32], _ converter: consuming PixelConverter) {
      self.key = key
      self.converter = converter
    }
  }

  init(width: Int32, height: Int32, isDeep: Bool, mark: PictureMark?, file: String) {
    self.width = width
    self.height = height
    format = isDeep ? AV_PIX_FMT_YUV420P10LE : AV_PIX_FMT_YUV420P
    self.mark = mark
    self.file = file
  }

  var isDeep: Bool { format == AV_PIX_FMT_YUV420P10LE }

  /// More than eight bits a sample. The corresponding C function is `av_pix_fmt_desc_get`.
  static func isDeep(_ format: Int32) -> Bool {
    unsafe (av_pix_fmt_desc_get(AVPixelFormat(rawValue: format))?.pointee.comp.0.depth ?? 8) > 8
  }

  /// The picture for the encoder. One that is as it should be is handed on; one of another shape gets black bars, not another shape.
  /// Of one whose rows were taken at two moments, it is the first moment: all rows are shown at once.
  func press(_ frame: borrowing Frame, isShown time: Int64) throws(MediaError) -> Frame {
    guard unsafe frame.raw.pointee.interlaced_frame != 0 else { return try pressed(frame, isShown: time) }
    let woven = Picture(try copy(of: frame), base: AVRational(num: 1, den: 1_000_000), file: file)
    guard woven.isInterlaced else { return try pressed(frame, isShown: time) }
    let whole = try woven.progressive()
    unsafe whole.raw.pointee.interlaced_frame = 0
    return try pressed(whole, isShown: time)
  }

  /// Of the same bytes. The corresponding C function is `av_frame_ref`.
  private func copy(of frame: borrowing Frame) throws(MediaError) -> Frame {
    let copy = try Frame(file: file)
    let code = unsafe av_frame_ref(copy.raw, frame.raw)
    guard code >= 0 else { throw MediaError(Libav.cause("av_frame_ref", code), file: file, track: .picture) }
    return copy
  }

  private func pressed(_ frame: borrowing Frame, isShown time: Int64) throws(MediaError) -> Frame {
    let isAsItIs =
      unsafe frame.raw.pointee.width == width && frame.raw.pointee.height == height
      && Self.plain(frame.raw.pointee.format) == format.rawValue
    let result: Frame
    if isAsItIs, mark == nil {
      result = try copy(of: frame)
      unsafe result.raw.pointee.format = format.rawValue
    } else {
      result = try Frame.picture(width: width, height: height, format: format, file: file)
      try convert(frame, into: result)
      lay(over: result, as: frame)
    }
    // The encoder decides by itself what a picture is to be.
    unsafe result.raw.pointee.pict_type = AV_PICTURE_TYPE_NONE
    unsafe result.raw.pointee.pts = time
    return result
  }

  /// Full range is told by a field of its own, and not by the layout.
  private static func plain(_ format: Int32) -> Int32 {
    format == AV_PIX_FMT_YUVJ420P.rawValue ? AV_PIX_FMT_YUV420P.rawValue : format
  }

  private func convert(_ frame: borrowing Frame, into target: borrowing Frame) throws(MediaError) {
    let raw = unsafe frame.raw
    let inner = unsafe fitted(raw.pointee.width, raw.pointee.height)
    let isFull = unsafe raw.pointee.color_range == AVCOL_RANGE_JPEG || raw.pointee.format == AV_PIX_FMT_YUVJ420P.rawValue
    let key = unsafe [raw.pointee.width, raw.pointee.height, raw.pointee.format, isFull ? 1 : 0]
    if converter?.key != key {
      let matrix = unsafe Self.matrix(raw)
      converter = Converter(
        key: key,
        try PixelConverter(
          from: .init(
            width: key[0], height: key[1], format: AVPixelFormat(rawValue: Self.plain(key[2])), matrix: matrix,
            isFullRange: isFull),
          to: .init(width: inner.width, height: inner.height, format: format, matrix: matrix, isFullRange: isFull), file: file))
    }
    guard let converter else { return }
    if inner.width == width, inner.height == height { return try converter.converter.convert(frame, into: target) }
    blacken(target, isFull: isFull)
    // A window into the same bytes.
    let window = try Frame(file: file)
    var code = unsafe av_frame_ref(window.raw, target.raw)
    let (left, top) = ((width - inner.width) / 4 * 2, (height - inner.height) / 4 * 2)
    unsafe window.raw.pointee.crop_left = Int(left)
    unsafe window.raw.pointee.crop_top = Int(top)
    unsafe window.raw.pointee.crop_right = Int(width - inner.width - left)
    unsafe window.raw.pointee.crop_bottom = Int(height - inner.height - top)
    if code >= 0 { code = unsafe av_frame_apply_cropping(window.raw, Int32(AV_FRAME_CROP_UNALIGNED)) }
    guard code >= 0 else { throw MediaError(Libav.cause("av_frame_apply_cropping", code), file: file, track: .picture) }
    try converter.converter.convert(frame, into: window)
  }

  /// As large as fits, in the same shape, with even sides.
  private func fitted(_ sourceWidth: Int32, _ sourceHeight: Int32) -> (width: Int32, height: Int32) {
    let scale = min(Double(width) / Double(max(1, sourceWidth)), Double(height) / Double(max(1, sourceHeight)))
    let inner = (Double(sourceWidth) * scale, Double(sourceHeight) * scale)
    // Less than two lines of black are a matter of rounding, and not of shape.
    let (fitsWidth, fitsHeight) = (Double(width) - inner.0 < 2, Double(height) - inner.1 < 2)
    return (fitsWidth ? width : max(2, Int32(inner.0) & ~1), fitsHeight ? height : max(2, Int32(inner.1) & ~1))
  }

  private func blacken(_ frame: borrowing Frame, isFull: Bool) {
    let data = unsafe [frame.raw.pointee.data.0, frame.raw.pointee.data.1, frame.raw.pointee.data.2]
    let strides = unsafe [frame.raw.pointee.linesize.0, frame.raw.pointee.linesize.1, frame.raw.pointee.linesize.2]
    for index in 0..<3 {
      guard let base = unsafe data[index] else { continue }
      let value: UInt16 = index == 0 ? (isFull ? 0 : 16) : 128
      let rows = Int(index == 0 ? height : height / 2)
      let count = Int(strides[index]) * rows
      if isDeep {
        for place in 0..<count / 2 {
          unsafe UnsafeMutableRawPointer(base).storeBytes(of: value * 4, toByteOffset: place * 2, as: UInt16.self)
        }
      } else {
        unsafe base.update(repeating: UInt8(value), count: count)
      }
    }
  }

  private func lay(over target: borrowing Frame, as frame: borrowing Frame) {
    guard let mark else { return }
    let raw = unsafe frame.raw
    let planar =
      unsafe planarMark
      ?? PlanarMark(
        mark, matrix: Self.matrix(raw),
        isFullRange: raw.pointee.color_range == AVCOL_RANGE_JPEG || raw.pointee.format == AV_PIX_FMT_YUVJ420P.rawValue)
    planarMark = planar
    planar.lay(over: target, isDeep: isDeep)
  }

  /// What most players take for one that does not say: large pictures are BT.709, small ones BT.601.
  private static func matrix(_ raw: UnsafeMutablePointer<AVFrame>) -> Int32 {
    let said = unsafe raw.pointee.colorspace
    if said == AVCOL_SPC_UNSPECIFIED {
      return unsafe raw.pointee.height >= 720 || raw.pointee.width >= 1280 ? SWS_CS_ITU709 : SWS_CS_ITU601
    }
    return Int32(clamping: said.rawValue)
  }
}
