/// An English sentence taken apart as far as a question about it needs: what it is about, its verb, and the rest.
struct EnglishClause {
  enum Verb: Equatable {
    case be(String)
    case modal(String)
    case have(past: Bool)
    /// A full verb; `third` for one that ends in -s.
    case full(base: String, past: Bool, third: Bool)
  }

  /// A phrase or a clause before the first comma: "In 2019", "Before you start".
  let opening: [String]
  /// Empty for a command.
  let subject: [String]
  let verb: Verb
  /// The verb as the sentence writes it.
  let verbText: String
  /// All that follows the verb, without the end mark.
  let rest: [String]
  let negated: Bool

  var isCommand: Bool { subject.isEmpty }
  /// The subject in lower case.
  var bareSubject: String { subject.joined(separator: " ").lowercased() }
  var bareRest: [String] { rest.map(Self.bare) }

  var hasPlural: Bool {
    switch verb {
    case .be(let form): return form == "are" || form == "were"
    case .full(_, let past, let third): if !past { return !third }
    default: break
    }
    return Self.isPlural(subject)
  }

  /// Takes a sentence apart; none where it is built in another way than the writer knows.
  init?(_ sentence: String, verbs: EnglishVerbs) {
    var words = sentence.withoutEndMark.split(separator: " ").map(String.init)
    opening = Self.takeOpening(&words)
    let bare = words.map(Self.bare)
    guard let first = bare.first, !first.isEmpty else { return nil }
    if let command = Self.command(bare, verbs: verbs) {
      subject = []
      verb = .full(base: command.base, past: false, third: false)
      verbText = command.base
      negated = command.negated
      rest = Array(words.dropFirst(command.length))
      return
    }
    // "When traffic is not encrypted it is viewable": without a comma nobody knows where the main clause begins.
    if EnglishWords.subordinators.contains(first) || ["once", "while", "as", "whoever", "whatever", "whenever"].contains(first) {
      return nil
    }
    guard let (place, verb) = Self.verb(in: words, bare: bare, verbs: verbs),
      !Self.isReduced(bare, at: place, verb: verb, verbs: verbs)
    else { return nil }
    var subject = Array(words[..<place])
    var never = false
    while subject.count > 1, let last = subject.last.map(Self.bare), EnglishWords.isAdverb(last) {
      never = never || last == "never"
      subject.removeLast()
    }
    self.subject = subject
    self.verb = verb
    verbText = words[place]
    var after = words.dropFirst(place + 1)
    let contracted = bare[place].hasSuffix("n't") || bare[place] == "cannot"
    if let next = after.first.map(Self.bare), next == "not" || next == "never" || next == "no" {
      if next != "no" { after = after.dropFirst() }
      negated = true
    } else {
      negated = contracted || never
    }
    rest = Array(after)
  }

  /// Whether more of some sentences say what was than what is.
  static func tellOfPast(_ sentences: [String], verbs: EnglishVerbs) -> Bool {
    let tenses = sentences.compactMap { sentence -> Bool? in
      switch EnglishClause(sentence, verbs: verbs).map(\.verb) {
      case .be(let form): form == "was" || form == "were"
      case .have(let past): past
      case .full(let base, let past, _): unchanged.contains(base) ? nil : past
      case .modal, nil: nil
      }
    }
    return tenses.count { $0 } * 2 > tenses.count
  }

  /// Verbs whose past looks like their present.
  static let unchanged: Set<String> = ["cost", "cut", "put", "set", "let", "hit", "hurt", "shut", "spread", "split"]

  static func bare(_ word: String) -> String {
    var slice = word.lowercased().replacing("’", with: "'")[...]
    while let first = slice.first, !first.isLetter, !first.isNumber, !"$€£".contains(first) { slice.removeFirst() }
    while let last = slice.last, !last.isLetter, !last.isNumber, !"%°".contains(last) { slice.removeLast() }
    return String(slice)
  }

