/// How a text is set.
package struct TextStyle: Hashable, Sendable {
  package var face: Face
  /// The size of the letters, in pixels.
  package var size: Double
  /// From 100, thin, to 900, black.
  package var weight: Int
  /// From one line to the next, as a multiple of the size.
  package var lineHeight: Double
  package var alignment: Alignment
  /// How much wider than usual spaces are, as a part of the size.
  package var wordSpacing = 0.0

  package enum Face: String, Sendable {
    case heading, body
  }

  package enum Alignment: String, Sendable {
    case leading, centre, trailing
  }

  package init(
    _ face: Face, size: Double, weight: Int, lineHeight: Double = 1.2, alignment: Alignment = .centre
  ) {
    self.face = face
    self.size = size
    self.weight = weight
    self.lineHeight = lineHeight
    self.alignment = alignment
  }

  package func sized(_ size: Double) -> TextStyle {
    var style = self
    style.size = size
    return style
  }
}

/// Part of a text in a colour of its own; the range counts the text's UTF-8 bytes.
package struct ColouredPart: Hashable, Sendable {
  package let range: Range<Int>
  package let colour: Colour

  package init(range: Range<Int>, colour: Colour) {
    self.range = range
    self.colour = colour
  }
}
