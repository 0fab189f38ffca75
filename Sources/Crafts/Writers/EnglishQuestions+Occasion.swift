/// Questions that fit because of where in the talk a fact stands.
extension EnglishQuestions {
  func questions(for fact: Fact, at occasion: Occasion) -> [Question] {
    var found: [Question] = []
    if occasion.isFirst {
      found += opening(occasion.title, fact: fact)
      if let hook = hook(occasion.kind, title: occasion.title) { found.append(hook) }
      if let named = named(fact, occasion.title) { found.append(named) }
    }
    if occasion.opensSection, let heading = occasion.heading {
      found += asked(
        occasion.isTop ? named(heading, after: occasion.title) : heading, fact: fact, isCollection: fact.isCollection)
    }
    if case .step(let index, let count) = fact.origin { found += step(index, of: count, occasion: occasion) }
    if occasion.follows { found += link(fact.source) }
    if fact.isElliptic { found += elliptic(occasion) }
    return found
  }

  /// "Holds 300 litres" is what the thing does that the document is about.
  private func elliptic(_ occasion: Occasion) -> [Question] {
    let name = cases.inside(occasion.title)
    let words = name.split(separator: " ")
    let isName = (1...3).contains(words.count) && !name.contains(where: { ":?!,".contains($0) }) && turnedHeading(name) == nil
    let subject = isName ? (words.count > 1 && Words.hasNumber(name) ? "the \(name)" : name) : "it"
    return [
      Question("What does \(subject) do?", frame: "it does", fit: 10),
      Question("What else does it do?", frame: "it does else", fit: 9),
      Question("And what more does it do?", frame: "it does more", fit: 8),
    ]
  }

  /// What the title itself asks.
  private func opening(_ title: String, fact: Fact) -> [Question] {
    let shares = !Set(Words.stems(in: title, .english)).isDisjoint(with: fact.stems)
    guard let question = turnedHeading(title) else { return [] }
    let asksHow = title.lowercased().withoutNumbering.hasPrefix("how to")
    return [Question(question, frame: "title", fit: asksHow && !fact.isAdvice ? 2 : shares ? 11 : 6)]
  }

  /// "The barrel that never floods your patio" says what the thing is that the title names.
  private func named(_ fact: Fact, _ title: String) -> Question? {
    let first = Words.all(in: fact.spoken).first ?? ""
    let about: Set<String> = [
      "guide", "introduction", "overview", "story", "history", "list", "summary", "report", "recipe", "tutorial", "manual",
      "collection", "article", "document", "page", "following",
    ]
    guard fact.isFragment, ["a", "an", "the"].contains(first), about.isDisjoint(with: Words.all(in: fact.spoken)),
      Words.count(title) <= 4, !title.contains(":"),
      turnedHeading(title) == nil, !Self.papers.contains(title.lowercased())
    else { return nil }
    let isNumbered = Words.hasNumber(title) && Words.count(title) > 1
    return Question("What is \(isNumbered ? "the " : "")\(cases.inside(title))?", frame: "what", fit: 10)
  }

  /// What a paper is called that has no name: nobody asks what it is.
  private static let papers: Set<String> = [
    "notes", "note", "minutes", "agenda", "readme", "document", "text", "draft", "untitled", "report", "summary", "video",
  ]