  static func isPlural(_ subject: [String]) -> Bool {
    let words = subject.map(bare)
    if words.contains("and") { return true }
    if let first = words.first,
      ["these", "those", "they", "we", "you", "many", "most", "some", "several", "all", "both", "few"].contains(first)
    {
      return words.count == 1 || words.last.map { $0.hasSuffix("s") || irregularPlurals.contains($0) } == true
        || first != "all" && first != "some" && first != "most"
    }
    guard let head = head(of: words) else { return false }
    return looksPlural(head)
  }

  static func looksPlural(_ word: String) -> Bool {
    if irregularPlurals.contains(word) { return true }
    return word.hasSuffix("s") && word.count > 3
      && !["ss", "us", "is", "news", "sics", "tics", "'s"].contains { word.hasSuffix($0) }
  }

  private static let irregularPlurals: Set<String> = [
    "people", "children", "men", "women", "feet", "teeth", "mice", "police", "staff",
  ]

  /// The noun that carries a noun phrase: the last word before a preposition.
  static func head(of words: [String]) -> String? {
    let end = words.firstIndex { EnglishWords.prepositions.contains($0) } ?? words.count
    return end > 0 ? words[end - 1] : words.last
  }

  /// Takes an opening phrase off, if a comma follows it soon.
  private static func takeOpening(_ words: inout [String]) -> [String] {
    guard let first = words.first.map(bare), words.count > 4 else { return [] }
    guard EnglishWords.prepositions.contains(first) || EnglishWords.openers.contains(first) || first.hasSuffix("ly") else {
      return []
    }
    guard let comma = words.prefix(14).firstIndex(where: { $0.hasSuffix(",") }), comma + 2 < words.count else { return [] }
    let opening = Array(words[...comma])
    words.removeFirst(comma + 1)
    return opening
  }

  private static func command(_ bare: [String], verbs: EnglishVerbs) -> (base: String, negated: Bool, length: Int)? {
    var start = 0
    var negated = false
    switch bare[0] {
    case "never", "don't": (start, negated) = (1, true)
    case "do" where bare.count > 1 && bare[1] == "not": (start, negated) = (2, true)
    case "always", "then", "first", "next", "now", "please", "finally", "simply", "carefully", "gently": start = 1
    default: break
    }
    guard start < bare.count else { return nil }
    let word = bare[start]
    if word == "make" || word == "be" { return (word, negated, start + 1) }
    guard verbs.reading(word, as: .base) != nil else { return nil }
    if start > 0 { return (word, negated, start + 1) }
    guard bare.count > 1 else { return nil }
    // A noun at the start of a sentence ("Water boils") is not followed by what follows a command's verb.
    let next = bare[1]
    let follows =
      EnglishWords.determiners.contains(next) || EnglishWords.prepositions.contains(next) || EnglishWords.particles.contains(next)
      || next.first?.isNumber == true || !EnglishWords.nounsToo.contains(word) && !verbs.isVerb(next)
    return follows && !bare.prefix(5).dropFirst().contains(where: EnglishVerbs.auxiliaries.contains) ? (word, false, 1) : nil
  }

  private static func verb(in words: [String], bare: [String], verbs: EnglishVerbs) -> (Int, Verb)? {
    for place in 1..<max(1, min(bare.count, 11)) {
      if let last = words[place - 1].last, ",;:".contains(last) {
        // Only the commas of a list: "Cars, factories and buses …".
        guard last == ",", bare[place...].prefix(5).contains(where: { $0 == "and" || $0 == "or" }), place < 6 else { return nil }
      }
      let word = bare[place]
      // A part of a name: "the Corrupt Practices Act".
      if words[place].first?.isUppercase == true, words.contains(where: { $0.first?.isLowercase == true }) { continue }
      if EnglishWords.relatives.contains(word) || EnglishWords.subordinators.contains(word) { return nil }
      if let auxiliary = auxiliary(word, next: place + 1 < bare.count ? bare[place + 1] : nil) { return (place, auxiliary) }
      if ["do", "does", "did", "don't", "doesn't", "didn't"].contains(word), let denied = denied(bare, at: place, verbs: verbs) {
        return (place, denied)
      }
      guard isVerbHere(bare, place: place, verbs: verbs) else { continue }
      if let reading = verbs.reading(word, as: .third) { return (place, .full(base: reading.base, past: false, third: true)) }
      if let reading = verbs.reading(word, as: .past), verbs.reading(word, as: .base) == nil {
        return (place, .full(base: reading.base, past: true, third: false))
      }
      if let reading = verbs.reading(word, as: .base), isPlural(Array(words[..<place])) {
        return (place, .full(base: reading.base, past: false, third: false))
      }
    }
    return nil
  }

