package import Drawing
package import Production

/// What a film is dressed in: colours, a logo, a watermark.
package struct Brand: Hashable, Sendable {
  /// Nil for those of the film's style.
  package var colours: Colours?
  package var logo: Asset?
  package var watermark: Asset?
  package var watermarkPosition: MarkPosition
  package var watermarkOpacity: Double

  package struct Colours: Hashable, Sendable {
    /// What captions stand on.
    package var primary: Colour
    /// With `background`, what everything stands in front of.
    package var secondary: Colour
    /// What matters.
    package var accent: Colour
    package var text: Colour
    package var background: Colour

    package init(primary: Colour, secondary: Colour, accent: Colour, text: Colour, background: Colour) {
      self.primary = primary
      self.secondary = secondary
      self.accent = accent
      self.text = text
      self.background = background
    }
  }

  package init(
    colours: Colours? = nil, logo: Asset? = nil, watermark: Asset? = nil, watermarkPosition: MarkPosition = .bottomRight,
    watermarkOpacity: Double = 0.7
  ) {
    self.colours = colours
    self.logo = logo
    self.watermark = watermark
    self.watermarkPosition = watermarkPosition
    self.watermarkOpacity = watermarkOpacity
  }
}
