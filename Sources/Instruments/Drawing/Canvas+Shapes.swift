import CPango

/// What a shape is filled with.
package enum Paint: Hashable, Sendable {
  case flat(Colour)
  /// From the top of the shape to its bottom.
  case falling(from: Colour, to: Colour)
  /// From the left of the shape to its right.
  case across(from: Colour, to: Colour)
  /// From the middle of the shape to its edge.
  case glow(inner: Colour, outer: Colour)
}

/// The little triangle by which a speech bubble shows who speaks.
package struct Tail: Hashable, Sendable {
  /// Where it leaves the box's lower edge, in the middle of its foot.
  package let rootX: Double
  package let rootWidth: Double
  package let tipX: Double
  package let tipY: Double

  package init(rootX: Double, rootWidth: Double, tipX: Double, tipY: Double) {
    self.rootX = rootX
    self.rootWidth = rootWidth
    self.tipX = tipX
    self.tipY = tipY
  }
}

extension Canvas {
  /// Makes every pixel transparent.
  ///
  /// The corresponding C function is `cairo_set_operator`, with `CAIRO_OPERATOR_CLEAR`.
  package mutating func clear() {
    touch()
    unsafe cairo_save(context)
    unsafe cairo_set_operator(context, CAIRO_OPERATOR_CLEAR)
    unsafe cairo_paint(context)
    unsafe cairo_restore(context)
  }

  /// Fills the whole canvas.
  ///
  /// The corresponding C function is `cairo_paint`.
  package mutating func fill(_ colour: Colour) {
    touch()
    set(colour)
    unsafe cairo_paint(context)
  }

  /// Fills a box whose corners are rounded by `radius`; with a tail it is a speech bubble.
  ///
  /// The corresponding C function is `cairo_fill`.
  package mutating func fill(_ box: Box, radius: Double = 0, tail: Tail? = nil, with paint: Paint) {
    touch()
    trace(box, radius: radius, tail: tail)
    set(paint, over: box)
    unsafe cairo_fill(context)
  }

  /// Draws the outline of a rounded box, inside of its edge.
  ///
  /// The corresponding C function is `cairo_stroke`.
  package mutating func outline(_ box: Box, radius: Double = 0, tail: Tail? = nil, width: Double, with colour: Colour) {
    touch()
    trace(box.inset(by: width / 2), radius: max(0, radius - width / 2), tail: tail)
    set(colour)
    unsafe cairo_set_line_width(context, width)
    unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    unsafe cairo_stroke(context)
  }

  /// Draws a soft shadow below a rounded box, `blur` pixels wide.
  package mutating func shadow(under box: Box, radius: Double, blur: Double, offset: Double, colour: Colour) {
    touch()
    let steps = max(2, min(12, Int(blur / 2)))
    // Many faint boxes, one in another, add up to a soft edge; cairo itself has no blur.
    let each = colour.opacity(colour.alpha / Double(steps))
    for step in 0..<steps {
      let spread = blur * (1 - 2 * Double(step) / Double(steps))
      trace(box.moved(byX: 0, y: offset).inset(by: -spread), radius: max(0, radius + spread), tail: nil)
      set(each)
      unsafe cairo_fill(context)
    }
  }

  func set(_ colour: Colour) {
    unsafe cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, colour.alpha)
  }

  private func set(_ paint: Paint, over box: Box) {
    let pattern: OpaquePointer?
    let stops: (Colour, Colour)
    switch paint {
    case .flat(let colour):
      return set(colour)
    case .falling(let top, let bottom):
      unsafe pattern = cairo_pattern_create_linear(0, box.y, 0, box.bottom)
      stops = (top, bottom)
    case .across(let left, let right):
      unsafe pattern = cairo_pattern_create_linear(box.x, 0, box.right, 0)
      stops = (left, right)
    case .glow(let inner, let outer):
      unsafe pattern = cairo_pattern_create_radial(
        box.midX, box.midY, 0, box.midX, box.midY, max(box.width, box.height) / 2)
      stops = (inner, outer)
    }
    for (offset, colour) in [(0.0, stops.0), (1.0, stops.1)] {
      unsafe cairo_pattern_add_color_stop_rgba(pattern, offset, colour.red, colour.green, colour.blue, colour.alpha)
    }
    unsafe cairo_set_source(context, pattern)
    unsafe cairo_pattern_destroy(pattern)
  }

  private func trace(_ box: Box, radius: Double, tail: Tail?) {
    let radius = max(0, min(radius, min(box.width, box.height) / 2))
    let quarter = Double.pi / 2
    unsafe cairo_new_path(context)
    unsafe cairo_arc(context, box.right - radius, box.y + radius, radius, -quarter, 0)
    unsafe cairo_arc(context, box.right - radius, box.bottom - radius, radius, 0, quarter)
    if let tail {
      let half = tail.rootWidth / 2
      unsafe cairo_line_to(context, tail.rootX + half, box.bottom)
      unsafe cairo_curve_to(
        context, tail.rootX + half * 0.6, box.bottom + (tail.tipY - box.bottom) * 0.6, tail.tipX, tail.tipY, tail.tipX, tail.tipY)
      unsafe cairo_curve_to(
        context, tail.tipX, tail.tipY, tail.rootX - half * 0.2, box.bottom + (tail.tipY - box.bottom) * 0.3,
        tail.rootX - half, box.bottom)
    }
    unsafe cairo_arc(context, box.x + radius, box.bottom - radius, radius, quarter, 2 * quarter)
    unsafe cairo_arc(context, box.x + radius, box.y + radius, radius, 2 * quarter, 3 * quarter)
    unsafe cairo_close_path(context)
  }
}
