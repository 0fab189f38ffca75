import CPango

/// Remembers a canvas at a moment, so that one can tell later whether anybody drew on it since.
@safe package final class CanvasMark {
  fileprivate let surface: OpaquePointer
  fileprivate let revision: Int

  /// The corresponding C function is `cairo_surface_reference`: while it is held, no other canvas can get the same address.
  package init(_ canvas: borrowing Canvas) {
    unsafe surface = cairo_surface_reference(canvas.surface)
    revision = canvas.revision
  }

  deinit { unsafe cairo_surface_destroy(surface) }
}

extension Canvas {
  /// Whether it is the canvas that was remembered, with nothing drawn on it since.
  package borrowing func isUnchanged(since mark: CanvasMark) -> Bool {
    unsafe surface == mark.surface && revision == mark.revision
  }
}
