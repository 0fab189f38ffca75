import CPango
import Glibc

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

  init(width: Int, height: Int, owning surface: OpaquePointer) {
    self.width = width
    self.height = height
    unsafe self.surface = surface
  }

  deinit { unsafe cairo_surface_destroy(surface) }

  /// The memory that its pixels take.
  package var byteCount: Int { width * height * 4 }

  /// The rows in which another tile of the same size differs; nil if it is the same all over.
  ///
  /// The corresponding C function is `cairo_image_surface_get_data`.
  package func rowsDiffering(from other: Tile) -> Range<Int>? {
    guard width == other.width, height == other.height else { return 0..<height }
    guard let mine = unsafe cairo_image_surface_get_data(surface), let theirs = unsafe cairo_image_surface_get_data(other.surface)
    else { return 0..<height }
    let stride = unsafe Int(cairo_image_surface_get_stride(surface))
    func differs(_ row: Int) -> Bool { unsafe memcmp(mine + row * stride, theirs + row * stride, width * 4) != 0 }
    guard let first = (0..<height).first(where: differs), let last = (0..<height).last(where: differs) else { return nil }
    return first..<last + 1
  }
}

extension Canvas {
  /// Lays a tile onto the canvas, its upper left corner at the point; on whole pixels it is copied as it is.
  ///
  /// The corresponding C function is `cairo_set_source_surface`.
  package mutating func lay(_ tile: Tile, atX x: Double, y: Double, opacity: Double = 1) {
    touch()
    unsafe cairo_set_source_surface(context, tile.surface, x, y)
    paintSource(opacity)
  }

  /// Lays a tile onto the canvas, stretched to fill the box.
  ///
  /// The corresponding C function is `cairo_pattern_set_filter`.
  package mutating func lay(_ tile: Tile, in box: Box, opacity: Double = 1) {
    touch()
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
    touch()
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
