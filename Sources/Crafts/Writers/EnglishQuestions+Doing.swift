/// Questions for what something does, must do, can do, and why.
extension EnglishQuestions {
  func doing(_ clause: EnglishClause, _ base: String, past: Bool) -> [Question] {
    guard let subject = subject(clause), !clause.negated else { return [] }
    let helper = doing(clause, past: past)
    let rest = clause.bareRest
    let next = rest.first ?? ""
    var found = quantity(base, helper, subject, rest) + defined(base, helper, subject) + timed(base, helper, subject, rest)
    if let set = setPhrase(base, next) {
      found.append(Question("\(set.asks) \(helper) \(subject) \(set.verb)?", frame: set.frame, fit: set.frame == "how" ? 9 : 10))
    }
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
    } else if subject != "I", clause.bareSubject != "we", !Self.states.contains(base), isDeed(next, past: past, clause) {
      found.append(Question("What \(helper) \(subject) do?", frame: "do", fit: 7))
    }
    return found
  }

  /// Whether one may ask what the subject does: it does something to something; of the past only people and firms are asked so.
  private func isDeed(_ next: String, past: Bool, _ clause: EnglishClause) -> Bool {
    if EnglishWords.prepositions.contains(next), !past { return false }
    // "Children travel free": how, and not what.
    if clause.rest.count == 1, EnglishWords.adjectives.contains(next) { return false }
    return !past || EnglishWords.isPeople(clause.subject.map(EnglishClause.bare))
      || clause.subject.first?.first?.isUppercase == true
        && cases.isName(clause.subject[0])
  }

  /// Verbs that ask for one answer together with the word behind them: "depend on", "come from".
  private func setPhrase(_ base: String, _ next: String) -> (asks: String, verb: String, frame: String)? {
    switch (base, next) {
    case ("work", "by"), ("work", "like"), ("work", "with"), ("work", "in"): ("How", "work", "how")
    case ("help", _): ("How", "help", "how")
    case ("come", "from"): ("Where", "come from", "where")
    case ("go", "live"): ("When", "go live", "when")
    case ("depend", "on"): ("What", "depend on", "what does")
    case ("consist", "of"): ("What", "consist of", "what does")
    case ("lead", "to"): ("What", "lead to", "what does")
    case ("tell", "us"): ("What", "tell us", "what does")
    case ("tell", "you"), ("tell", "me"): ("What", "tell me", "what does")
    default: nil
    }
  }

  /// "The shop opens at nine", "the page loads in 2 seconds": when, how fast.
  private func timed(_ base: String, _ helper: String, _ subject: String, _ rest: [String]) -> [Question] {
    let next = rest.first ?? ""
    if next == "in" || next == "within", rest.count > 2, EnglishWords.isNumber(rest[1]), EnglishWords.timeUnits.contains(rest[2])
    {
      return [Question("How fast \(helper) \(subject) \(base)?", frame: "how", fit: 9)]
    }
    let isTime =
      ["on", "at", "in", "from", "every", "after", "before", "until", "this", "next"].contains(next) && hasTime(rest.prefix(6))
    if next == "for", rest.prefix(4).contains(where: EnglishWords.timeUnits.contains), Self.lasting.contains(base) {
      return [Question("How long \(helper) \(subject) \(base)?", frame: "how long", fit: 10)]
    }
    return Self.datable.contains(base) && isTime ? [Question("When \(helper) \(subject) \(base)?", frame: "when", fit: 10)] : []
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
    guard subject != "you" else { return [] }
    return switch base {
    case "mean": subject == "I" ? [] : [Question("What \(helper) \(subject) mean?", frame: "what does", fit: 10)]
    case "describe", "refer": [Question("What \(helper == "do" ? "are" : "is") \(subject)?", frame: "what", fit: 9)]
    case "stand": [Question("What \(helper) \(subject) stand for?", frame: "what does", fit: 8)]
    default: []
    }
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

  /// What begins, ends or happens at a time.
  static let datable: Set<String> = [
    "open", "close", "start", "begin", "end", "arrive", "leave", "launch", "expire", "happen", "meet", "ship", "reopen", "return",
    "move", "stop", "run", "go", "come",
  ]
  /// What goes on for a time.
  static let lasting: Set<String> = ["last", "keep", "stay", "run", "live", "wait", "hold", "continue", "remain"]
  /// Verbs whose object is what one wants to know.
  static let takers: Set<String> = [
    "include", "contain", "require", "need", "say", "show", "offer", "provide", "produce", "cover", "support", "save", "earn",
    "cause",
    "create", "prevent", "measure", "track", "replace", "sell", "build", "make", "plan", "promise", "want", "bring", "receive",
    "approve",
    "announce", "recommend", "expect", "propose", "estimate", "store", "demand", "suggest", "find", "attract", "reveal", "fund",
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
    "involve", "concern", "apply", "vary", "tend", "happen", "come", "take", "keep", "taste", "smell", "sound", "look", "feel",
    "work", "die", "sleep", "sit", "stand", "arrive", "grow", "rise", "fall", "begin", "start", "end", "open", "close", "proceed",
    "recognise", "recognize", "believe", "think", "understand", "hope", "regard", "like", "love",
  ]
}
