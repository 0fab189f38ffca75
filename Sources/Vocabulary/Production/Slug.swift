// The standard library's own tables for composing letters are behind this name.
@_spi(_Unicode) import Swift

/// Words joined by hyphens, safe as a folder name on every system that reads the share.
package enum Slug {
  /// Long enough to be recognised, short enough that every suffix still fits into a file name.
  package static let longest = 48

  package static func make(from text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 128 }) { return make(fromPlain: text) }
    var slug = ""
    var pendingHyphen = false
    for character in composed(text.lowercased()) {
      guard character.isLetter || character.isNumber, character.unicodeScalars.allSatisfy(isPlain) else {
        pendingHyphen = !slug.isEmpty
        continue
      }
      if slug.utf8.count + String(character).utf8.count + 1 > longest { break }
      if pendingHyphen { slug.append("-") }
      pendingHyphen = false
      slug.append(character)
    }
    return named(slug)
  }

  /// The same for plain letters, which need no look into the tables of all letters.
  private static func make(fromPlain text: String) -> String {
    var slug: [UInt8] = []
    var pendingHyphen = false
    for byte in text.utf8 {
      let lower = (65...90).contains(byte) ? byte + 32 : byte
      guard (97...122).contains(lower) || (48...57).contains(lower) else {
        pendingHyphen = !slug.isEmpty
        continue
      }
      if slug.count + 2 > longest { break }
      if pendingHyphen { slug.append(UInt8(ascii: "-")) }
      pendingHyphen = false
      slug.append(lower)
    }
    return named(String(decoding: slug, as: UTF8.self))
  }

  private static func named(_ slug: String) -> String {
    slug.isEmpty || isDeviceName(slug) ? "video" + (slug.isEmpty ? "" : "-" + slug) : slug
  }

  package static func isSlug(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= longest + 16, text.first != "-", text.last != "-" else { return false }
    // Nearly all of them are plain, and need no look into the tables of all letters.
    if text.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }) { return true }
    return text.allSatisfy { character in
      character == "-"
        || (character.isLetter || character.isNumber) && character.unicodeScalars.allSatisfy(isPlain)
          && String(character) == character.lowercased()
    }
  }

  package static func withoutExtension(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    let ending = name[name.index(after: dot)...]
    let looksLikeExtension = (1...8).contains(ending.count) && ending.allSatisfy { $0.isLetter || $0.isNumber }
    return looksLikeExtension ? String(name[..<dot]) : name
  }

  /// "spring" of `spring.script`: what it is for stands behind the name, and is no part of it.
  static func withoutRole(_ stem: String) -> String {
    for role in [".script", ".topics"] where stem.count > role.count && stem.lowercased().hasSuffix(role) {
      return String(stem.dropLast(role.count))
    }
    return stem
  }

  /// The one way of writing accents and syllables that most systems use. A Mac writes them in parts, and two names that look alike
  /// would be two folders.
  package static func composed(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 128 }) { return text }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text._nfc)
    return String(scalars)
  }

  /// Letters and digits only: no controls, no marks that reorder or hide text.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }

  /// Windows refuses these as names, with or without an extension.
  private static func isDeviceName(_ slug: String) -> Bool {
    if ["con", "prn", "aux", "nul"].contains(slug) { return true }
    return slug.count == 4 && (slug.hasPrefix("com") || slug.hasPrefix("lpt")) && slug.last?.isNumber == true
  }
}
