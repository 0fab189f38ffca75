/// The name of a client: one client, one share. Lower-case letters, digits and hyphens.
package struct ClientName: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let text: String

  package init?(_ text: String) {
    guard Slug.isSlug(text) else { return nil }
    self.text = text
  }

  package var description: String { text }
  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// The short, readable, unique name of a job: its folder everywhere, its id in every command, its key in the ledger.
package struct JobName: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let text: String

  package init?(_ text: String) {
    guard Slug.isSlug(text) else { return nil }
    self.text = text
  }

  /// Makes a job's name from what a person called the drop; `taken` says which names are in use.
  package init(fromDrop dropName: String, isTaken: (JobName) -> Bool) {
    let stem = Slug.make(from: Slug.withoutExtension(dropName))
    var candidate = JobName(unchecked: stem)
    var number = 2
    while isTaken(candidate) {
      candidate = JobName(unchecked: "\(stem)-\(number)")
      number += 1
    }
    self = candidate
  }

  private init(unchecked text: String) { self.text = text }

  package var description: String { text }
  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// Words joined by hyphens, safe as a folder name on every system that reads the share.
package enum Slug {
  /// Long enough to be recognised, short enough that every suffix still fits into a file name.
  package static let longest = 48

  package static func make(from text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 128 }) { return make(fromPlain: text) }
    var slug = ""
    var pendingHyphen = false
    for character in text.lowercased() {
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

extension ClientName: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let name = ClientName(text) else { throw NotASlug(text: text) }
    self = name
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension JobName: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let name = JobName(text) else { throw NotASlug(text: text) }
    self = name
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// A text that was to be a name, and is none.
package struct NotASlug: Error, CustomStringConvertible {
  package let text: String
  package var description: String { "\"\(text)\" is not a name: only lower-case letters, digits and hyphens may be in one." }
}
