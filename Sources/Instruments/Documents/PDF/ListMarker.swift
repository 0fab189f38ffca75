/// What stands before an item of a list.
struct ListMarker {
  /// The text behind it.
  let rest: String
  let isOrdered: Bool

  /// Takes it off a line that begins with one.
  init?(_ line: String) {
    guard Self.mayBeginWithOne(line), let space = line.firstIndex(of: " ") else { return nil }
    let marker = line[..<space]
    let rest = line[space...].drop { $0 == " " }
    guard !rest.isEmpty, marker.utf8.count <= 8 else { return nil }
    if Self.isBullet(marker) {
      isOrdered = false
    } else if Self.isNumber(marker) {
      isOrdered = true
    } else {
      return nil
    }
    self.rest = String(rest)
  }

  /// A quick look, for most lines begin with a word: a blank must come soon, and a mark before it.
  private static func mayBeginWithOne(_ line: String) -> Bool {
    var last: UInt8 = 0
    var count = 0
    for byte in line.utf8.prefix(9) {
      if byte >= 0x80 { return true }
      if byte == 0x20 { return count < 2 || last == UInt8(ascii: ".") || last == UInt8(ascii: ")") }
      last = byte
      count += 1
    }
    return false
  }

  static func isMarker(_ word: String) -> Bool { isBullet(word[...]) || isNumber(word[...]) || isSectionNumber(word[...]) }

  private static let bullets: Set<Character> = [
    "•", "‣", "◦", "▪", "●", "○", "·", "■", "□", "➢", "➤", "✓", "✔", "►", "▶", "❖", "♦", "◆", "∙", "⁃", "–", "—", "-", "*",
  ]

  private static func isBullet(_ word: Substring) -> Bool { word.count == 1 && word.first.map(bullets.contains) == true }

  /// `1.`, `(2)`, `c)`, `iv.`
  private static func isNumber(_ word: Substring) -> Bool {
    guard let last = word.last, last == "." || last == ")" else { return false }
    let body = word.dropLast().drop { $0 == "(" }
    guard !body.isEmpty, body.count <= 4 else { return false }
    if body.allSatisfy({ $0.isASCII && $0.isNumber }) { return body.count <= 3 }
    if body.count == 1 { return (last == ")" || word.count == 2) && body.first?.isLetter == true && body.first?.isASCII == true }
    return body.allSatisfy { "ivx".contains($0) }
  }

  /// `2.3`, `4.1.2.`
  static func isSectionNumber(_ word: Substring) -> Bool {
    let parts = word.split(separator: ".", omittingEmptySubsequences: true)
    guard (1...4).contains(parts.count), word.contains(".") else { return false }
    return parts.allSatisfy { $0.count <= 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }
  }
}
