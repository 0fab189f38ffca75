package import Production

/// Reads decisions out of names. A word only counts when it stands as a word and is not negated.
package enum MarkerWords {
  private static let words: [String: Decision] = [
    "approved": .approve, "approve": .approve, "rejected": .reject, "reject": .reject, "redo": .redo, "cancel": .cancel,
    "cancelled": .cancel, "canceled": .cancel, "hold": .hold,
  ]

  /// Any of these before the word, and it is no decision any more.
  private static let negations: Set<String> = [
    "not", "no", "never", "non", "un", "dis", "pre", "dont", "don", "doesnt", "isnt", "isn", "wasnt", "wasn", "arent", "cannot",
    "cant",
    "nearly", "almost", "until", "unless", "if", "when", "once", "before", "pending", "awaiting", "waiting", "be", "needs",
    "need",
    "should", "must", "may", "can", "could", "will", "would", "without", "please", "nicht", "kein", "keine", "pas", "nie", "nee",
    "niet",
  ]

  /// Any of these behind it: it holds under a condition, or not at all.
  private static let afterthoughts: Set<String> = [
    "not", "never", "nope", "nicht", "niet", "if", "unless", "until", "pending", "subject", "provided", "except", "but",
  ]

  /// "approved - no" denies, and "approved, no changes" does not.
  private static let lastWords: Set<String> = ["no", "nein", "nee", "non", "pas", "nie"]

  private static let endings: Set<String> = ["txt", "docx", "doc", "odt", "rtf", "md", "text"]

  /// The words of a name, in lower case; `scriptApproved` is two of them.
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
    let words = tokens.map(\.word)
    var found: Set<Decision> = []
    var isNearly = false
    for (index, word) in words.enumerated() {
      guard let decision = Self.words[word] else {
        isNearly = isNearly || isNearlyADecision(word)
        continue
      }
      let isNegated = words[..<index].contains(where: negations.contains) || isTakenBack(words[(index + 1)...])
      if isNegated || tokens[index...].contains(where: \.isAsked) { return .unclear }
      found.insert(decision)
    }
    if found.count > 1 || !found.isEmpty && isNearly { return .unclear }
    guard let decision = found.first else { return isNearly ? .nearly : .silent }
    return .decision(decision)
  }

  private static func isTakenBack(_ rest: ArraySlice<String>) -> Bool {
    if rest.contains(where: afterthoughts.contains) { return true }
    return rest.last { !endings.contains($0) }.map(lastWords.contains) ?? false
  }

  /// "unapproved", "scriptapproved", "approval", "apporved": meant as a word, and none.
  private static func isNearlyADecision(_ word: String) -> Bool {
    if word.contains("approv") || word.contains("reject") { return true }
    return ["approved", "approve", "rejected", "cancel", "cancelled"].contains { isOneSlip(from: $0, to: word) }
  }

  /// One letter missing, too many, another one, or two that changed places.
  private static func isOneSlip(from right: String, to typed: String) -> Bool {
    let (right, typed) = (Array(right), Array(typed))
    guard abs(right.count - typed.count) <= 1, right != typed else { return false }
    let same = zip(right, typed).prefix { $0 == $1 }.count
    let (a, b) = (right[same...], typed[same...])
    if a.dropFirst() == b.dropFirst() && a.count == b.count { return true }
    if a.dropFirst().elementsEqual(b) || b.dropFirst().elementsEqual(a) { return true }
    return a.count >= 2 && b.count >= 2 && a.first == b.dropFirst().first && b.first == a.dropFirst().first
      && a.dropFirst(2).elementsEqual(b.dropFirst(2))
  }

  /// Whether the name is that of the gate's own file, renamed or copied: `script approved.txt`, `APPROVED-script.txt`,
  /// `script - Copy.txt`; at the other gates with their words. Notes on it are not it.
  package static func isAbout(_ gate: Gate, _ name: String) -> Bool {
    !isNotes(name) && tokens(of: name).contains { $0.word == gate.rawValue }
  }

  /// `notes.txt`, `my notes.docx`, `script notes.txt`.
  package static func isNotes(_ name: String) -> Bool { tokens(of: name).contains { $0.word == "notes" } }

  /// Whether the name is a marker and nothing else: `approved`, `Approved.txt`, `approved by Maria.docx`, `NAME approved`.
  package static func isBareMarker(_ name: String, job: JobName) -> Bool {
    let fillers: Set<String> = ["copy", "kopie", "copie", "copia", "the", "on", "to", "yet", "final"]
    let ofJob = Set(tokens(of: job.text).map(\.word))
    let words = tokens(of: name).map(\.word)
    return words.prefix { $0 != "by" }.allSatisfy { word in
      Self.words[word] != nil || fillers.contains(word) || endings.contains(word) || ofJob.contains(word)
        || negations.contains(word) || afterthoughts.contains(word) || isNearlyADecision(word)
    }
  }

  /// The version that a name speaks of: 2 for `script v2 approved.txt`.
  package static func version(in name: String) -> Int? {
    let parts = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    return parts.lazy.compactMap { part in part.first == "v" ? Int(part.dropFirst()) : nil }.first
  }
}
