/// Questions for commands, conditions, examples, lists and links.
extension EnglishQuestions {
  /// "If the alarm sounds, leave the building": what then.
  func condition(_ sentence: String) -> [Question] {
    let words = sentence.withoutEndMark.split(separator: " ").map(String.init)
    guard let opener = words.first.map(EnglishClause.bare),
      ["if", "when", "before", "after", "once", "while", "unless", "as"].contains(opener)
    else { return [] }
    guard let comma = words.firstIndex(where: { $0.hasSuffix(",") }), comma > 1, comma + 1 < words.count else { return [] }
    let condition = words[1...comma].joined(separator: " ").withoutEndMark
    let main = words[(comma + 1)...].joined(separator: " ").capitalisedFirst
    guard !condition.contains(where: { "(\"“".contains($0) }) else { return [] }
    let clause = EnglishClause(main, verbs: verbs)
    let asks = turned(condition)
    let short = Words.count(asks) <= 9
    guard short else {
      return Words.hasNumber(condition) && opener == "if" && clause?.isCommand != true
        ? [Question("Do you have an example?", frame: "example", fit: 7)] : []
    }
    // A phrase without a verb of its own ("After 30 days") is a time, and asks for what happens then.
    let isAdvice =
      clause.map { $0.isCommand || $0.bareSubject == "you" && ($0.verb == .modal("should") || $0.verb == .modal("must")) }
      ?? false
    let start = asks.prefix { $0 != " " }.lowercased()
    if start.hasSuffix("ing"), isAdvice { return [Question("What should I do \(opener) \(asks)?", frame: "what if", fit: 9)] }
    if isAdvice, opener != "unless", opener == "if" || hasVerb(condition) {
      return [Question("What should I do \(opener) \(inside(asks))?", frame: "what if", fit: 10)]
        + (opener == "if" ? [Question("What if \(inside(asks))?", frame: "what if", fit: 9)] : [])
    }
    switch opener {
    case "if":
      return [
        Question("What if \(inside(asks))?", frame: "what if", fit: 9),
        Question("What happens if \(inside(asks))?", frame: "what if", fit: 9),
      ]
    case "as" where !hasVerb(condition): return []
    case "when", "once", "after", "as": return [Question("What happens \(opener) \(inside(asks))?", frame: "what if", fit: 9)]
    default: return []
    }
  }

  private func hasVerb(_ phrase: String) -> Bool {
    phrase.split(separator: " ").map { EnglishClause.bare(String($0)) }.dropFirst().contains {
      verbs.isVerb($0) || $0.hasSuffix("ing")
    }
  }

  private func inside(_ phrase: String) -> String { cases.inside(phrase) }

  func example(_ sentence: String) -> [Question] {
    let lower = sentence.lowercased()
    let opens = ["for example", "for instance", "suppose you", "suppose that", "imagine you", "take the example", "say you"]
      .contains {
        lower.hasPrefix($0)
      }
    guard opens || lower.contains(", for example,") || lower.contains(", for instance,") else { return [] }
    return [
      Question("Can you give me an example?", frame: "example", fit: 10),
      Question("Do you have an example?", frame: "example", fit: 10),
      Question("What is an example of that?", frame: "example", fit: 9),
    ]
  }

  /// "Rinse the brush with warm water": how, how often, what to do, what to avoid.
  func advice(_ clause: EnglishClause) -> [Question] {
    guard case .full(let base, _, _) = clause.verb else { return [] }
    if clause.negated || base == "avoid" {
      return [
        Question("What should I avoid?", frame: "avoid", fit: 10),
        Question("Is there anything I should not do?", frame: "avoid", fit: 9),
      ]
    }
    var found: [Question] = []
    let phrase = base == "be" || base == "make" ? nil : cut(clause.rest, to: 6)
    if let phrase, hasFrequency(clause.bareRest) {
      found.append(Question("How often should I \(base) \(phrase)?", frame: "how often", fit: 10))
    }
    let way = phrase.map { Array(clause.bareRest.dropFirst(Words.count($0)).prefix(2)) } ?? []
    let isWay = way.first == "with" || way.first == "using" || way.first == "by" && way.last?.hasSuffix("ing") == true
    if let phrase, isWay,
      EnglishWords.determiners.contains(clause.bareRest[0])
    {
      found.append(Question("How should I \(base) \(phrase)?", frame: "how", fit: 9))
    }
    if let opening = clause.opening.first.map(EnglishClause.bare), opening == "to",
      let goal = cut(Array(clause.opening.dropFirst()), to: 7, stops: [])
    {
      found.append(Question("How do I \(goal)?", frame: "how", fit: 10))
    }
    found.append(Question("What should I do?", frame: "should do", fit: 6))
    found.append(Question("What do you suggest?", frame: "should do", fit: 6))
    found.append(Question("What is your advice?", frame: "should do", fit: 6))
    return found
  }

