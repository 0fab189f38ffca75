/// Questions for what something does, must do, can do, and why.
extension EnglishQuestions {
  func doing(_ clause: EnglishClause, _ base: String, past: Bool) -> [Question] {
    guard let subject = subject(clause), !clause.negated else { return [] }
    let helper = doing(clause, past: past)
    let rest = clause.bareRest
    let next = rest.first ?? ""
    var found = quantity(base, helper, subject, rest) + defined(base, helper, subject)
    if [
      "open", "close", "start", "begin", "end", "arrive", "leave", "launch", "expire", "happen", "meet", "ship", "reopen",
      "return",
    ].contains(base),
      ["on", "at", "in", "from", "every", "after", "before", "until", "this", "next"].contains(next), hasTime(rest.prefix(6))
    {
      found.append(Question("When \(helper) \(subject) \(base)?", frame: "when", fit: 10))
    }
    if base == "go", next == "live" { found.append(Question("When \(helper) \(subject) go live?", frame: "when", fit: 10)) }
    if next == "in" || next == "within", rest.count > 2, EnglishWords.isNumber(rest[1]), EnglishWords.timeUnits.contains(rest[2])
    {
      found.append(Question("How fast \(helper) \(subject) \(base)?", frame: "how", fit: 9))
    }
    if base == "work", ["by", "like", "with", "in"].contains(next) {
      found.append(Question("How \(helper) \(subject) work?", frame: "how", fit: 10))
    }
    if base == "come", next == "from" { found.append(Question("Where \(helper) \(subject) come from?", frame: "where", fit: 10)) }
    if base == "depend", next == "on" {
      found.append(Question("What \(helper) \(subject) depend on?", frame: "what does", fit: 10))
    }
    if base == "consist", next == "of" {
      found.append(Question("What \(helper) \(subject) consist of?", frame: "what does", fit: 10))
    }
    if base == "lead", next == "to" { found.append(Question("What \(helper) \(subject) lead to?", frame: "what does", fit: 10)) }
    if base == "help" { found.append(Question("How \(helper) \(subject) help?", frame: "how", fit: 9)) }
    if Self.changes.contains(base),
      EnglishWords.prepositions.contains(next) || next.hasSuffix("ly") || rest.isEmpty || EnglishWords.isNumber(next)
    {
      found.append(Question(past ? "What happened to \(subject)?" : "What happens to \(subject)?", frame: "happens", fit: 8))
    }
    if Self.takers.contains(base), takesObject(next) {
      found.append(Question("What \(helper) \(subject) \(base)?", frame: "what does", fit: 9))
    }
    if subject == "I", Self.wanted.contains(base), takesObject(next) {
      found.append(Question("What do I \(base)?", frame: "what do I", fit: 9))
    } else if subject != "I", !Self.states.contains(base), !clause.negated {
      found.append(Question("What \(helper) \(subject) do?", frame: "do", fit: 7))
    }
    return found
  }

  private func takesObject(_ next: String) -> Bool {
    !next.isEmpty && !EnglishWords.prepositions.contains(next) && next != "to" && !next.hasSuffix("ly") && next != "more"
      && next != "so"
  }

  private func quantity(_ base: String, _ helper: String, _ subject: String, _ rest: [String]) -> [Question] {
    let amount = rest.drop {
      [
        "about", "up", "to", "around", "at", "only", "roughly", "nearly", "almost", "least", "most", "over", "between", "just",
        "less", "more", "than",
      ].contains($0)
    }
    guard let first = rest.first, EnglishWords.isNumber(first) || amount.count < rest.count, let number = amount.first else {
      return []
    }
    let isNumber = EnglishWords.isNumber(number) || "$€£".contains(number.first ?? " ")
    let isTime = amount.prefix(3).contains { EnglishWords.timeUnits.contains($0) }
    switch base {
    case "cost" where isNumber: return [Question("How much \(helper) \(subject) cost?", frame: "how much", fit: 10)]
    case "weigh" where isNumber: return [Question("How much \(helper) \(subject) weigh?", frame: "how much", fit: 10)]
    case "take" where isTime, "last" where isTime:
      return [Question("How long \(helper) \(subject) \(base)?", frame: "how long", fit: 10)]
    case "save" where isNumber, "earn" where isNumber, "pay" where isNumber, "use" where isNumber && amount.contains("percent"):
      return [Question("How much \(helper) \(subject) \(base)?", frame: "how much", fit: 9)]
    default: return []
    }
  }

  private func defined(_ base: String, _ helper: String, _ subject: String) -> [Question] {
    switch base {
    case "mean": subject == "I" ? [] : [Question("What \(helper) \(subject) mean?", frame: "what does", fit: 10)]
    case "describe", "refer": [Question("What \(helper == "do" ? "are" : "is") \(subject)?", frame: "what", fit: 9)]
    case "stand": [Question("What \(helper) \(subject) stand for?", frame: "what does", fit: 8)]
    default: []
    }
  }

