package import Production

/// The colours of a page, each of which can be read where it stands.
package struct PagePalette: Hashable, Sendable, Codable {
  /// What a logo stands on, and the letters there.
  package let band: HexColour
  package let bandText: HexColour
  package let button: HexColour
  package let buttonText: HexColour
  /// What stands out in texts, on bright grounds and on dark ones.
  package let accentOnLight: HexColour
  package let accentOnDark: HexColour

  /// The grounds that the page has where it is bright, and where it is dark.
  package static let lightGrounds = [HexColour(0xF6F6F8), HexColour(0xFFFFFF)]
  package static let darkGrounds = [HexColour(0x121319), HexColour(0x1B1D26)]

  package init(
    band: HexColour, bandText: HexColour, button: HexColour, buttonText: HexColour, accentOnLight: HexColour,
    accentOnDark: HexColour
  ) {
    (self.band, self.bandText, self.button, self.buttonText) = (band, bandText, button, buttonText)
    (self.accentOnLight, self.accentOnDark) = (accentOnLight, accentOnDark)
  }
}
