/// Asks, in English, what a sentence answers.
///
/// Each rule knows one shape of sentence, and turns the sentence's own words around; none invents any.
struct EnglishQuestions: Sendable {
  let verbs: EnglishVerbs
  let cases: CaseBook
  /// The document is of what was: there "repairs cost" may well be past.
  var tellsOfPast = false

  /// The longest question that still sounds asked, in words.
  static let longest = 13

  /// All questions that the sentence answers by itself, wherever it is said.
  func questions(for fact: Fact) -> [Question] {
    var found: [Question] = []
    // What somebody else does, and who that is was not said: only the title can ask for it.
    if fact.isElliptic || fact.isFragment { return [] }
    if let speaker = speaker(fact.spoken) { return [Question("What did \(speaker) say?", frame: "said", fit: 9)] }
    switch fact.origin {
    case .keyed(let key):
      found += keyed(key, fact: fact)
      if fact.isAdvice || fact.spoken.hasPrefix(key) { return found }
    case .collection(let lead): found += collection(lead, fact: fact)
    default: break
    }
    found += sentenceQuestions(fact.spoken)
    return found.filter { Words.count($0.text) <= Self.longest }.sorted { $0.fit > $1.fit }
  }

  /// Who says what stands in quotation marks: "…," said Tobias.
  private func speaker(_ sentence: String) -> String? {
    for mark in ["\" said ", "” said ", ",\" says ", ",” says "] {
      guard let place = sentence.firstRange(of: mark) else { continue }
      let words = sentence[place.upperBound...].split(separator: " ").map(String.init)
      var name: [String] = []
      for word in words.prefix(4) {
        guard word.first?.isUppercase == true || word == "the" && name.isEmpty || name == ["the"] else { break }
        name.append(word.withoutEndMark)
        if let last = word.last, ",.;".contains(last), !["Mr.", "Mrs.", "Dr."].contains(word) { break }
      }
      if let last = name.last, last != "the", !["He", "She", "It", "They", "I"].contains(last) {
        return name.joined(separator: " ")
      }
    }
    return nil
  }

  private func sentenceQuestions(_ sentence: String) -> [Question] {
    var found = example(sentence) + condition(sentence)
    guard let clause = EnglishClause(sentence, verbs: verbs) else { return found }
    if clause.isCommand { return found + advice(clause) }
    let others = found
    found = reason(clause, sentence)
    if !EnglishWords.pronouns.contains(clause.bareSubject) || ["you", "we", "there"].contains(clause.bareSubject) {
      switch clause.verb {
      case .be(let form): found += being(clause, form)
      case .have(let past): found += having(clause, past: past)
      case .modal(let modal): found += able(clause, modal)
      case .full(let base, let past, _): found += doing(clause, base, past: past)
      }
      found += counted(clause) + topic(clause)
    }
    return others + found.map { within(clause.opening, echoing(clause, $0)) } + contrast(clause.opening)
  }

  /// What is said of the subject, where nothing better is known.
  private func topic(_ clause: EnglishClause) -> [Question] {
    guard let subject = subject(clause), !["you", "I", "there"].contains(subject) else { return [] }
    return [Question("What about \(subject)?", frame: "about", fit: 4)]
  }

  /// "And with compound interest?"
  private func contrast(_ opening: [String]) -> [Question] {
    guard let first = opening.first.map(EnglishClause.bare), ["with", "for", "without"].contains(first),
      (2...5).contains(opening.count)
    else {
      return []
    }
    return [Question("And \(turned(cases.inside(opening.joined(separator: " ").withoutEndMark)))?", frame: "and", fit: 8)]
  }

  /// What is only said of a case is asked of that case: "What do I earn with simple interest?"
  private func within(_ opening: [String], _ question: Question) -> Question {
    guard let first = opening.first.map(EnglishClause.bare), question.frame != "how many", question.frame != "about" else {
      return question
    }
    let isCase = EnglishWords.prepositions.contains(first) && first != "to"
    if isCase, (2...5).contains(opening.count), !opening.joined().contains(where: { "(\"“".contains($0) }) {
      let place = turned(cases.inside(opening.joined(separator: " ").withoutEndMark))
      return Question("\(question.text.withoutEndMark) \(place)?", frame: question.frame, fit: question.fit)
    }
    // What depends on a long opening cannot be asked without it.
    return opening.count > 3 ? Question(question.text, frame: question.frame, fit: question.fit - 3) : question
  }

  /// A question that says a long subject in full leaves little to answer.
  private func echoing(_ clause: EnglishClause, _ question: Question) -> Question {
    guard clause.subject.count > 4, let subject = subject(clause), question.text.contains(subject) else { return question }
    return Question(question.text, frame: question.frame, fit: question.fit - 2)
  }

