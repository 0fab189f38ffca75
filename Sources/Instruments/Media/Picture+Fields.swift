import CLibav

extension Picture {
  /// Whether its odd and its even rows were taken at different moments.
  var isInterlaced: Bool {
    unsafe frame.raw.pointee.interlaced_frame != 0 && (Rows.count(of: frame) > 0 || Self.inBytes(shape.format) != nil)
  }

  /// What a format of finer steps becomes before its rows are told apart: the same colours for each row, in bytes. The corresponding C function is
  /// `av_pix_fmt_desc_get`.
  private static func inBytes(_ format: AVPixelFormat) -> AVPixelFormat? {
    guard let facts = unsafe av_pix_fmt_desc_get(format), unsafe facts.pointee.nb_components >= 3,
      unsafe facts.pointee.flags & UInt64(AV_PIX_FMT_FLAG_RGB) == 0
    else { return nil }
    switch unsafe (facts.pointee.log2_chroma_w, facts.pointee.log2_chroma_h) {
    case (1, 1): return AV_PIX_FMT_YUV420P
    case (1, 0): return AV_PIX_FMT_YUV422P
    case (0, 0): return AV_PIX_FMT_YUV444P
    default: return nil
    }
  }

  /// A frame of it in such a format; nil where it is one already.
  private func frameInBytes() throws(MediaError) -> Frame? {
    guard Rows.count(of: frame) == 0, let format = Self.inBytes(shape.format) else { return nil }
    let wanted = PixelConverter.Shape(
      width: shape.width, height: shape.height, format: format, matrix: shape.matrix, isFullRange: shape.isFullRange)
    let made = try Frame.picture(width: shape.width, height: shape.height, format: format, file: file)
    try PixelConverter(from: shape, to: wanted, file: file).convert(frame, into: made)
    let code = unsafe av_frame_copy_props(made.raw, frame.raw)
    guard code >= 0 else { throw MediaError(Libav.cause("av_frame_copy_props", code), file: file, track: .picture) }
    return made
  }

  /// The moment of its first rows alone. Of the others, what did not move since the picture before stays, and so does what fits in between; all else is taken
  /// from the rows above and below.
  func progressive(after before: borrowing Picture) throws(MediaError) -> Frame {
    guard let own = try frameInBytes() else { return try progressive(frame, before.frame) }
    guard let earlier = try before.frameInBytes() else { return try progressive(own, own, isKnown: false) }
    return try progressive(own, earlier)
  }

  /// The same where no picture before is known.
  func progressive() throws(MediaError) -> Frame {
    guard let own = try frameInBytes() else { return try progressive(frame, frame, isKnown: false) }
    return try progressive(own, own, isKnown: false)
  }

  private func progressive(
    _ frame: borrowing Frame, _ before: borrowing Frame, isKnown: Bool = true
  ) throws(MediaError) -> Frame {
    let raw = unsafe frame.raw
    let made = try unsafe Frame.picture(
      width: raw.pointee.width, height: raw.pointee.height, format: AVPixelFormat(rawValue: raw.pointee.format), file: file)
    let code = unsafe av_frame_copy_props(made.raw, raw)
    guard code >= 0 else { throw MediaError(Libav.cause("av_frame_copy_props", code), file: file, track: .picture) }
    let isAlike =
      unsafe isKnown && before.raw.pointee.format == raw.pointee.format && before.raw.pointee.width == raw.pointee.width
    let isSame = unsafe isAlike && before.raw.pointee.height == raw.pointee.height
    let first = unsafe raw.pointee.top_field_first != 0 ? 0 : 1
    for plane in 0..<Rows.count(of: frame) {
      guard let from = Rows(frame, plane), let to = Rows(made, plane) else { continue }
      let old = isSame ? Rows(before, plane) : nil
      for row in 0..<from.height {
        if row % 2 == first || row == 0 || row + 1 == from.height {
          to.copy(row, of: from)
        } else {
          to.fill(row, from, old)
        }
      }
    }
    return made
  }
}

/// A plane of a frame of which each sample is a byte.
@safe private struct Rows {
  let height: Int
  private let width: Int
  private let first: UnsafeMutablePointer<UInt8>
  private let stride: Int

  /// What coding leaves behind is no movement, and no comb.
  private static let (still, comb) = (Int16(6), Int16(10))

  /// How many there are; none in formats that are not known here.
  static func count(of frame: borrowing Frame) -> Int {
    let known = [
      AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUV422P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUV411P,
    ]
    return known.contains { unsafe $0.rawValue == frame.raw.pointee.format } ? 3 : 0
  }

  init?(_ frame: borrowing Frame, _ plane: Int) {
    let raw = unsafe frame.raw
    let planes = unsafe [
      (raw.pointee.data.0, raw.pointee.linesize.0), (raw.pointee.data.1, raw.pointee.linesize.1),
      (raw.pointee.data.2, raw.pointee.linesize.2),
    ]
    guard let first = unsafe planes[plane].0,
      let facts = unsafe av_pix_fmt_desc_get(AVPixelFormat(rawValue: raw.pointee.format))
    else { return nil }
    let (across, down) = unsafe plane == 0 ? (0, 0) : (Int(facts.pointee.log2_chroma_w), Int(facts.pointee.log2_chroma_h))
    width = (Int(unsafe raw.pointee.width) + (1 << across) - 1) >> across
    height = (Int(unsafe raw.pointee.height) + (1 << down) - 1) >> down
    unsafe self.first = unsafe first
    stride = Int(unsafe planes[plane].1)
  }

  func copy(_ row: Int, of other: Rows) {
    unsafe (first + row * stride).update(from: other.first + row * other.stride, count: width)
  }

  /// A row of the later moment, as it would have been at the earlier one.
  func fill(_ row: Int, _ from: Rows, _ old: Rows?) {
    let target = unsafe first + row * stride
    let own = unsafe from.first + row * from.stride
    let (above, below) = unsafe (own - from.stride, own + from.stride)
    for column in 0..<width {
      let (here, up, down) = unsafe (Int16(own[column]), Int16(above[column]), Int16(below[column]))
      let fits = here >= min(up, down) - Self.comb && here <= max(up, down) + Self.comb
      let stays = fits || old.map { $0.isStill(row, column, up, here, down) } ?? false
      unsafe target[column] = stays ? own[column] : UInt8(truncatingIfNeeded: (up + down + 1) / 2)
    }
  }

  private func isStill(_ row: Int, _ column: Int, _ up: Int16, _ here: Int16, _ down: Int16) -> Bool {
    let own = unsafe first + row * stride + column
    let (oldUp, oldHere, oldDown) = unsafe (Int16(own[-stride]), Int16(own[0]), Int16(own[stride]))
    return abs(oldHere - here) <= Self.still && abs(oldUp - up) <= Self.still && abs(oldDown - down) <= Self.still
  }
}