  func able(_ clause: EnglishClause, _ modal: String) -> [Question] {
    guard let subject = subject(clause) else { return [] }
    var rest = clause.bareRest
    var words = clause.rest
    let needs = modal == "have to"
    if needs {
      rest = Array(rest.dropFirst())
      words = Array(words.dropFirst())
    }
    if let adverb = rest.first,
      ["also", "always", "never", "only", "then", "still", "even", "therefore", "usually", "often"].contains(adverb)
        || adverb.hasSuffix("ly")
    {
      rest = Array(rest.dropFirst())
      words = Array(words.dropFirst())
    }
    guard let action = rest.first else { return [] }
    let helper = needs ? doing(clause, past: false) : modal
    let to = needs ? "have to " : ""
    var found: [Question] = []
    if clause.negated {
      if ["must", "may"].contains(modal) || modal == "can" && subject != "I" {
        found.append(Question("What is not allowed?", frame: "not allowed", fit: modal == "can" ? 6 : 9))
      }
      if let phrase = cut(words, to: 5), modal == "can" || modal == "should", action != "be" {
        found.append(Question("\(modal.capitalisedFirst) \(subject) \(phrase)?", frame: "whether", fit: 9))
      }
      return found
    }
    if action == "be", rest.count > 1 {
      let state = rest[1]
      if verbs.isParticiple(state) {
        let after = Array(rest.dropFirst(2))
        if hasFrequency(after) {
          found.append(Question("How often \(helper) \(subject) \(to)be \(state)?", frame: "how often", fit: 10))
        }
        if ["by", "within", "before", "on", "in", "at", "until"].contains(after.first ?? ""),
          hasTime(after.prefix(5)) || after.prefix(4).contains(where: EnglishWords.timeUnits.contains)
        {
          found.append(Question("When \(helper) \(subject) \(to)be \(state)?", frame: "when", fit: 10))
        }
        if ["stored", "kept", "placed", "sent", "returned", "reported"].contains(state),
          ["in", "at", "on", "to"].contains(after.first ?? ""), found.isEmpty
        {
          found.append(
            Question("Where \(helper) \(subject) \(to)be \(state)\(after.first == "to" ? " to" : "")?", frame: "where", fit: 9))
        }
        if modal == "can" { found.append(Question("Can \(subject) be \(state)?", frame: "whether", fit: 7)) }
      }
      return found
    }
    let reading = verbs.reading(action, as: .base)
    if modal == "will", let base = reading?.base, hasTime(rest.suffix(6)), let start = rest.dropFirst().first,
      EnglishWords.prepositions.contains(start)
    {
      found.append(Question("When will \(subject) \(base)?", frame: "when", fit: 10))
    }
    if hasFrequency(rest), let phrase = cut(words, to: 5) {
      found.append(Question("How often \(helper) \(subject) \(to)\(phrase)?", frame: "how often", fit: 10))
    }
    if ["can", "may", "could"].contains(modal), subject == "I", let phrase = cut(words, to: 8) {
      found.append(Question("Can I \(phrase)?", frame: "whether", fit: 8))
    }
    if ["can", "could"].contains(modal), subject == "I" { found.append(Question("What can I do?", frame: "can do", fit: 6)) }
    if ["must", "should", "have to"].contains(modal), reading != nil {
      found.append(Question("What \(helper) \(subject) \(to)do?", frame: "must do", fit: 8))
    } else if ["can", "will"].contains(modal), subject != "I", reading != nil, !Self.states.contains(action) {
      found.append(Question("What \(modal) \(subject) do?", frame: "can do", fit: 7))
    }
    return found
  }

  /// "… because …": why something is so.
  func reason(_ clause: EnglishClause, _ sentence: String) -> [Question] {
    let rest = clause.bareRest
    guard clause.opening.isEmpty, let place = rest.firstIndex(where: { $0 == "because" || $0 == "due" || $0 == "thanks" }) else {
      return []
    }
    if rest[place] != "because" && (place + 1 >= rest.count || rest[place + 1] != "to") { return [] }
    guard let subject = subject(clause), subject != "there" else { return [] }
    let because: Set<String> = [rest[place]]
    if place == 0 {
      guard case .full(let base, let past, _) = clause.verb, !clause.negated else { return [] }
      return [Question("Why \(doing(clause, past: past)) \(subject) \(base)?", frame: "why", fit: 10)]
    }
    guard let phrase = cut(Array(clause.rest[..<place]), to: 7, stops: because) else { return [] }
    let not = clause.negated ? "not " : ""
    switch clause.verb {
    case .be(let form): return [Question("Why \(form) \(subject) \(not)\(phrase)?", frame: "why", fit: 10)]
    case .modal("have to"), .have: return []
    case .modal(let modal): return [Question("Why \(modal) \(subject) \(not)\(phrase)?", frame: "why", fit: 10)]
    case .full(let base, let past, _):
      return clause.negated
        ? [] : [Question("Why \(doing(clause, past: past)) \(subject) \(base) \(phrase)?", frame: "why", fit: 10)]
    }
  }

  /// Verbs whose object is what one wants to know.
  static let takers: Set<String> = [
    "include", "contain", "require", "need", "say", "show", "offer", "provide", "produce", "cover", "support", "save", "earn",
    "cause",
    "create", "prevent", "measure", "track", "replace", "sell", "build", "make", "plan", "promise", "want", "bring", "receive",
    "approve",
    "announce", "recommend", "suggest", "find", "attract", "reveal", "fund",
  ]
  /// The same for the one who asks.
  static let wanted: Set<String> = ["need", "get", "earn", "pay", "receive", "learn", "save", "see", "lose", "gain", "require"]
  /// What happens to a subject, and is not done by it.
  static let changes: Set<String> = [
    "rise", "fall", "grow", "drop", "decline", "increase", "decrease", "shrink", "melt", "evaporate", "expand", "disappear",
    "double", "change", "cool", "break", "freeze", "condense", "vanish", "survive", "improve", "worsen",
  ]
  /// What is no deed: nobody asks what such a subject does.
  static let states: Set<String> = [
    "cost", "mean", "include", "contain", "consist", "remain", "seem", "need", "require", "depend", "own", "belong", "exist",
    "weigh", "last", "matter", "differ", "equal", "appear", "stay", "live", "lie", "know", "fit", "total", "become", "range",
    "involve", "concern", "apply", "vary", "tend", "happen", "come", "take",
  ]
}
