import CPango

/// What a laid-out text takes up; all boxes count from its upper left corner.
package struct TextMeasure: Hashable, Sendable {
  package let width: Double
  package let height: Double
  package let lines: [Line]
  /// How many letters no installed font has.
  package let unknownGlyphs: Int
  /// Something was cut off, and an ellipsis stands in its place.
  package let isCut: Bool

  package struct Line: Hashable, Sendable {
    /// The text's UTF-8 bytes on this line.
    package let range: Range<Int>
    package let box: Box
    /// What the letters stand on.
    package let baseline: Double
  }
}

extension TextLayout {
  /// Measures the text.
  ///
  /// The corresponding C functions are `pango_layout_get_extents` and `pango_layout_get_unknown_glyphs_count`.
  package func measure() -> TextMeasure {
    FontGate.enter()
    defer { FontGate.leave() }
    var logical = PangoRectangle()
    unsafe pango_layout_get_extents(layout, nil, &logical)
    var lines: [TextMeasure.Line] = []
    let iterator = unsafe pango_layout_get_iter(layout)
    defer { unsafe pango_layout_iter_free(iterator) }
    repeat {
      guard let line = unsafe pango_layout_iter_get_line_readonly(iterator) else { break }
      var extents = PangoRectangle()
      unsafe pango_layout_iter_get_line_extents(iterator, nil, &extents)
      let start = unsafe Int(line.pointee.start_index)
      let length = unsafe Int(line.pointee.length)
      lines.append(
        TextMeasure.Line(
          range: start..<start + length, box: Self.box(of: extents),
          baseline: unsafe Self.pixels(pango_layout_iter_get_baseline(iterator))))
    } while unsafe pango_layout_iter_next_line(iterator) != 0
    return TextMeasure(
      width: Self.pixels(logical.width), height: Self.pixels(logical.height), lines: lines,
      unknownGlyphs: unsafe Int(pango_layout_get_unknown_glyphs_count(layout)),
      isCut: unsafe pango_layout_is_ellipsized(layout) != 0)
  }

  /// Where a part of the text stands; the range counts its UTF-8 bytes. A part that runs over lines has one box around all.
  ///
  /// The corresponding C function is `pango_layout_index_to_pos`.
  package func box(of range: Range<Int>) -> Box? {
    FontGate.enter()
    defer { FontGate.leave() }
    var result: Box?
    for index in Self.letterStarts(of: text, in: range) {
      var position = PangoRectangle()
      unsafe pango_layout_index_to_pos(layout, Int32(index), &position)
      var box = Self.box(of: position)
      // From right to left, the width counts backwards.
      if box.width < 0 { box = Box(x: box.x + box.width, y: box.y, width: -box.width, height: box.height) }
      result = result?.union(box) ?? box
    }
    return result
  }

  /// How far below its top the first line's letters stand.
  ///
  /// The corresponding C function is `pango_layout_get_baseline`.
  package var baseline: Double {
    FontGate.enter()
    defer { FontGate.leave() }
    return unsafe Self.pixels(pango_layout_get_baseline(layout))
  }

  private static func letterStarts(of text: String, in range: Range<Int>) -> [Int] {
    var starts: [Int] = []
    var offset = 0
    for letter in text {
      if offset >= range.upperBound { break }
      if offset >= range.lowerBound { starts.append(offset) }
      offset += letter.utf8.count
    }
    return starts
  }

  private static func pixels(_ units: Int32) -> Double { Double(units) / Double(PANGO_SCALE) }

  private static func box(of rectangle: PangoRectangle) -> Box {
    Box(
      x: pixels(rectangle.x), y: pixels(rectangle.y), width: pixels(rectangle.width), height: pixels(rectangle.height))
  }
}
