import Drawing
import Production

/// How a page of what is said comes into its bubble: a short movement, then it stands still.
struct TextEntrance {
  let animation: TextAnimation
  let clock: FrameClock
  /// What the text stays in while it moves.
  let room: Box
  let scale: Double

  /// A page that is turned to is read at once: its fading is shorter than the entrance of a thing.
  static let fading = 0.13
  static let popping = 0.17
  static let sliding = 0.26
  /// Typing goes as quickly as one reads at least, and is over soon.
  static let lettersPerSecond = 55.0
  static let longestTyping = 0.8

  /// The text as it is seen in a frame, having come at the frame `first`.
  func layer(_ text: TextPiece, at frame: Int, since first: Int, until end: Int) -> Layer {
    let whole = Layer(.caption, .text(text))
    switch animation {
    case .none: return whole
    case .fadeIn, .highlightKeywords: return faded(whole, clock.easedOut(frame, since: first, lasting: Self.fading))
    case .pop: return popped(whole, at: frame, since: first)
    case .slideIn: return slid(whole, text, clock.easedOut(frame, since: first, lasting: Self.sliding))
    case .typewriter: return typed(whole, text, at: frame, since: first, until: end)
    }
  }

  /// In steps that can be told apart.
  private func faded(_ layer: Layer, _ shown: Double) -> Layer {
    var layer = layer
    layer.opacity = (shown * 20).rounded() / 20
    return layer
  }

  private func popped(_ layer: Layer, at frame: Int, since first: Int) -> Layer {
    let count = clock.frames(Self.popping)
    guard frame - first < count else { return layer }
    let shown = Double(max(0, frame - first) + 1) / Double(count + 1)
    var layer = faded(layer, min(1, shown * 2.5))
    // It grows a little too far, and settles.
    layer.scale = shown < 0.7 ? 0.8 + 0.24 * shown / 0.7 : 1.04 - 0.04 * (shown - 0.7) / 0.3
    return layer
  }

  private func slid(_ layer: Layer, _ text: TextPiece, _ shown: Double) -> Layer {
    guard shown < 1 else { return layer }
    var layer = faded(layer, min(1, shown * 1.3))
    let way = max(0, min(34 * scale, room.bottom - text.box.bottom))
    layer.shift.y = ((1 - shown) * way).rounded()
    return layer
  }

  private func typed(_ layer: Layer, _ text: TextPiece, at frame: Int, since first: Int, until end: Int) -> Layer {
    let letters = text.text.count
    let seconds = min(Self.longestTyping, Double(letters) / Self.lettersPerSecond, 0.4 * clock.seconds(end - first))
    let count = clock.frames(seconds)
    let step = clock.frames(0.066)
    guard frame - first + step < count else { return layer }
    let typed = letters * (max(0, frame - first) / step * step + step) / count
    // The first word is said at once, the next ones later than they are typed.
    let firstWord = text.text.prefix { !$0.isWhitespace }.count
    let bytes = text.text.prefix(max(firstWord, typed)).utf8.count
    guard bytes < text.text.utf8.count else { return layer }
    var part = text
    part.parts.append(ColouredPart(range: bytes..<text.text.utf8.count, colour: text.colour.opacity(0)))
    return Layer(layer.role, .text(part))
  }
}
