/// A source of frames that no film can be made of: a mistake in the program, not in what a person gave.
package enum FilmError: Error, Hashable, Sendable, CustomStringConvertible {
  case empty
  case gap(state: Int, expected: Int, found: Int)
  case tooLong(frames: Int)
  case missing(scene: Int)

  package var description: String {
    switch self {
    case .empty: "a film without frames"
    case .gap(let state, let expected, let found):
      "state \(state) starts at frame \(found) or is empty; frame \(expected) comes next"
    case .tooLong(let frames): "a film of \(frames) frames"
    case .missing(let scene): "scene \(scene) was not made"
    }
  }
}