  /// "Terms used but not defined below have …": what looks like the verb only describes the subject.
  private static func isReduced(_ bare: [String], at place: Int, verb: Verb, verbs: EnglishVerbs) -> Bool {
    guard case .full(_, true, _) = verb, verbs.isParticiple(bare[place]) else { return false }
    let links: Set<String> = [
      "that", "which", "who", "where", "when", "while", "because", "if", "what", "how", "and", "but", "so", "as", "than",
    ]
    for next in bare[(place + 1)...].prefix(9) {
      if next == "but" || next == "or" { continue }
      if links.contains(next) { return false }
      if EnglishVerbs.auxiliaries.contains(next) { return true }
    }
    return false
  }

  /// Whether a word can only describe the one behind it, by its ending or because it is a common one.
  static func isAdjective(_ word: String) -> Bool {
    if EnglishWords.adjectives.contains(word) { return true }
    let nouns: Set<String> = [
      "table", "cable", "vegetable", "variable", "executive", "objective", "initiative", "alternative", "representative", "drive",
      "archive", "detective", "perspective", "incentive", "motive", "olive", "relative", "live", "professional", "five", "twelve",
    ]
    return word.count > 5 && ["ical", "ional", "ous", "ful", "less", "ive", "ible", "able"].contains(where: word.hasSuffix)
      && !nouns.contains(word)
  }

  /// "did not fire", "doesn't fire".
  private static func denied(_ bare: [String], at place: Int, verbs: EnglishVerbs) -> Verb? {
    let next = bare[place].hasSuffix("n't") ? place + 1 : place + 2
    guard next < bare.count, next == place + 1 || bare[place + 1] == "not", let reading = verbs.reading(bare[next], as: .base)
    else { return nil }
    return .full(base: reading.base, past: bare[place].hasPrefix("did"), third: bare[place].hasPrefix("does"))
  }

  private static func auxiliary(_ word: String, next: String?) -> Verb? {
    let plain = word.hasSuffix("n't") ? String(word.dropLast(3)) : word
    if EnglishVerbs.be.contains(plain) { return .be(plain) }
    if plain == "ca" || plain == "cannot" { return .modal("can") }
    if plain == "wo" { return .modal("will") }
    if EnglishVerbs.modals.contains(plain) { return .modal(plain) }
    if next == "to", plain == "has" || plain == "have" { return .modal("have to") }
    if plain == "has" || plain == "have" || plain == "had" { return .have(past: plain == "had") }
    return nil
  }

  /// Whether a word that can be a verb is one at its place: not behind a determiner or a preposition, not before another verb.
  private static func isVerbHere(_ bare: [String], place: Int, verbs: EnglishVerbs) -> Bool {
    guard verbs.isVerb(bare[place]) else { return false }
    let before = bare[place - 1]
    if EnglishWords.determiners.contains(before) || EnglishWords.prepositions.contains(before) || before == "and"
      || before == "or"
    {
      return false
    }
    if isAdjective(before) { return false }
    if before == "to" { return false }
    guard place + 1 < bare.count else { return true }
    let after = bare[place + 1]
    return !EnglishVerbs.auxiliaries.contains(after)
      && (verbs.reading(after, as: .third, .past) == nil || EnglishWords.nounsToo.contains(after)
        || verbs.reading(after, as: .third).map { EnglishWords.nounsToo.contains($0.base) } == true)
  }
}
