import CLibav
import Glibc

extension VideoPicture {
  /// Whether nobody can tell it from the other: no block of 16 by 16 of any plane, as they were decoded, differs by more than what coding leaves behind. `tolerance`
  /// is the sum of the squares of a block.
  package func looksLike(_ other: borrowing VideoPicture, tolerance: Int = likeness) -> Bool {
    let (one, two) = unsafe (picture.frame.raw, other.picture.frame.raw)
    guard unsafe one.pointee.format == two.pointee.format, picture.width == other.picture.width,
      picture.height == other.picture.height, let layout = Layout(unsafe AVPixelFormat(rawValue: one.pointee.format))
    else { return false }
    let planes = unsafe [
      (one.pointee.data.0, two.pointee.data.0, one.pointee.linesize.0, two.pointee.linesize.0),
      (one.pointee.data.1, two.pointee.data.1, one.pointee.linesize.1, two.pointee.linesize.1),
      (one.pointee.data.2, two.pointee.data.2, one.pointee.linesize.2, two.pointee.linesize.2),
    ]
    for place in 0..<layout.planes {
      let (first, second, stride, otherStride) = unsafe planes[place]
      guard let first = unsafe first, let second = unsafe second else { return false }
      let size = layout.size(of: place, width: picture.width, height: picture.height)
      let pair = unsafe PlanePair(
        one: first, other: second, stride: Int(stride), otherStride: Int(otherStride), width: size.width, height: size.height)
      guard pair.isAlike(tolerance) else { return false }
    }
    return true
  }

  /// The difference that a block may have: what is typed, or a pointer that moves, has a hundred times as much.
  package static var likeness: Int { 800 }

  /// Formats of which each sample is a byte; none other is compared. The corresponding C function is `av_pix_fmt_desc_get`.
  private struct Layout {
    let planes: Int
    private let across: Int
    private let down: Int
    private let isInterleaved: Bool

    init?(_ format: AVPixelFormat) {
      guard let facts = unsafe av_pix_fmt_desc_get(format), unsafe facts.pointee.comp.0.depth == 8,
        unsafe facts.pointee.comp.0.step == 1, unsafe facts.pointee.flags & UInt64(AV_PIX_FMT_FLAG_PAL) == 0
      else { return nil }
      let count = av_pix_fmt_count_planes(format)
      guard count >= 1 else { return nil }
      planes = min(3, Int(count))
      across = Int(unsafe facts.pointee.log2_chroma_w)
      down = Int(unsafe facts.pointee.log2_chroma_h)
      isInterleaved = count == 2
    }

    /// In bytes.
    func size(of plane: Int, width: Int, height: Int) -> StillPicture.Size {
      if plane == 0 { return .init(width: width, height: height) }
      let columns = (width + (1 << across) - 1) >> across
      return .init(width: isInterleaved ? 2 * columns : columns, height: (height + (1 << down) - 1) >> down)
    }
  }
}

/// The same plane of two pictures.
@safe private struct PlanePair {
  let one: UnsafePointer<UInt8>
  let other: UnsafePointer<UInt8>
  let stride: Int
  let otherStride: Int
  let width: Int
  let height: Int
  private static let block = 16

  init(
    one: UnsafePointer<UInt8>, other: UnsafePointer<UInt8>, stride: Int, otherStride: Int, width: Int, height: Int
  ) {
    unsafe self.one = unsafe one
    unsafe self.other = unsafe other
    self.stride = stride
    self.otherStride = otherStride
    self.width = width
    self.height = height
  }

  func isAlike(_ tolerance: Int) -> Bool {
    for top in Swift.stride(from: 0, to: height, by: Self.block) {
      let rows = top..<min(top + Self.block, height)
      // Most of a screen stands still, and then this is all there is to do.
      if rows.allSatisfy({ unsafe memcmp(one + $0 * stride, other + $0 * otherStride, width) == 0 }) { continue }
      for left in Swift.stride(from: 0, to: width, by: Self.block) {
        if difference(rows, left..<min(left + Self.block, width)) > tolerance { return false }
      }
    }
    return true
  }

  private func difference(_ rows: Range<Int>, _ columns: Range<Int>) -> Int {
    var sum: Int32 = 0
    for row in rows {
      let (first, second) = unsafe (one + row * stride + columns.lowerBound, other + row * otherStride + columns.lowerBound)
      if columns.count == Self.block {
        let here = unsafe UnsafeRawPointer(first).loadUnaligned(as: SIMD16<UInt8>.self)
        let there = unsafe UnsafeRawPointer(second).loadUnaligned(as: SIMD16<UInt8>.self)
        let apart = SIMD16<Int16>(truncatingIfNeeded: here) &- SIMD16<Int16>(truncatingIfNeeded: there)
        let wide = SIMD16<Int32>(truncatingIfNeeded: apart)
        sum &+= (wide &* wide).wrappedSum()
      } else {
        for column in 0..<columns.count {
          let apart = unsafe Int32(first[column]) &- Int32(second[column])
          sum &+= apart &* apart
        }
      }
    }
    return Int(sum)
  }
}
