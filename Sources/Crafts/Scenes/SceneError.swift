/// Why no film can be drawn, for the person who must act.
package enum SceneError: Error, Hashable, CustomStringConvertible {
  /// A picture that was there is there no more.
  case missing(String)
  /// No picture at all of a character.
  case unknownCharacter(String)

  package var description: String {
    switch self {
    case .missing(let path):
      "The picture \"\(path)\" is missing. Put it back into the assets folder and try again."
    case .unknownCharacter(let name):
      "There is no character \"\(name)\". Put its pictures into assets/characters/\(name)/ (standing.svg or standing.png at least)."
    }
  }
}
