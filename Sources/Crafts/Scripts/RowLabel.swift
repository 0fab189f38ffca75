import Production

/// What stands before the colon of a row: a key, or a speaker and a pose.
struct RowLabel: Equatable {
  let name: String
  /// What stood in brackets behind the name.
  let note: String?
  /// What follows the colon.
  let rest: String

  static let colons: Set<Character> = [":", "：", "﹕", "꞉"]
  private static let openers: [Character: Character] = ["(": ")", "（": "）", "[": "]", "【": "】"]
  private static let bullets: Set<Character> = ["-", "*", "•", "–", "—", ">", "·", "‣", "_", "+"]
  private static let longest = 48

  /// Takes a row apart at its first colon; none where what precedes it cannot be a name.
  init?(_ row: String) {
    guard let colon = row.firstIndex(where: Self.colons.contains) else { return nil }
    var head = row[..<colon].drop { Self.bullets.contains($0) || $0.isWhitespace }
    var tail = row[row.index(after: colon)...]
    guard !tail.hasPrefix("//") else { return nil }
    // Bold names close behind the colon.
    if row.prefix(while: { Self.bullets.contains($0) || $0.isWhitespace }).contains(where: { $0 == "*" || $0 == "_" }) {
      tail = tail.drop { $0 == "*" || $0 == "_" }
    }
    rest = String(tail).trimmedOfBlanks
    if let opener = head.lastIndex(where: { Self.openers[$0] != nil }), opener != head.startIndex {
      let closer = Self.openers[head[opener]]
      let inside = head[head.index(after: opener)...]
      note = String(inside.prefix { $0 != closer }).trimmedOfBlanks
      head = head[..<opener]
    } else {
      note = nil
    }
    name = String(head).trimmedOfBlanks.withoutMarks
    guard (1...Self.longest).contains(name.count), name.contains(where: \.isLetter), name.split(separator: " ").count <= 4 else {
      return nil
    }
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || " -'’._".contains($0) }) else { return nil }
  }

  /// Written in capitals only, as this form writes its keys and speakers.
  var isShouted: Bool { name.count(where: \.isLetter) >= 2 && !name.contains(where: \.isLowercase) }

  /// At most two words, each with a capital: the shape of a person's name.
  var isNameLike: Bool {
    let words = name.split(separator: " ")
    return words.count <= 2 && words.allSatisfy { $0.first?.isUppercase == true }
  }
}

extension String {
  /// The text without the quotation marks, stars and underscores that stand around it.
  fileprivate var withoutMarks: String {
    let marks: Set<Character> = ["*", "_", "\"", "“", "”", "„", "'"]
    var slice = self[...]
    while let last = slice.last, marks.contains(last) || last.isWhitespace { slice.removeLast() }
    return String(slice.drop { marks.contains($0) || $0.isWhitespace })
  }
}
