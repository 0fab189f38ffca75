import Language
import Production

/// Finds the questions that facts answer, in the document's language.
struct Asker: Sendable {
  private let tongue: Tongue
  private let english: EnglishQuestions
  private let foreign: ForeignQuestions

  /// `facts` tell whether the document is of what was, as news are.
  init(tongue: Tongue, verbs: EnglishVerbs, cases: CaseBook, facts: [Fact]) {
    self.tongue = tongue
    let tellsOfPast = tongue == .english && EnglishClause.tellOfPast(facts.prefix(60).map(\.spoken), verbs: verbs)
    english = EnglishQuestions(verbs: verbs, cases: cases, tellsOfPast: tellsOfPast)
    foreign = ForeignQuestions(tongue: tongue, cases: cases)
  }

  /// What a fact answers by itself.
  func questions(for fact: Fact) -> [Question] {
    tongue == .english ? english.questions(for: fact) : foreign.questions(for: fact)
  }

  /// What it answers because of where it is said.
  func questions(for fact: Fact, at occasion: Occasion) -> [Question] {
    guard tongue == .english else { return foreign.questions(for: fact, at: occasion) }
    var found = english.questions(for: fact, at: occasion)
    if occasion.isFirst { found.append(Question(english.aboutTitle(occasion.title), frame: "title", fit: 7)) }
    found += Self.open.enumerated().map { Question($0.element, frame: "open \($0.offset)", fit: 3) }
    return found
  }

  /// What is left to say of an answer whose opening the question has said; none where it said nothing of it.
  func withoutOpening(_ answer: String, after question: Question) -> String? {
    tongue == .english ? english.withoutOpening(answer, after: question.text) : nil
  }

  /// A few words of one who listens, before a question.
  func nods(_ tone: ScriptTone) -> [String] {
    switch tongue {
    case .english:
      switch tone {
      case .professional: ["I see.", "Good to know.", "Okay.", "Understood."]
      case .casual: ["Oh, okay.", "Got it.", "Nice.", "Ah, I see."]
      case .technical: ["Understood.", "I see.", "Right."]
      case .sales: ["Interesting.", "Good to know.", "Sounds good."]
      }
    case .german: ["Verstehe.", "Aha.", "Gut zu wissen.", "Alles klar."]
    case .french: ["Je vois.", "D’accord.", "Intéressant."]
    case .spanish: ["Entiendo.", "De acuerdo.", "Interesante."]
    case .portuguese: ["Entendo.", "Certo.", "Interessante."]
    case .italian: ["Capisco.", "D’accordo.", "Interessante."]
    case .dutch: ["Duidelijk.", "Juist.", "Goed om te weten."]
    case .other: []
    }
  }

  private static let open = [
    "What else should I know?", "What else is worth knowing?", "Is there more to it?", "What else matters here?",
  ]
}

extension EnglishQuestions {
  /// "Welcome to Fernhill" is about Fernhill.
  private static func unwelcomed(_ title: String) -> String {
    for start in ["Welcome to ", "Introduction to ", "An introduction to ", "About "] where title.hasPrefix(start) {
      return String(title.dropFirst(start.count))
    }
    return title
  }

  func isMixed(_ title: String) -> Bool {
    let words = title.split(separator: " ").dropFirst().filter { !StopWords.of(.english).contains($0.lowercased()) }
    return words.contains { $0.first?.isLowercase == true } && words.contains { $0.first?.isUppercase == true }
  }

  /// A question that opens a talk about anything.
  func aboutTitle(_ title: String) -> String {
    let parts = title.withoutEndMark.replacing(" – ", with: ": ").split(separator: ": ").map(String.init)
    let whole = parts.first { part in
      let first = EnglishClause.bare(String(part.prefix { $0 != " " }))
      return verbs.reading(first, as: .base) == nil || EnglishWords.nounsToo.contains(first)
    }
    let plain = whole ?? title
    let undone = titleCaseUndone(Self.unwelcomed(plain))
    // Half of the words with capitals, half without: then it is a name, and stays as it is written.
    let title = isMixed(undone) ? Self.unwelcomed(plain) : undone
    let words = title.split(separator: " ").map { EnglishClause.bare(String($0)) }
    let isSentence =
      EnglishClause(title, verbs: verbs).map { clause in
        if case .full(let base, _, _) = clause.verb { return !clause.isCommand && !EnglishWords.nounsToo.contains(base) }
        return true
      } ?? false
    if isSentence || ["how", "why", "what", "when", "where", "who"].contains(words.first ?? "") || words.count > 7
      || title.contains(":")
    {
      return "What is this about?"
    }
    if title.split(separator: " ").allSatisfy({ $0.first?.isLowercase != true }), words.count > 1 {
      return "What should I know about \(title)?"
    }
    let name = turned(cases.inside(title))
    let isBare = EnglishWords.determiners.contains(words.first ?? "") || EnglishClause.looksPlural(words.last ?? "")
    return
      "What should I know about \(isBare || words.count < 2 || words.contains(where: EnglishWords.isNumber) ? "" : "the ")\(name)?"
  }
}
