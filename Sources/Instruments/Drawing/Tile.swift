import CPango

/// A finished piece of a picture at its final size, drawn once and laid onto canvases as often as it is needed.
@safe package final class Tile {
  package let width: Int
  package let height: Int
  let surface: OpaquePointer

  /// Draws a tile.
  package init(width: Int, height: Int, _ draw: (inout Canvas) throws -> Void) throws {
    var canvas = try Canvas(width: width, height: height)
    try draw(&canvas)
    try canvas.check()
    unsafe cairo_surface_flush(canvas.surface)
    self.width = width
    self.height = height
    unsafe self.surface = cairo_surface_reference(canvas.surface)
  }

  deinit { unsafe cairo_surface_destroy(surface) }

  /// The memory that its pixels take.
  package var byteCount: Int { width * height * 4 }
}

extension Canvas {
  /// Lays a tile onto the canvas, its upper left corner at the point; on whole pixels it is copied as it is.
  ///
  /// The corresponding C function is `cairo_set_source_surface`.
  package mutating func lay(_ tile: Tile, atX x: Double, y: Double, opacity: Double = 1) {
    unsafe cairo_set_source_surface(context, tile.surface, x, y)
    paintSource(opacity)
  }

  /// Lays a tile onto the canvas, stretched to fill the box.
  ///
  /// The corresponding C function is `cairo_pattern_set_filter`.
  package mutating func lay(_ tile: Tile, in box: Box, opacity: Double = 1) {
    unsafe cairo_save(context)
    unsafe cairo_translate(context, box.x, box.y)
    unsafe cairo_scale(context, box.width / Double(tile.width), box.height / Double(tile.height))
    unsafe cairo_set_source_surface(context, tile.surface, 0, 0)
    unsafe cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_GOOD)
    paintSource(opacity)
    unsafe cairo_restore(context)
  }

  /// Darkens what is drawn already: 1 leaves it, 0 makes it black; what is transparent stays so.
  ///
  /// The corresponding C function is `cairo_set_operator`, with `CAIRO_OPERATOR_ATOP`.
  package mutating func dim(to brightness: Double, tint: Colour = .black) {
    unsafe cairo_save(context)
    unsafe cairo_set_operator(context, CAIRO_OPERATOR_ATOP)
    set(tint.opacity(max(0, min(1, 1 - brightness))))
    unsafe cairo_paint(context)
    unsafe cairo_restore(context)
  }

  private func paintSource(_ opacity: Double) {
    if opacity >= 1 {
      unsafe cairo_paint(context)
    } else if opacity > 0 {
      unsafe cairo_paint_with_alpha(context, opacity)
    }
  }
}
