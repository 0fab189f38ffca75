import CLibav
import Production

/// Paints pictures of videos onto those of a film: upright, in the film's size and colours. It stays on one thread.
package final class VideoPainter {
  /// What the last picture was converted by: as a rule the next one is alike.
  private var conversion: Conversion?

  private struct Conversion {
    let source: PixelConverter.Shape
    let target: PixelConverter.Shape
    let tools: Tools
  }

  private final class Tools {
    let converter: PixelConverter
    let frame: Frame

    init(_ source: PixelConverter.Shape, _ target: PixelConverter.Shape, file: String) throws(MediaError) {
      converter = try PixelConverter(from: source, to: target, file: file)
      frame = try Frame.picture(width: target.width, height: target.height, format: target.format, file: file)
    }
  }

  package init() { Libav.hush() }

  package func paint(_ shown: borrowing VideoPicture, onto target: inout PlanarPicture) throws(MediaError) {
    guard shown.picture.isInterlaced else { return try paint(shown.picture, shown.turn, onto: &target) }
    let frame = try shown.picture.progressive()
    try paint(Picture(frame, like: shown.picture), shown.turn, onto: &target)
  }

  /// The same, where the picture before it is known: what has not moved since is sharper.
  package func paint(
    _ shown: borrowing VideoPicture, after before: borrowing VideoPicture, onto target: inout PlanarPicture
  ) throws(MediaError) {
    guard shown.picture.isInterlaced else { return try paint(shown.picture, shown.turn, onto: &target) }
    let frame = try shown.picture.progressive(after: before.picture)
    try paint(Picture(frame, like: shown.picture), shown.turn, onto: &target)
  }

  private func paint(
    _ picture: borrowing Picture, _ turn: QuarterTurn, onto target: inout PlanarPicture
  ) throws(MediaError) {
    let size = StillPicture.Size(width: target.width, height: target.height)
    if ToneMap.isNeeded(for: unsafe picture.frame.raw.pointee.color_trc) {
      let pixels = turn.turned(try picture.bgra(scaledTo: turn.upright(size)), size: turn.upright(size))
      return unsafe try target.draw(pixels.span.bytes, stride: target.width * 4)
    }
    let stored = turn.upright(size)
    let wanted = PixelConverter.Shape(
      width: Int32(clamping: stored.width), height: Int32(clamping: stored.height), format: AV_PIX_FMT_YUV420P)
    let source = picture.shape
    if source == wanted { return try target.copy(picture.frame, turned: turn) }
    let tools = try tools(from: source, to: wanted, file: picture.file)
    try tools.converter.convert(picture.frame, into: tools.frame)
    try target.copy(tools.frame, turned: turn)
  }

  private func tools(
    from source: PixelConverter.Shape, to target: PixelConverter.Shape, file: String
  ) throws(MediaError) -> Tools {
    if let conversion, conversion.source == source, conversion.target == target { return conversion.tools }
    let tools = try Tools(source, target, file: file)
    conversion = Conversion(source: source, target: target, tools: tools)
    return tools
  }
}

extension PlanarPicture {
  /// Takes over a frame that is stored as this picture is, and lies as the turn has it.
  fileprivate mutating func copy(_ frame: borrowing Frame, turned turn: QuarterTurn) throws(MediaError) {
    let raw = unsafe frame.raw
    let size = turn.upright(.init(width: Int(unsafe raw.pointee.width), height: Int(unsafe raw.pointee.height)))
    let planes = unsafe (raw.pointee.data.0, raw.pointee.data.1, raw.pointee.data.2)
    guard size.width == width, size.height == height, let first = unsafe planes.0, let second = unsafe planes.1,
      let third = unsafe planes.2
    else { throw MediaError(.misfit("a frame of another shape"), file: "a picture", track: .picture) }
    let strides = unsafe raw.pointee.linesize
    let stored = turn.upright(size)
    let half = StillPicture.Size(width: stored.width / 2, height: stored.height / 2)
    unsafe turn.copy(first, stride: Int(strides.0), size: stored, to: luma)
    unsafe turn.copy(second, stride: Int(strides.1), size: half, to: blue)
    unsafe turn.copy(third, stride: Int(strides.2), size: half, to: red)
  }
}

extension QuarterTurn {
  /// A plane of one byte a pixel, to where it is shown, without gaps between rows.
  fileprivate func copy(
    _ from: UnsafePointer<UInt8>, stride: Int, size: StillPicture.Size, to: UnsafeMutablePointer<UInt8>
  ) {
    if self == .none {
      for row in 0..<size.height { unsafe (to + row * size.width).update(from: from + row * stride, count: size.width) }
      return
    }
    let path = path(of: size)
    for row in 0..<size.height {
      var place = path.start + row * path.rowStep
      let line = unsafe from + row * stride
      for column in 0..<size.width {
        unsafe to[place] = line[column]
        place += path.step
      }
    }
  }
}