  func keyed(_ key: String, fact: Fact) -> [Question] {
    let name = cases.key(key)
    let words = key.split(separator: " ").map { EnglishClause.bare(String($0)) }
    guard let head = EnglishClause.head(of: words), let last = words.last, Words.count(key) <= 6 else { return [] }
    let first = words.first ?? ""
    if key.hasSuffix("?") { return [Question(key, frame: "key", fit: 10)] }
    let hasDeterminer = EnglishWords.determiners.contains(first)
    let article = hasDeterminer || takesNoArticle(name) ? "" : "the "
    if key.contains("/") { return [] }
    if words.count == 1, EnglishWords.dayNames.contains(first), key.first?.isUppercase == true {
      return [Question("What happens on \(key)?", frame: "key", fit: 9), Question("And on \(key)?", frame: "and", fit: 8)]
    }
    if let number = words.last, number.contains(where: \.isNumber), words.count > 1 {
      return [Question("What about \(name)?", frame: "about", fit: 8), Question("And \(name)?", frame: "and", fit: 7)]
    }
    if let clause = EnglishClause(key, verbs: verbs), !clause.isCommand, !clause.rest.isEmpty, fact.spoken.hasPrefix(key) {
      return [Question("What if \(turned(cases.inside(key)))?", frame: "what if", fit: 9)]
    }
    if EnglishWords.prepositions.contains(last) { return [Question("\(key.capitalisedFirst) what?", frame: "key", fit: 5)] }
    if verbs.reading(first, as: .base) != nil, !EnglishWords.nounsToo.contains(first), words.count > 1 {
      return [Question("What does \"\(key)\" mean?", frame: "key", fit: 6)]
    }
    if fact.spoken.lowercased().hasPrefix(key.lowercased() + " is ")
      || fact.spoken.lowercased().hasPrefix(key.lowercased() + " are ")
    {
      let form = EnglishClause.looksPlural(head) ? "are" : "is"
      return [Question("What \(form) \(name)?", frame: "what", fit: 10)]
    }
    if EnglishWords.slots.contains(head), Words.count(fact.spoken) < 14 {
      let article = hasDeterminer || name.first?.isUppercase == true ? "" : "the "
      return [Question("What is \(article)\(name)?", frame: "what", fit: 9)]
    }
    return [
      Question("What about \(article)\(name)?", frame: "about", fit: 8), Question("And \(article)\(name)?", frame: "and", fit: 7),
    ]
  }

  /// Names, plurals and abstract nouns stand without an article: "What about marketing?"
  func takesNoArticle(_ name: String) -> Bool {
    let words = name.split(separator: " ").map { EnglishClause.bare(String($0)) }
    guard let first = words.first, let last = words.last else { return true }
    let isDoing =
      first.hasSuffix("ing") && first.count > 5
      && (words.count == 1
        || EnglishWords.determiners.union(EnglishWords.prepositions).union(["abroad", "online", "together", "alone"]).contains(
          words[1]))
    if name.first?.isUppercase == true || isDoing || EnglishClause.looksPlural(last) {
      return true
    }
    let abstract = ["ing", "tion", "ment", "ity", "ness", "ance", "ence", "ism", "ship", "cy", "ogy", "life", "design", "honey"]
    return abstract.contains(where: last.hasSuffix)
  }

  func collection(_ lead: String?, fact: Fact) -> [Question] {
    guard let lead else { return [] }
    let clause = EnglishClause(lead, verbs: verbs)
    if let clause, case .full(let base, _, _) = clause.verb, clause.bareSubject == "you" || clause.isCommand,
      Self.wanted.contains(base) || clause.isCommand
    {
      return clause.isCommand
        ? [Question("What should I \(base)?", frame: "what do I", fit: 9)]
        : [Question("What do I \(base)?", frame: "what do I", fit: 10)]
    }
    return []
  }
}
