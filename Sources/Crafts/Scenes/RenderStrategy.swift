package import Production

/// How much moves in a film: decided once, by what was asked for and what the film shows.
///
/// Faces, poses and the mark of the spoken word live in any film; this is about all else.
package struct RenderStrategy: Hashable, Sendable {
  package let kind: Kind
  package let text: TextAnimation
  package let transition: Transition
  /// Icons pop up, and drawings that move play; else they are simply there.
  package let movesPictures: Bool
  /// The background is slowly approached. Only where somebody asked for it: each of its frames is another picture.
  package let movesCamera: Bool
  /// Why it is what it is, for a person.
  package let why: String
  /// What was asked for and is left out.
  package let leftOut: [String]

  /// For a person, in one line.
  package var words: String {
    let without = leftOut.isEmpty ? "" : "; without \(leftOut.joined(separator: ", "))"
    return "\(kind.rawValue): \(why)\(without)"
  }

  package enum Kind: String, Sendable {
    case simple, rich
  }

  /// What a film shows that can move.
  package enum Attraction: String, Sendable, CaseIterable {
    case icons
    case animations = "animated pictures"
  }

  package init(_ motion: Motion, showing attractions: Set<Attraction>) {
    var moving: [String] = []
    if ![.none, .fadeIn].contains(motion.text) { moving.append("the text animation \"\(motion.text.rawValue)\"") }
    if motion.transition != .cut { moving.append("the transition \"\(motion.transition.rawValue)\"") }
    moving += Attraction.allCases.filter(attractions.contains).map { "the movement of \($0.rawValue)" }
    let isSimple = motion.render == .simple || motion.render == .auto && moving.isEmpty
    kind = isSimple ? .simple : .rich
    text = isSimple && motion.text != .fadeIn ? .none : motion.text
    transition = isSimple ? .cut : motion.transition
    movesPictures = !isSimple
    movesCamera = motion.render == .rich
    leftOut = isSimple ? moving : []
    why =
      switch motion.render {
      case .auto where moving.isEmpty: "nothing that was asked for moves"
      case .auto: "for \(moving.joined(separator: " and "))"
      case .simple, .rich: "it was asked for"
      }
  }
}
