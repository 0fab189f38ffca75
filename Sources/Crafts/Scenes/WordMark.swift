import Drawing

/// Marks the word that is being said: dark letters on the accent, a little larger at first.
struct WordMark {
  let words: [CaptionWord]
  let places: [PlacedWord]
  let accent: Colour
  let scale: Double

  /// A word stays marked until the next one begins, or a little longer than it lasts when none does.
  static let lingering = 0.25

  func highlight(at frame: Int, style: TextStyle, clock: FrameClock) -> TextPiece.Highlight? {
    guard let index = words.lastIndex(where: { clock.frame(at: $0.start) <= frame }), places.indices.contains(index) else {
      return nil
    }
    let (word, place) = (words[index], places[index])
    guard frame < clock.frame(at: word.end) + clock.frames(Self.lingering) || index + 1 < words.count else { return nil }
    let age = clock.seconds(frame - clock.frame(at: word.start))
    let pop = age < 0.066 ? 1.08 : age < 0.132 ? 1.03 : 1
    // Long words pop less: the mark stays clear of its neighbours.
    let most = 1 + 22 * scale / max(1, place.box.width)
    let mark = Box(
      x: place.box.x, y: place.baseline - 0.84 * style.size, width: place.box.width, height: 1.17 * style.size
    ).inset(byX: -0.12 * style.size, y: 0)
    return TextPiece.Highlight(word: place, mark: mark, markColour: accent, textColour: Look.ink, scale: min(pop, most))
  }
}
