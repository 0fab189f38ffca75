import Language
import Production

enum StyleGuess {
  /// The style that was asked for; where that is left open, a document that is plainly of one kind decides.
  static func style(settings: StyleChoice, stems: [[String]]) -> VideoStyle {
    if let asked = settings.style { return asked }
    let all = stems.flatMap { $0 }
    guard all.count >= 20 else { return settings.orUsual }
    let stemmer = Stemmer(.english)
    let counts = signs.map { style, words in
      let known = Set(words.split(separator: " ").map { Words.stem(String($0), stemmer) })
      return (style: style, count: all.count { known.contains($0) })
    }.sorted { $0.count > $1.count }
    guard let best = counts.first, counts.count > 1, best.count * 14 >= all.count, best.count >= counts[1].count * 2 else {
      return settings.orUsual
    }
    return best.style
  }

  private static let signs: [(VideoStyle, String)] = [
    (
      .finance,
      """
      interest money savings saving bank account loan credit invest investment investor return capital budget tax inflation debt \
      mortgage fund share dividend income portfolio market bond profit
      """
    ),
    (
      .tech,
      """
      software computer data server app application code program programming network internet algorithm database cloud device digital \
      system api browser encryption password processor chip robot sensor user update file backup memory storage battery machine model
      """
    ),
    (
      .motivation,
      """
      goal dream success habit motivation mindset courage fear fail failure believe confidence discipline inspire achieve growth effort \
      persistence purpose passion challenge
      """
    ),
  ]
}
