package import Drawing
package import Production

/// The colours of a style: the brand's family of dark blues, and one accent of its own.
package struct Look: Hashable, Sendable {
  /// Marks the spoken word and what matters; bright, so that dark letters are read on it.
  package let accent: Colour
  /// The sky where a style has no background picture.
  package let top: Colour
  package let bottom: Colour

  /// The brand's own red.
  package static let brand = Colour(0xE94560)
  /// Dark letters on bright grounds.
  package static let ink = Colour(0x0F0F23)
  /// Bright letters on dark grounds.
  package static let paper = Colour.white
  /// What captions stand on; so nearly opaque that they can be read on any background.
  package static let board = Colour(0x14142E, alpha: 0.92)
  /// What an icon stands on.
  package static let card = Colour(0xFFF7EA)

  package init(_ style: VideoStyle) {
    switch style {
    case .motivation:
      (accent, top, bottom) = (Colour(0xFFB36B), Colour(0x14142B), Colour(0xA84A52))
    case .finance:
      (accent, top, bottom) = (Colour(0x5BE7B0), Colour(0x0F0F23), Colour(0x1B5A58))
    case .tech:
      (accent, top, bottom) = (Colour(0x66D9FF), Colour(0x0B0B1E), Colour(0x1E4380))
    case .educational:
      (accent, top, bottom) = (Colour(0xFFD166), Colour(0x0F0F23), Colour(0x43306F))
    }
  }

  /// Each side's own colour: a speaker is known by it before the name is read.
  package static func colour(of side: PlannedLine.Side) -> Colour {
    switch side {
    case .left: Colour(0xFFC15E)
    case .right: Colour(0x5EDCD0)
    }
  }
}
