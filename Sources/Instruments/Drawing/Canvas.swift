import CPango

/// A picture that can be drawn on: premultiplied ARGB, 32 bits a pixel in the machine's byte order (B, G, R, A here).
@safe package struct Canvas: ~Copyable {
  package let width: Int
  package let height: Int
  /// Grows with everything that is drawn.
  private(set) var revision = 0
  let surface: OpaquePointer
  let context: OpaquePointer

  /// Larger than any format, small enough to be refused before the memory is.
  package static let longestSide = 8192

  /// Makes a canvas that is transparent all over.
  ///
  /// The corresponding C function is `cairo_image_surface_create`.
  package init(width: Int, height: Int) throws(DrawingError) {
    try self.init(width: width, height: height, format: CAIRO_FORMAT_ARGB32)
  }

  init(width: Int, height: Int, format: cairo_format_t) throws(DrawingError) {
    guard (1...Self.longestSide).contains(width), (1...Self.longestSide).contains(height) else {
      throw DrawingError(.surface, of: "a canvas", detail: "\(width) x \(height) is no size to draw at")
    }
    let surface = unsafe cairo_image_surface_create(format, Int32(width), Int32(height))
    let context = unsafe cairo_create(surface)
    guard let surface = unsafe surface, let context = unsafe context else {
      throw DrawingError(.surface, of: "a canvas", detail: "cairo gave none")
    }
    let status = unsafe cairo_status(context)
    guard status == CAIRO_STATUS_SUCCESS else {
      unsafe cairo_destroy(context)
      unsafe cairo_surface_destroy(surface)
      throw DrawingError(.surface, of: "a canvas of \(width) x \(height)", detail: CairoStatus.words(for: status))
    }
    self.width = width
    self.height = height
    unsafe self.surface = surface
    unsafe self.context = context
  }

  deinit {
    unsafe cairo_destroy(context)
    unsafe cairo_surface_destroy(surface)
  }

  package var box: Box { Box(x: 0, y: 0, width: Double(width), height: Double(height)) }

  /// Bytes from one row to the next.
  ///
  /// The corresponding C function is `cairo_image_surface_get_stride`.
  package var stride: Int { unsafe Int(cairo_image_surface_get_stride(surface)) }

  /// Lends the pixels, row after row, each `stride` bytes.
  ///
  /// The corresponding C function is `cairo_image_surface_get_data`.
  package borrowing func withPixels<Result>(_ body: (RawSpan, Int) throws -> Result) throws -> Result {
    unsafe cairo_surface_flush(surface)
    guard let data = unsafe cairo_image_surface_get_data(surface) else {
      throw DrawingError(.surface, of: "a canvas of \(width) x \(height)", detail: "its pixels cannot be read")
    }
    let stride = stride
    let bytes = unsafe UnsafeRawBufferPointer(start: data, count: stride * height)
    return unsafe try body(bytes.bytes, stride)
  }

  /// Tells whether all that was drawn so far was drawn.
  ///
  /// The corresponding C function is `cairo_status`.
  package borrowing func check() throws(DrawingError) {
    let status = unsafe cairo_status(context)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw DrawingError(.surface, of: "a canvas of \(width) x \(height)", detail: CairoStatus.words(for: status))
    }
  }

  /// Draws only inside of `box` while `body` runs.
  package mutating func clipped(to box: Box, _ body: (inout Canvas) throws -> Void) rethrows {
    try clipped(to: [box], body)
  }

  /// Draws only inside of the boxes while `body` runs.
  ///
  /// The corresponding C function is `cairo_clip`.
  package mutating func clipped(to boxes: [Box], _ body: (inout Canvas) throws -> Void) rethrows {
    unsafe cairo_save(context)
    defer { unsafe cairo_restore(context) }
    unsafe cairo_new_path(context)
    for box in boxes { unsafe cairo_rectangle(context, box.x, box.y, box.width, box.height) }
    unsafe cairo_clip(context)
    try body(&self)
  }

  /// Every drawing says that it drew: see `CanvasMark`.
  mutating func touch() { revision &+= 1 }

  /// Makes all that `body` draws larger or smaller around a point.
  ///
  /// The corresponding C function is `cairo_scale`.
  package mutating func scaled(by factor: Double, aroundX x: Double, y: Double, _ body: (inout Canvas) throws -> Void) rethrows {
    unsafe cairo_save(context)
    defer { unsafe cairo_restore(context) }
    unsafe cairo_translate(context, x, y)
    unsafe cairo_scale(context, factor, factor)
    unsafe cairo_translate(context, -x, -y)
    try body(&self)
  }

  /// Moves all that `body` draws.
  ///
  /// The corresponding C function is `cairo_translate`.
  package mutating func moved(byX x: Double, y: Double, _ body: (inout Canvas) throws -> Void) rethrows {
    unsafe cairo_save(context)
    defer { unsafe cairo_restore(context) }
    unsafe cairo_translate(context, x, y)
    try body(&self)
  }

  /// Lets all that `body` draws shine through, as one; what it draws outside of the box is not seen.
  ///
  /// The corresponding C functions are `cairo_push_group` and `cairo_paint_with_alpha`.
  package mutating func faded(to opacity: Double, within box: Box, _ body: (inout Canvas) throws -> Void) rethrows {
    guard opacity < 1 else { return try body(&self) }
    try clipped(to: box) { canvas in
      unsafe cairo_push_group(canvas.context)
      defer {
        unsafe cairo_pop_group_to_source(canvas.context)
        unsafe cairo_paint_with_alpha(canvas.context, max(0, opacity))
      }
      try body(&canvas)
    }
  }
}

/// Cairo's own words for what went wrong.
enum CairoStatus {
  static func words(for status: cairo_status_t) -> String {
    guard let words = unsafe cairo_status_to_string(status) else { return "status \(status.rawValue)" }
    return unsafe String(cString: words)
  }
}
