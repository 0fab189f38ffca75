import CPango

/// A text laid out in lines: it can be measured, and drawn.
@safe package final class TextLayout {
  package let text: String
  package let style: TextStyle
  let layout: OpaquePointer

  /// Lays a text out.
  ///
  /// Lines break where the text says so, and where `width` is used up: between words if possible, else within one. With
  /// `mostLines`, what does not fit any more is cut and ends in an ellipsis.
  ///
  /// The corresponding C functions are `pango_layout_set_text` and `pango_layout_set_width`.
  package init(
    _ text: String, style: TextStyle, width: Double? = nil, mostLines: Int? = nil, colours: [ColouredPart] = [],
    fonts: FontBook
  ) throws(DrawingError) {
    FontGate.enter()
    defer { FontGate.leave() }
    guard let layout = unsafe fonts.makeLayout() else {
      throw DrawingError(.noFonts, of: fonts.family(style.face), detail: "pango gave no layout")
    }
    self.text = text
    self.style = style
    unsafe self.layout = layout
    unsafe Self.setFont(of: layout, style: style, family: fonts.family(style.face))
    unsafe pango_layout_set_text(layout, text, Int32(text.utf8.count))
    unsafe pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    if let width { unsafe pango_layout_set_width(layout, Self.units(max(1, width))) }
    if let mostLines {
      unsafe pango_layout_set_height(layout, -Int32(mostLines))
      unsafe pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
    }
    unsafe pango_layout_set_line_spacing(layout, 0)
    switch style.alignment {
    case .leading: unsafe pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
    case .centre: unsafe pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
    case .trailing: unsafe pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
    }
    unsafe Self.setAttributes(of: layout, style: style, text: text, colours: colours)
  }

  deinit {
    FontGate.enter()
    defer { FontGate.leave() }
    unsafe g_object_unref(UnsafeMutableRawPointer(layout))
  }

  private static func setFont(of layout: OpaquePointer, style: TextStyle, family: String) {
    let font = unsafe pango_font_description_new()
    // A list: what the first family lacks is looked for in the next ones.
    unsafe pango_font_description_set_family(font, "\(family), Inter, Noto Sans, sans-serif")
    unsafe pango_font_description_set_weight(font, PangoWeight(UInt32(max(100, min(1000, style.weight)))))
    unsafe pango_font_description_set_absolute_size(font, Double(units(max(1, style.size))))
    unsafe pango_layout_set_font_description(layout, font)
    unsafe pango_font_description_free(font)
  }

  private static func setAttributes(of layout: OpaquePointer, style: TextStyle, text: String, colours: [ColouredPart]) {
    let attributes = unsafe pango_attr_list_new()
    // The same height for every line, whatever fonts its letters come from.
    unsafe pango_attr_list_insert(attributes, pango_attr_line_height_new_absolute(units(style.size * style.lineHeight)))
    // No hyphens: a word of a script is never shown with letters that are not in it.
    unsafe pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0))
    if style.wordSpacing != 0 {
      for (index, letter) in text.utf8.enumerated() where letter == UInt8(ascii: " ") {
        guard let wider = unsafe pango_attr_letter_spacing_new(units(style.size * style.wordSpacing)) else { continue }
        unsafe wider.pointee.start_index = guint(index)
        unsafe wider.pointee.end_index = guint(index + 1)
        unsafe pango_attr_list_insert(attributes, wider)
      }
    }
    for part in colours where !part.range.isEmpty {
      func channel(_ value: Double) -> UInt16 { UInt16(max(0, min(1, value)) * 65_535) }
      let colour = unsafe pango_attr_foreground_new(
        channel(part.colour.red), channel(part.colour.green), channel(part.colour.blue))
      guard let colour = unsafe colour else { continue }
      unsafe colour.pointee.start_index = guint(part.range.lowerBound)
      unsafe colour.pointee.end_index = guint(part.range.upperBound)
      unsafe pango_attr_list_insert(attributes, colour)
      guard part.colour.alpha < 1 else { continue }
      // 0 would mean that nothing is said about it; 1 is as good as transparent.
      guard let alpha = unsafe pango_attr_foreground_alpha_new(max(1, channel(part.colour.alpha))) else { continue }
      unsafe alpha.pointee.start_index = guint(part.range.lowerBound)
      unsafe alpha.pointee.end_index = guint(part.range.upperBound)
      unsafe pango_attr_list_insert(attributes, alpha)
    }
    unsafe pango_layout_set_attributes(layout, attributes)
    unsafe pango_attr_list_unref(attributes)
  }

  static func units(_ pixels: Double) -> Int32 { Int32((min(pixels, 100_000) * Double(PANGO_SCALE)).rounded()) }
}

extension Canvas {
  /// Draws a text, its upper left corner at the point.
  ///
  /// The corresponding C function is `pango_cairo_show_layout`.
  package mutating func draw(_ text: TextLayout, atX x: Double, y: Double, colour: Colour) {
    touch()
    FontGate.enter()
    defer { FontGate.leave() }
    set(colour)
    unsafe cairo_move_to(context, x, y)
    unsafe pango_cairo_show_layout(context, text.layout)
    unsafe cairo_new_path(context)
  }

  /// Draws the outline of a text's letters, `width` pixels beyond their edge.
  ///
  /// The corresponding C function is `pango_cairo_layout_path`.
  package mutating func outline(_ text: TextLayout, atX x: Double, y: Double, width: Double, colour: Colour) {
    touch()
    FontGate.enter()
    defer { FontGate.leave() }
    set(colour)
    unsafe cairo_move_to(context, x, y)
    unsafe pango_cairo_layout_path(context, text.layout)
    unsafe cairo_set_line_width(context, width * 2)
    unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    unsafe cairo_stroke(context)
  }
}