  /// What is left to say when the question has said the answer's opening: "What if the food is near? The bee dances in a circle."
  func withoutOpening(_ answer: String, after question: String) -> String? {
    guard let comma = answer.firstRange(of: ", ") else { return nil }
    let opening = String(answer[..<comma.lowerBound])
    let rest = String(answer[comma.upperBound...])
    guard Words.count(opening) >= 3, !Words.hasNumber(opening), Words.count(rest) >= 3,
      !rest.contains(", ") || EnglishClause(rest, verbs: verbs) != nil,
      " \(question.withoutEndMark.lowercased())".hasSuffix(" \(turned(opening).lowercased())")
    else { return nil }
    return rest.capitalisedFirst
  }

  // MARK: Words

  /// The subject as it stands inside a question, or none where it is too long for one.
  func subject(_ clause: EnglishClause) -> String? {
    guard (1...6).contains(clause.subject.count) else { return nil }
    let words = clause.subject.map(EnglishClause.bare)
    guard let first = words.first, let last = words.last, !EnglishWords.relatives.contains(first) else { return nil }
    if words.count > 1, EnglishWords.pronouns.contains(last) || words[1] == "more" || words[1] == "less" { return nil }
    if words.count == 1, EnglishWords.determiners.contains(first) || EnglishWords.isNumber(first) { return nil }
    if ["nothing", "nobody", "none", "no", "neither", "due", "because", "such", "only", "just", "not", "even", "same"].contains(
      first)
    {
      return nil
    }
    if first.contains(where: \.isNumber) || EnglishWords.counters.contains(first) { return nil }
    let text = clause.subject.joined(separator: " ")
    if text.contains(where: { "()*#+→<>[]|".contains($0) }) || text.count(where: { "\"“”".contains($0) }) % 2 != 0 { return nil }
    if clause.subject.last?.last == "," || words.count == 2 && first.hasSuffix("ing") { return nil }
    // "Extracted from the log": no thing.
    if words.count > 1, first.hasSuffix("ed"), verbs.isParticiple(first) { return nil }
    if EnglishWords.prepositions.contains(last) || EnglishWords.prepositions.contains(first) || first.hasSuffix("ly") {
      return nil
    }
    return turned(cases.inside(clause.subject.joined(separator: " ")))
  }

  /// Words of the sentence turned to the one who asks: "you" becomes "I", "your" becomes "my".
  func turned(_ phrase: String) -> String {
    var result: [String] = []
    for word in phrase.split(separator: " ").map(String.init) {
      let bare = EnglishClause.bare(word)
      let opens =
        result.last.map {
          ["if", "when", "that", "because", "what", "as", "than", "before", "after", "once", "do", "while"].contains($0)
        } ?? true
      let new: String? =
        switch bare {
        case "you": opens ? "I" : "me"
        case "your": "my"
        case "yours": "mine"
        case "yourself": "myself"
        case "you're": "I'm"
        case "you've": "I've"
        case "you'll": "I'll"
        case "we": "you"
        case "our": "your"
        case "us": "you"
        case "are" where result.last == "I": "am"
        default: nil
        }
      result.append(new.map { $0 + String(word.reversed().prefix { !$0.isLetter }.reversed()) } ?? word)
    }
    return result.joined(separator: " ")
  }

  /// The first words of a phrase, up to where a question would stop; none where nothing whole remains.
  func cut(_ words: [String], to most: Int = 6, stops: Set<String> = EnglishQuestions.stops) -> String? {
    var taken: [String] = []
    for word in words {
      let bare = EnglishClause.bare(word)
      let isVerb = taken.count == 1 && verbs.isVerb(EnglishClause.bare(taken[0]))
      let follows = isVerb && ["from", "on", "at", "for", "with", "in"].contains(bare)
      if stops.contains(bare) && !taken.isEmpty && !follows { break }
      taken.append(word)
      if let last = word.last, ",;:—–".contains(last) { break }
    }
    guard (1...most).contains(taken.count), let last = taken.last.map(EnglishClause.bare) else { return nil }
    if EnglishWords.prepositions.contains(last) || EnglishWords.determiners.contains(last) || last == "and" || last == "or"
      || last.isEmpty
    {
      return nil
    }
    let text = taken.joined(separator: " ").withoutEndMark
    guard !text.contains(where: { "(\"“”)".contains($0) }) else { return nil }
    return turned(text)
  }

  static let stops: Set<String> = [
    "because", "so", "if", "when", "unless", "until", "within", "by", "before", "after", "while", "since", "but", "at", "on",
    "for", "in",
    "with", "without", "during", "every", "once", "twice", "as", "which", "that", "who", "where", "from", "up", "through",
    "instead",
    "only", "per", "than", "although", "than", "between", "and", "or", "whether", "–", "—",
  ]

  func doing(_ clause: EnglishClause, past: Bool) -> String {
    if past { return "did" }
    if tellsOfPast, case .full(let base, _, false) = clause.verb, EnglishClause.unchanged.contains(base) { return "did" }
    let subject = clause.bareSubject
    return clause.hasPlural || subject == "you" || subject == "we" ? "do" : "does"
  }
}
