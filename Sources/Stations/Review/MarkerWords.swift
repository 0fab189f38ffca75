package import Production

/// What the name of a file in a review folder says.
package enum MarkerReading: Hashable, Sendable {
  /// Nothing about a decision.
  case silent
  case decision(Decision)
  /// A word of decision that is negated, asked, or beside another one: it decides nothing, and the folder says so.
  case unclear
}

/// Reads decisions out of names. A word only counts when it stands as a word and is not negated.
package enum MarkerWords {
  private static let words: [String: Decision] = [
    "approved": .approve, "approve": .approve, "rejected": .reject, "reject": .reject, "redo": .redo, "cancel": .cancel,
    "cancelled": .cancel, "canceled": .cancel, "hold": .hold,
  ]

  /// Any of these before the word, and it is no decision any more.
  private static let negations: Set<String> = [
    "not", "no", "never", "non", "un", "dont", "don", "isnt", "isn", "wasnt", "wasn", "cannot", "cant", "nearly", "almost",
    "until",
    "unless", "if", "when", "once", "before", "pending", "awaiting", "waiting", "be", "needs", "need", "should", "must", "may",
    "can", "could", "will", "would", "without", "please", "nicht", "kein", "keine", "pas", "nie", "nee", "niet",
  ]

  /// The words of a name, in lower case, without its extension; `scriptApproved` is two of them.
  package static func tokens(of name: String) -> [(word: String, isAsked: Bool)] {
    var tokens: [(word: String, isAsked: Bool)] = []
    var word = ""
    var previousIsLower = false
    func finish() {
      if !word.isEmpty { tokens.append((word.lowercased(), false)) }
      word = ""
    }
    for character in name {
      if character.isLetter {
        if character.isUppercase && previousIsLower { finish() }
        word.append(character)
        previousIsLower = character.isLowercase
        continue
      }
      // An apostrophe belongs to its word: "isn't" is one.
      if character == "'" || character == "\u{2019}" { continue }
      finish()
      previousIsLower = false
      if isQuestionMark(character), let last = tokens.indices.last { tokens[last].isAsked = true }
    }
    finish()
    return tokens
  }

  /// Windows lets nobody write "?", and file servers map it into the private use area.
  private static func isQuestionMark(_ character: Character) -> Bool {
    character == "?" || character == "\u{FF1F}" || character == "\u{F03F}" || character == "\u{F025}"
  }

  package static func read(_ name: String) -> MarkerReading {
    let tokens = tokens(of: name)
    var found: Set<Decision> = []
    for (index, token) in tokens.enumerated() {
      guard let decision = words[token.word] else { continue }
      let isNegated = tokens[..<index].contains { negations.contains($0.word) }
      if isNegated || tokens[index...].contains(where: \.isAsked) { return .unclear }
      found.insert(decision)
    }
    guard let decision = found.first else { return .silent }
    return found.count == 1 ? .decision(decision) : .unclear
  }

  /// Whether the name is that of the gate's own file, renamed or copied: `script approved.txt`, `APPROVED-script.txt`,
  /// `script - Copy.txt`; at the other gates with their words.
  package static func isAbout(_ gate: Gate, _ name: String) -> Bool { tokens(of: name).contains { $0.word == gate.rawValue } }

  /// Whether the name is a marker and nothing else: `approved`, `Approved.txt`, `approved by Maria.docx`, `NAME approved`.
  package static func isBareMarker(_ name: String, job: JobName) -> Bool {
    let fillers: Set<String> = [
      "txt", "docx", "doc", "odt", "rtf", "md", "copy", "kopie", "copie", "copia", "the", "on", "final",
    ]
    let ofJob = Set(tokens(of: job.text).map(\.word))
    let rest = tokens(of: name).map(\.word)
    let start = rest.prefix { $0 != "by" }
    return start.allSatisfy {
      words[$0] != nil || fillers.contains($0) || ofJob.contains($0) || negations.contains($0) || $0 == "to"
    }
  }
}
