package import Drawing

/// A brand's colours as they can be read, each in the place of one of the house's.
///
/// Films are composed in the house's colours and dressed at the end: so nothing in the picture can be forgotten.
package struct Livery: Hashable, Sendable {
  /// With those made darker or lighter that could not be read.
  package let colours: Brand.Colours
  /// What was changed, in words for a person.
  package let changes: [String]
  /// Dark letters on bright grounds: no shadow helps them.
  private let isLight: Bool
  private let places: [Colour: Colour]
  /// What marks the spoken word, and its letters on it: they are read as the rest of a caption is.
  private let mark: Colour
  private let markedText: Colour

  /// What captions need, and what all other texts do, as WCAG counts contrast.
  package static let captionContrast = 7.0
  package static let textContrast = 4.5

  package init(_ wanted: Brand.Colours, over look: Look) {
    var (colours, changes) = (wanted, [String]())
    func read(_ name: String, _ path: WritableKeyPath<Brand.Colours, Colour>, on grounds: [Colour], atLeast least: Double) {
      let readable = colours[keyPath: path].readable(on: grounds, atLeast: least)
      guard let readable, readable != colours[keyPath: path] else { return }
      let word = readable.luminance > colours[keyPath: path].luminance ? "lighter" : "darker"
      changes.append("\(name) is made \(word), so that texts can be read: \(colours[keyPath: path].hex) becomes \(readable.hex).")
      colours[keyPath: path] = readable
    }
    // A text of middling brightness cannot be read on anything: first it must be able to. What differs most from it says which way.
    let ground = [colours.primary, colours.background].max { $0.contrast(with: colours.text) < $1.contrast(with: colours.text) }
    let isDark = (ground ?? colours.primary).luminance > colours.text.luminance
    read("text", \.text, on: [isDark ? .white : .black], atLeast: Self.captionContrast)
    read("primary", \.primary, on: [colours.text], atLeast: Self.captionContrast)
    read("background", \.background, on: [colours.text], atLeast: Self.textContrast)
    read("secondary", \.secondary, on: [colours.text], atLeast: Self.textContrast)
    read(
      "accent", \.accent, on: [colours.primary, colours.background, colours.secondary], atLeast: Self.textContrast)
    self.colours = colours
    self.changes = changes
    isLight = colours.text.luminance < colours.primary.luminance
    let end = isLight ? Colour.white : .black
    mark = colours.accent.readable(on: [end], atLeast: Self.captionContrast) ?? colours.accent
    markedText = colours.primary.contrast(with: mark) >= Self.captionContrast ? colours.primary : end
    let pairs = [
      (Look.paper, colours.text), (Look.board.opacity(1), colours.primary), (Look.ink, colours.primary),
      (look.accent, colours.accent), (Look.brand, colours.accent), (Look.colour(of: .left), colours.accent),
      (Look.colour(of: .right), colours.accent.mixed(with: colours.text, 0.55)),
    ]
    places = Dictionary(pairs) { first, _ in first }
  }

  /// The same picture in the brand's colours. The program's own background gives way to them, somebody's own does not.
  package func dressed(_ picture: PictureDescription, keepingBackdrop: Bool) -> PictureDescription {
    PictureDescription(layers: picture.layers.map { dressed($0, keepingBackdrop) })
  }

  private func dressed(_ layer: Layer, _ keepsBackdrop: Bool) -> Layer {
    var layer = layer
    switch layer.shape {
    case .whole(let inner, let box): layer.shape = .whole(dressed(inner, keepingBackdrop: keepsBackdrop), box)
    case .backdrop(let backdrop):
      layer.shape = .backdrop(
        Backdrop(
          asset: keepsBackdrop ? backdrop.asset : nil, top: colours.background, bottom: colours.secondary,
          box: backdrop.box, overscan: backdrop.overscan))
    case .panel(let panel): layer.shape = .panel(dressed(panel))
    case .text(let text): layer.shape = .text(dressed(text))
    case .figure, .picture: break
    }
    return layer
  }

  private func dressed(_ panel: Panel) -> Panel {
    var panel = panel
    panel.paint =
      switch panel.paint {
      case .flat(let colour): .flat(dressed(colour))
      case .falling(let from, let to): .falling(from: dressed(from), to: dressed(to))
      case .across(let from, let to): .across(from: dressed(from), to: dressed(to))
      case .glow(let inner, let outer): .glow(inner: dressed(inner), outer: dressed(outer))
      }
    panel.outline = panel.outline.map { Panel.Outline(width: $0.width, colour: dressed($0.colour)) }
    return panel
  }

  private func dressed(_ text: TextPiece) -> TextPiece {
    var text = text
    text.colour = dressed(text.colour)
    text.parts = text.parts.map { ColouredPart(range: $0.range, colour: dressed($0.colour)) }
    if var highlight = text.highlight {
      (highlight.markColour, highlight.textColour) = (mark, markedText)
      text.highlight = highlight
    }
    if isLight { text.shadow = 0 }
    return text
  }

  private func dressed(_ colour: Colour) -> Colour { places[colour.opacity(1)]?.opacity(colour.alpha) ?? colour }
}

extension Colour {
  /// As designers write it: "#e94560".
  package var hex: String {
    let parts = [red, green, blue].map { part in
      let digits = String(Int((part * 255).rounded()), radix: 16)
      return digits.count < 2 ? "0" + digits : digits
    }
    return "#" + parts.joined()
  }

  func mixed(with other: Colour, _ part: Double) -> Colour {
    func mix(_ one: Double, _ two: Double) -> Double { ((one + (two - one) * part) * 255).rounded() / 255 }
    return Colour(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue), alpha: alpha)
  }

  /// The colour that is nearest to this one and has this contrast with all of the grounds: lighter where they are darker, and the
  /// other way round. Nil where there is none.
  package func readable(on grounds: [Colour], atLeast least: Double) -> Colour? {
    let brightness = grounds.reduce(0) { $0 + $1.luminance } / Double(max(1, grounds.count))
    // Whichever end is farther away from the grounds leaves the most room.
    let end: Colour = (1.05 / (brightness + 0.05)) >= (brightness + 0.05) / 0.05 ? .white : .black
    return (0...50).lazy.map { mixed(with: end, Double($0) / 50) }.first { colour in
      grounds.allSatisfy { colour.contrast(with: $0) >= least }
    }
  }
}
