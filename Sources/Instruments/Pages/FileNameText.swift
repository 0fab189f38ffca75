/// Names for files and folders that every system that reads a share shows and opens as they are.
package enum FileNameText {
  /// Room is left below the 255 bytes of most file systems, so that " (2)" still fits.
  package static let longest = 200

  /// Makes a file name of any text: no separators, wildcards or controls, no device's name, no blank or dot at its ends.
  ///
  /// A name that is too long is cut at a character, before its extension.
  package static func safe(_ text: String, longest: Int = longest) -> String {
    var name = trimmed(replaced(text))
    if name.utf8.count > longest { name = shortened(name, to: longest) }
    if name.isEmpty { return "untitled" }
    return isDevice(name) ? "_" + shortened(name, to: longest - 1) : name
  }

  /// Splits a name before its extension: "film.tiktok.mp4" into "film.tiktok" and ".mp4".
  package static func parts(of name: String) -> (stem: String, ending: String) {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return (name, "") }
    let ending = String(name[dot...])
    return (2...12).contains(ending.utf8.count) ? (String(name[..<dot]), ending) : (name, "")
  }

  private static func replaced(_ text: String) -> String {
    var name = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "/", ":", "*", "?", "\"", "<", ">", "|": name.append("-")
      case _ where scalar.properties.isWhitespace || scalar.breaksLine:
        if name.last != " " { name.append(" ") }
      case _ where scalar.isUnshowable: break
      default: name.append(scalar)
      }
    }
    return String(name)
  }

  /// Windows drops a blank or dot at the end without a word; at the start they hide a file or look like nothing.
  private static func trimmed(_ name: String) -> String {
    let isEdge: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "." }
    let scalars = name.unicodeScalars
    guard let last = scalars.lastIndex(where: { !isEdge($0) }) else { return "" }
    return String(String.UnicodeScalarView(scalars[...last].drop(while: isEdge)))
  }

  private static func shortened(_ name: String, to longest: Int) -> String {
    if name.utf8.count <= longest { return name }
    let (stem, ending) = parts(of: name)
    var kept = ""
    var room = longest - ending.utf8.count
    for character in stem {
      room -= character.utf8.count
      if room < 0 { break }
      kept.append(character)
    }
    return trimmed(trimmed(kept) + ending)
  }

  /// Windows opens a device where one of these is the name, whatever its extension and case.
  private static func isDevice(_ name: String) -> Bool {
    let stem = trimmed(String(name.prefix { $0 != "." })).uppercased()
    switch stem {
    case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$": return true
    default: break
    }
    guard stem.hasPrefix("COM") || stem.hasPrefix("LPT"), let digit = stem.last else { return false }
    return stem.count == 4 && "0123456789¹²³".contains(digit)
  }
}