  /// What a heading asks, if it asks anything.
  private func asked(_ heading: String, fact: Fact, isCollection: Bool) -> [Question] {
    let stems = Set(Words.stems(in: heading, .english))
    let shared = stems.intersection(fact.stems).count
    let isAnswer = fact.opensSection || shared * 2 > stems.count
    if heading.hasSuffix("?") {
      return fact.opensSection && Words.count(heading) <= Self.longest + 1
        ? [Question(heading, frame: "heading \(heading)", fit: 11)] : []
    }
    if let question = turnedHeading(heading) {
      return isAnswer || fact.isAdvice && question.contains(" I ") ? [Question(question, frame: "heading", fit: 10)] : []
    }
    let words = heading.split(separator: " ").map { EnglishClause.bare(String($0)) }
    guard (1...6).contains(words.count), let first = words.first, let head = EnglishClause.head(of: words), !heading.contains(":")
    else { return [] }
    let name = cases.inside(titleCaseUndone(heading))
    let hasDeterminer = EnglishWords.determiners.contains(first)
    if ["how", "why", "what", "when", "where", "who", "which", "if"].contains(first) { return [] }
    if heading.contains(where: { "\"“”()".contains($0) }) { return [] }
    if isCollection, EnglishClause.looksPlural(head), !first.hasSuffix("ing") {
      return [Question("What are \(hasDeterminer ? "" : "the ")\(name)?", frame: "heading", fit: 10)]
    }
    if first.hasSuffix("ing"), fact.isAdvice, words.count <= 4 {
      return [Question("What should I know about \(name)?", frame: "heading", fit: 7)]
    }
    if verbs.reading(first, as: .base) != nil, !EnglishWords.nounsToo.contains(first), words.count > 1 {
      return [Question("How do I \(turned(name.loweredFirst))?", frame: "how", fit: 8)]
    }
    if let clause = EnglishClause(heading, verbs: verbs) { return isAnswer ? whether(clause) : [] }
    // "Good to know" names no thing.
    if words.contains("to"), words.count < 5 { return [] }
    if words.count == 1, verbs.isParticiple(first) || EnglishWords.adjectives.contains(first) { return [] }
    if ["overview", "introduction", "summary", "conclusion", "background", "details", "notes", "general", "about"].contains(first)
    {
      return []
    }
    let called = (hasDeterminer || takesNoArticle(name) ? "" : "the ") + name
    return [
      // Where the answer does not hold the word, the question only changes the subject.
      Question("What about \(called)?", frame: "about", fit: shared > 0 ? 6 : 3),
      Question("And \(called)?", frame: "and", fit: shared > 0 ? 5 : 2),
    ]
  }

  /// "Why they matter" says who they are only to those who see the title above it: "Why honeybees matter".
  private func named(_ heading: String, after title: String) -> String {
    var words = heading.split(separator: " ").map(String.init)
    let asks: Set<String> = ["how", "why", "what", "when", "where", "who"]
    guard let place = words.prefix(3).firstIndex(where: { $0 == "they" || $0 == "it" || $0 == "They" || $0 == "It" }), place > 0,
      asks.contains(EnglishClause.bare(words[0])), !heading.hasSuffix("?"), let name = thing(title)
    else { return heading }
    let isMany = EnglishClause.looksPlural(name.split(separator: " ").last.map { EnglishClause.bare(String($0)) } ?? "")
    guard isMany == (words[place].lowercased() == "they") else { return heading }
    words[place] = (isMany || takesNoArticle(name) ? "" : "the ") + name
    return words.joined(separator: " ")
  }

  /// The thing that a title begins with: "Honeybees at a glance" is about honeybees.
  private func thing(_ title: String) -> String? {
    guard turnedHeading(title) == nil, EnglishClause(title, verbs: verbs) == nil else { return nil }
    let words = titleCaseUndone(title).split(separator: " ").map(String.init)
    let name = words.prefix {
      !EnglishWords.prepositions.contains(EnglishClause.bare($0)) && !$0.contains { ":–—,(".contains($0) }
    }
    guard (1...3).contains(name.count), let first = name.first.map(EnglishClause.bare), !EnglishWords.determiners.contains(first),
      !Words.hasNumber(name.joined()), !name.contains("and")
    else { return nil }
    return cases.inside(name.joined(separator: " ").withoutEndMark)
  }

  /// "Plain traffic can be viewed": a heading that says something asks whether it is so.
  private func whether(_ clause: EnglishClause) -> [Question] {
    guard let subject = subject(clause), !clause.negated, !["I", "you"].contains(subject) else { return [] }
    let rest = turned(clause.rest.joined(separator: " ").withoutEndMark)
    guard (1...7).contains(Words.count(rest)) else { return [] }
    switch clause.verb {
    case .be(let form): return [Question("\(form.capitalisedFirst) \(subject) \(rest)?", frame: "whether", fit: 8)]
    case .modal(let modal) where ["can", "may", "could", "will", "must", "should"].contains(modal):
      return [Question("\(modal.capitalisedFirst) \(subject) \(rest)?", frame: "whether", fit: 8)]
    default: return []
    }
  }

  /// Headings That Are Written So are names only where the text says so.
  func titleCaseUndone(_ heading: String) -> String {
    let words = heading.split(separator: " ").map(String.init)
    let capitals = words.count(where: { $0.first?.isUppercase == true })
    if heading.hasSuffix("?"), heading.contains(where: \.isLowercase) { return heading }
    if heading.count(where: \.isLetter) >= 4, !heading.contains(where: \.isLowercase) {
      return cases.respelled(heading.lowercased())
    }
    guard capitals > 1 else { return heading }
    return words.map { cases.inside($0) }.joined(separator: " ")
  }

