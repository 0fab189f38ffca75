/// A written word without what a voice cannot say, and without the marks around it.
struct SpokenToken: Hashable, Sendable {
  let written: String
  let lead: String
  let core: String
  let trail: String
  /// A space that may not be broken follows: "14 000", "5 kg".
  let isTied: Bool

  /// What is longer, in bytes, no rule reads: no word is, and codes are said as they stand.
  private static let longest = 100

  static func all(in text: String) -> [SpokenToken] {
    var tokens: [SpokenToken] = []
    var word = ""
    for character in text + " " {
      guard character.isWhitespace else {
        word.append(character)
        continue
      }
      if !word.isEmpty { tokens.append(SpokenToken(word, isTied: "\u{A0}\u{202F}\u{2009}\u{2007}".contains(character))) }
      word = ""
    }
    return tokens
  }

  init(_ written: String, isTied: Bool = false) {
    self.written = written
    self.isTied = isTied
    var body = String(String.UnicodeScalarView(written.unicodeScalars.filter { !Self.isSilent($0) }))[...]
    let lead = body.prefix { Self.openers.contains($0) }
    body = body.dropFirst(lead.count)
    let trail = body.reversed().prefix { Self.closers.contains($0) }.reversed()
    body = body.dropLast(trail.count)
    while let first = body.first, "_~#".contains(first), body.dropFirst().first.map({ $0.isLetter || "_~#".contains($0) }) ?? true
    {
      body.removeFirst()
    }
    while body.last == "_" || body.last == "~" { body.removeLast() }
    (self.lead, core, self.trail) = (String(lead), String(body), String(trail))
  }

  private init(silencing token: SpokenToken) {
    (written, lead, core, trail, isTied) = (token.written, token.lead, "", token.trail, token.isTied)
  }

  /// As the rules see it: without a word that is too long for them.
  var readable: SpokenToken { core.utf8.count <= Self.longest ? self : SpokenToken(silencing: self) }

  var opensBracket: Bool { lead.contains { "([{".contains($0) } && !core.isEmpty }

  /// Whether nothing but a space stands between this word and the next.
  func touches(_ next: SpokenToken) -> Bool { trail.isEmpty && next.lead.isEmpty }

  /// A reading with the marks around it that a voice heeds.
  func said(as reading: Said) -> String {
    guard !reading.text.isEmpty else { return "" }
    // The apostrophe of "'90s" is silent.
    let isDecade = core.first?.isASCIIDigit == true
    return lead.filter { !"([{".contains($0) && !(isDecade && "'’‘".contains($0)) } + reading.text + marks(after: reading)
  }

  /// The marks behind a reading that a voice makes pauses of.
  func marks(after reading: Said) -> String {
    var marks = ""
    for mark in trail {
      switch mark {
      case ")", "]", "}": if marks.isEmpty, !isLastMark(mark) { marks = "," }
      case "\"", "”", "'", "’": if !reading.dropsQuote { marks.append(mark) }
      case ".": if !(reading.dropsStop && marks.isEmpty && !trail.contains("..")) { marks.append(mark) }
      default: marks.append(mark)
      }
    }
    if marks.first == ",", let second = marks.dropFirst().first, ",.;:!?…".contains(second) { marks.removeFirst() }
    return marks
  }

  /// A bracket that closes nothing of which a voice would make a pause: "item(s)".
  private func isLastMark(_ mark: Character) -> Bool { written.contains("(s)") && mark == ")" }

  private static let openers: Set<Character> = Set("([{\"“„«‘'‚‹¿¡’")
  private static let closers: Set<Character> = Set(",.;:!?…)]}\"”’»›'。，！？、；：“")

  private static func isSilent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "*", "`", "•", "·", "\u{FE0E}", "\u{FE0F}", "\u{20E3}": return true
    case "°", "№", "℃", "℉": return false
    default: break
    }
    switch scalar.properties.generalCategory {
    // Pictures and arrows, joiners, and what has no meaning of its own.
    case .otherSymbol, .control, .format, .privateUse, .surrogate, .unassigned: return true
    default: return scalar.properties.isEmojiPresentation || scalar.properties.isEmojiModifier
    }
  }
}

extension Character {
  var isDash: Bool { "-–—―‒−‐‑".contains(self) }

  var isASCIIDigit: Bool { isASCII && isNumber }
}

extension StringProtocol {
  /// Not empty, and nothing but 0 to 9.
  var isDigits: Bool { !isEmpty && allSatisfy(\.isASCIIDigit) }

  var isLetters: Bool { !isEmpty && allSatisfy(\.isLetter) }

  var isCapitals: Bool { !isEmpty && allSatisfy { $0.isLetter && $0.isUppercase } }

  /// Letter by letter: engines read "A.P.I" so, and end no sentence at it.
  var spelled: String { uppercased().map { String($0) }.joined(separator: ".") }
}
