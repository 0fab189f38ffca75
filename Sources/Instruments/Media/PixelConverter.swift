import CLibav

/// The owner of a `SwsContext`: from one picture layout and size to another, colours told exactly.
@safe struct PixelConverter: ~Copyable {
  private let context: OpaquePointer
  private let source: Shape
  private let file: String

  struct Shape: Equatable {
    let width: Int32
    let height: Int32
    let format: AVPixelFormat
    /// Of YUV formats: the matrix, and whether black is 0 and white 255.
    var matrix: Int32 = SWS_CS_ITU709
    var isFullRange = false
  }

  /// The corresponding C functions are `sws_getContext` and `sws_setColorspaceDetails`.
  init(from source: Shape, to target: Shape, file: String) throws(MediaError) {
    // Chroma is averaged, not ringed, at the same size; a changed size is worth Lanczos.
    let scales = source.width != target.width || source.height != target.height
    let flags = (scales ? SWS_LANCZOS : SWS_BILINEAR) | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP | SWS_FULL_CHR_H_INT
    let context = unsafe sws_getContext(
      source.width, source.height, source.format, target.width, target.height, target.format, flags, nil, nil, nil)
    guard let context = unsafe context else {
      let sizes = "\(source.width)x\(source.height) to \(target.width)x\(target.height)"
      throw MediaError(.refused("a picture of \(sizes)"), file: file, track: .picture)
    }
    unsafe self.context = context
    self.source = source
    self.file = file
    let one: Int32 = 1 << 16
    unsafe sws_setColorspaceDetails(
      context, sws_getCoefficients(source.matrix), source.isFullRange ? 1 : 0, sws_getCoefficients(target.matrix),
      target.isFullRange ? 1 : 0, 0, one, one)
  }

  /// The corresponding C function is `sws_freeContext`.
  deinit { unsafe sws_freeContext(context) }

  /// Four bytes a pixel into a frame. The corresponding C function is `sws_scale`.
  func convert(_ pixels: RawSpan, stride: Int, into frame: borrowing Frame) throws(MediaError) {
    let needed = stride.multipliedReportingOverflow(by: Int(source.height) - 1)
    guard stride >= Int(source.width) * 4, !needed.overflow, let rowBytes = Int32(exactly: stride),
      pixels.byteCount >= needed.partialValue + Int(source.width) * 4
    else {
      let given = "\(pixels.byteCount) bytes in rows of \(stride)"
      throw MediaError(.misfit("\(given) for \(source.width)x\(source.height) pixels"), file: file, track: .picture)
    }
    let rows = unsafe pixels.withUnsafeBytes { bytes in
      let first = unsafe [bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), nil, nil, nil]
      return unsafe withPlanes(of: frame) { planes, strides in
        unsafe sws_scale(context, first, [rowBytes, 0, 0, 0], 0, source.height, planes, strides)
      }
    }
    try check(rows)
  }

  /// One frame into another of the target's shape. The corresponding C function is `sws_scale`.
  func convert(_ frame: borrowing Frame, into other: borrowing Frame) throws(MediaError) {
    let rows = unsafe withPlanes(of: frame) { planes, strides in
      let planes = unsafe UnsafeBufferPointer(start: planes, count: 4).map { unsafe UnsafePointer($0) }
      return unsafe withPlanes(of: other) { targets, targetStrides in
        unsafe sws_scale(context, planes, strides, 0, source.height, targets, targetStrides)
      }
    }
    try check(rows)
  }

  private func check(_ rows: Int32) throws(MediaError) {
    guard rows < 0 else { return }
    throw MediaError(Libav.cause("sws_scale", rows), file: file, track: .picture)
  }

  /// The importer shows C's arrays of pointers as tuples; this lends them as arrays.
  private func withPlanes(
    of frame: borrowing Frame, _ body: (UnsafePointer<UnsafeMutablePointer<UInt8>?>, UnsafePointer<Int32>) -> Int32
  ) -> Int32 {
    let data = unsafe frame.raw.pointee.data
    let linesize = unsafe frame.raw.pointee.linesize
    let planes = unsafe [data.0, data.1, data.2, data.3]
    return unsafe body(planes, [linesize.0, linesize.1, linesize.2, linesize.3])
  }
}
