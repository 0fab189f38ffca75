import CLibav

extension Picture {
  /// Whether its odd and its even rows were taken at different moments.
  var isInterlaced: Bool { unsafe frame.raw.pointee.interlaced_frame != 0 && Rows.count(of: frame) > 0 }

  /// The moment of its first rows alone. Of the others, what did not move since the picture before stays, and so does what fits in between; all else is taken
  /// from the rows above and below.
  func progressive(after before: borrowing Picture) throws(MediaError) -> Frame { try progressive(before.frame) }

  /// The same where no picture before is known.
  func progressive() throws(MediaError) -> Frame { try progressive(frame, isKnown: false) }

  private func progressive(_ before: borrowing Frame, isKnown: Bool = true) throws(MediaError) -> Frame {
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