  /// "How compound interest works" as "How does compound interest work?"
  func turnedHeading(_ heading: String) -> String? {
    let heading = titleCaseUndone(heading.withoutNumbering)
    if heading.hasSuffix("?") { return Words.count(heading) <= Self.longest + 5 ? heading.capitalisedFirst : nil }
    let words = heading.split(separator: " ").map(String.init)
    guard let first = words.first.map(EnglishClause.bare), (2...9).contains(words.count) else { return nil }
    if first == "how" || first == "what" || first == "when", words.count > 2, EnglishClause.bare(words[1]) == "to" {
      let goal = turned(words.dropFirst(2).joined(separator: " ").withoutEndMark)
      return "\(first.capitalisedFirst) \(first == "how" ? "do" : "should") I \(goal)?"
    }
    guard ["how", "why", "what", "when", "where", "who"].contains(first) else { return nil }
    let second = EnglishClause.bare(words[1])
    let measures = first == "how" && ["often", "much", "many", "long", "far", "fast", "soon", "well", "big"].contains(second)
    let asking = measures ? "How \(second)" : first.capitalisedFirst
    let last = EnglishClause.bare(words[words.count - 1])
    guard let clause = EnglishClause(words.dropFirst(measures ? 2 : 1).joined(separator: " "), verbs: verbs), !clause.isCommand,
      let subject = subject(clause)
    else { return nil }
    let rest = turned(clause.rest.joined(separator: " ").withoutEndMark)
    switch clause.verb {
    case .be(let form):
      return rest.isEmpty && last != form
        ? nil : ["\(asking) \(form) \(subject)", rest].filter { !$0.isEmpty }.joined(separator: " ") + "?"
    case .modal(let modal) where modal != "have to": return "\(asking) \(modal) \(subject) \(rest)?"
    case .full(let base, let past, _):
      return ["\(asking) \(doing(clause, past: past)) \(subject) \(base)", rest].filter { !$0.isEmpty }.joined(
        separator: " ") + "?"
    default: return nil
    }
  }

  private func step(_ index: Int, of count: Int, occasion: Occasion) -> [Question] {
    if index == 0 {
      return [
        Question("How do I start?", frame: "step", fit: 10), Question("What is the first step?", frame: "step first", fit: 10),
      ]
    }
    if index == count - 1, count > 2 {
      return [
        Question("And the last step?", frame: "step last", fit: 10), Question("What comes last?", frame: "step last", fit: 9),
      ]
    }
    guard occasion.follows else { return [Question("What comes later?", frame: "step later", fit: 5)] }
    return [
      Question("What comes next?", frame: "step next", fit: 9), Question("And then?", frame: "step then", fit: 9),
      Question("What do I do after that?", frame: "step after", fit: 9),
    ]
  }

  /// What a sentence answers that points back to the one just said.
  func link(_ sentence: String) -> [Question] {
    let lower = sentence.lowercased()
    func opens(_ starts: String...) -> Bool { starts.contains { lower.hasPrefix($0) } }
    if opens("this is because", "that is because", "it is because", "the reason") {
      return [Question("Why is that?", frame: "link why", fit: 10)]
    }
    if opens("this means", "that means", "it means", "in other words") {
      return [Question("What does that mean?", frame: "link mean", fit: 10)]
    }
    if opens("as a result", "therefore", "consequently", "thus", "that is why", "this is why", "for this reason", "so ", "hence")
    {
      return [
        Question("And what follows from that?", frame: "link result", fit: 8),
        Question("So what does that lead to?", frame: "link result", fit: 8),
      ]
    }
    if opens("also", "in addition", "moreover", "furthermore", "besides") {
      return [Question("What else?", frame: "link else", fit: 7)]
    }
    if opens("instead") { return [Question("What happens instead?", frame: "link instead", fit: 8)] }
    if opens("otherwise") { return [Question("And otherwise?", frame: "link otherwise", fit: 9)] }
    if opens("however", "unfortunately") { return [Question("Is there a catch?", frame: "link catch", fit: 6)] }
    if opens("for example", "for instance") { return [Question("For example?", frame: "example", fit: 9)] }
    return []
  }
}

extension String {
  /// A heading without the number before it.
  var withoutNumbering: String {
    let head = prefix { $0.isNumber || $0 == "." || $0 == ")" }
    guard !head.isEmpty, head.contains(where: { $0 == "." || $0 == ")" }) || head.count < 3, dropFirst(head.count).first == " "
    else { return self }
    return head.last == "." || head.last == ")" ? String(dropFirst(head.count)).trimmed : self
  }
}
