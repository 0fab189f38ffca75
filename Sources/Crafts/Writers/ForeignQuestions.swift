import Language

/// Asks what a sentence answers, in the languages of which the writer knows only a few frames.
struct ForeignQuestions: Sendable {
  let tongue: Tongue
  let cases: CaseBook

  func questions(for fact: Fact) -> [Question] {
    guard let frames else { return [] }
    var found: [Question] = []
    let words = fact.spoken.withoutEndMark.split(separator: " ").map(String.init)
    let bare = words.map { Words.all(in: $0).first ?? "" }
    if let opener = bare.first, frames.ifs.contains(opener), let comma = words.firstIndex(where: { $0.hasSuffix(",") }),
      (2...9).contains(comma)
    {
      let condition = words[...comma].joined(separator: " ").withoutEndMark.loweredFirst
      found.append(Question(frames.whatIf.replacing("@", with: condition), frame: "what if", fit: 9))
    }
    if let place = bare.prefix(6).firstIndex(where: frames.be.contains), place > 0, place + 1 < bare.count,
      frames.articles.contains(bare[place + 1])
    {
      let subject = words[..<place].joined(separator: " ")
      if isSubject(subject, bare[0], frames) {
        let isPlural = frames.plurals.contains(bare[place])
        let name = inside(subject)
        found.append(Question((isPlural ? frames.whatAre : frames.whatIs).replacing("@", with: name), frame: "what", fit: 10))
      }
    }
    if let place = bare.prefix(6).dropFirst().firstIndex(where: { frames.verbs[$0] != nil }),
      let template = frames.verbs[bare[place]]
    {
      let subject = words[..<place].joined(separator: " ")
      if isSubject(subject, bare[0], frames) {
        found.append(Question(template.replacing("@", with: inside(subject)), frame: template, fit: 10))
      }
    }
    if frames.examples.contains(where: { fact.spoken.lowercased().hasPrefix($0) }) {
      found.append(Question(frames.example, frame: "example", fit: 10))
    }
    if case .keyed(let key) = fact.origin { found.append(Question(asked(key), frame: "key", fit: 8)) }
    if Words.numbers(in: fact.spoken).contains(where: { $0.contains(",") || $0.contains(".") }) || fact.spoken.contains("%")
      || fact.spoken.lowercased().contains("proz")
    {
      found.append(Question(frames.numbers, frame: "numbers", fit: 6))
    }
    return found
  }

  func questions(for fact: Fact, at occasion: Occasion) -> [Question] {
    var found: [Question] = []
    if occasion.isFirst { found.append(opening(occasion.title)) }
    if occasion.opensSection, let heading = occasion.heading, !heading.hasSuffix("?") || fact.opensSection {
      found.append(Question(asked(heading), frame: "heading", fit: heading.hasSuffix("?") ? 11 : 8))
    }
    guard let frames else { return found }
    if case .step(let index, let count) = fact.origin {
      let text = index == 0 ? frames.steps.0 : index == count - 1 ? frames.steps.2 : frames.steps.1
      found.append(Question(text, frame: "step \(min(index, 1))", fit: 9))
    }
    if !occasion.isFirst { found += frames.more.enumerated().map { Question($0.element, frame: "more \($0.offset)", fit: 3) } }
    return found
  }

  private func opening(_ title: String) -> Question {
    if title.hasSuffix("?") { return Question(title, frame: "title", fit: 11) }
    if let asking = asking(title) { return Question(asking, frame: "title", fit: 10) }
    guard let frames else { return Question(title.withoutEndMark + "?", frame: "title", fit: 9) }
    return Question(frames.about.replacing("@", with: title.withoutEndMark), frame: "title", fit: 7)
  }

  /// "Cómo separar los residuos" as a question: a title that begins with a question word needs but its mark.
  private func asking(_ title: String) -> String? {
    let words = title.lowercased().split(separator: " ").map(String.init)
    guard let first = words.first, (2...9).contains(words.count), !title.contains(":") else { return nil }
    let starts: [String: Set<String>] = [
      "fr": ["comment", "pourquoi", "quand", "combien"], "es": ["cómo", "cuándo", "cuánto", "dónde"],
      "pt": ["como", "quando", "quanto", "onde"], "it": ["come", "quando", "quanto", "dove"],
    ]
    guard starts[tongue.language.code]?.contains(first) == true else { return nil }
    switch tongue {
    case .spanish: return "¿\(title.withoutEndMark)?"
    case .french: return title.withoutEndMark + " ?"
    default: return title.withoutEndMark + "?"
    }
  }

  private func asked(_ heading: String) -> String {
    if heading.hasSuffix("?") { return heading }
    let text = heading.withoutNumbering.withoutEndMark
    let first = text.prefix { $0 != " " }.lowercased()
    if let frames, frames.ifs.contains(first), Words.count(text) > 2 {
      return frames.whatIf.replacing("@", with: text.loweredFirst)
    }
    if let and = frames?.and, let articles = frames?.articles, articles.contains(first) {
      return "\(and) \(text.loweredFirst)\(tongue == .french ? " ?" : "?")"
    }
    if tongue == .german { return "Stichwort \(text)?" }
    return (text.hasPrefix("¿") || tongue != .spanish ? text : "¿\(text)") + (tongue == .french ? " ?" : "?")
  }

  /// Whether what stands before the verb is what the sentence is about, and no place, time or pointer.
  private func isSubject(_ subject: String, _ first: String, _ frames: Frames) -> Bool {
    if subject.contains(","), subject.contains("(") { return false }
    if tongue.pointers.contains(first) || frames.notSubjects.contains(first) || subject.contains(",") { return false }
    return frames.articles.contains(first) || !tongue.functionWords.contains(first) || Self.owners.contains(first)
  }

  /// Whose something is, and how many of it.
  private static let owners: Set<String> = [
    "mein", "unser", "jeder", "jede", "jedes", "alle", "viele", "mon", "ma", "notre", "votre", "nos", "vos", "mi", "tu",
    "nuestro",
    "meu", "nosso", "mio", "tuo", "nostro", "mijn", "ons", "elk", "elke", "een", "tous", "toutes", "todos", "tutti",
  ]

  private func inside(_ subject: String) -> String {
    let first = subject.prefix { $0 != " " }.lowercased()
    // Only German writes common nouns with a capital.
    if tongue != .german, !cases.isName(String(subject.prefix { $0 != " " })), subject.contains(" ") || cases.isCommon(first) {
      return subject.loweredFirst
    }
    let isSmall = tongue.functionWords.contains(first) || first.hasPrefix("l'") || first.hasPrefix("l’")
    return isSmall ? subject.loweredFirst : subject
  }

  private struct Frames {
    /// The word that goes on with another subject.
    let and: String
    let about: String
    let whatIs: String
    let whatAre: String
    let whatIf: String
    let example: String
    let numbers: String
    let more: [String]
    let steps: (String, String, String)
    let be: Set<String>
    let plurals: Set<String>
    let articles: Set<String>
    let ifs: Set<String>
    let examples: [String]
    let notSubjects: Set<String>
    /// Verbs, and what is asked of the subject before them.
    let verbs: [String: String]
  }

  private var frames: Frames? {
    switch tongue {
    case .german:
      Frames(
        and: "Und",
        about: "Worum geht es bei „@“?", whatIs: "Was ist @?", whatAre: "Was sind @?", whatIf: "Was passiert, @?",
        example: "Gibt es dafür ein Beispiel?", numbers: "Gibt es dazu Zahlen?",
        more: ["Was gehört noch dazu?", "Was ist noch wichtig?", "Was sollte ich noch wissen?", "Und weiter?"],
        steps: ("Womit fange ich an?", "Und dann?", "Was kommt zuletzt?"), be: ["ist", "sind"], plurals: ["sind"],
        articles: ["ein", "eine", "einer", "die", "der", "das"], ifs: ["wenn", "falls"],
        examples: ["zum beispiel", "beispielsweise"],
        notSubjects: ["es", "das", "wichtig", "hier", "in", "im", "dort", "man", "wer", "bei", "für"],
        verbs: [
          "kostet": "Was kostet @?", "kosten": "Was kosten @?", "dauert": "Wie lange dauert @?", "braucht": "Was braucht @?",
          "brauchen": "Was brauchen @?", "bedeutet": "Was bedeutet @?", "besteht": "Woraus besteht @?",
          "öffnet": "Wann öffnet @?", "beginnt": "Wann beginnt @?", "endet": "Wann endet @?", "enthält": "Was enthält @?",
          "wiegt": "Wie viel wiegt @?", "schützt": "Wovor schützt @?", "hilft": "Wie hilft @?",
        ])
    case .french:
      Frames(
        and: "Et",
        about: "De quoi parle « @ » ?", whatIs: "Qu’est-ce que @ ?", whatAre: "Que sont @ ?", whatIf: "Que se passe-t-il @ ?",
        example: "Avez-vous un exemple ?", numbers: "Y a-t-il des chiffres ?",
        more: ["Que faut-il savoir encore ?", "Et ensuite ?", "Qu’y a-t-il d’autre ?"],
        steps: ("Par où commencer ?", "Et ensuite ?", "Et pour finir ?"), be: ["est", "sont"], plurals: ["sont"],
        articles: ["un", "une", "le", "la", "les", "des", "l'", "l"], ifs: ["si", "quand", "lorsque"], examples: ["par exemple"],
        notSubjects: ["ce", "il", "c'est", "en", "dans", "on", "qui"],
        verbs: [
          "coûte": "Combien coûte @ ?", "coûtent": "Combien coûtent @ ?", "dure": "Combien de temps dure @ ?",
          "signifie": "Que signifie @ ?", "contient": "Que contient @ ?", "commence": "Quand commence @ ?",
          "pèse": "Combien pèse @ ?",
        ])
    case .spanish:
      Frames(
        and: "¿Y",
        about: "¿De qué trata «@»?", whatIs: "¿Qué es @?", whatAre: "¿Qué son @?", whatIf: "¿Qué pasa @?",
        example: "¿Hay un ejemplo?",
        numbers: "¿Hay cifras?", more: ["¿Qué más hay que saber?", "¿Y qué más?", "¿Y luego?"],
        steps: ("¿Por dónde empiezo?", "¿Y después?", "¿Y al final?"), be: ["es", "son"], plurals: ["son"],
        articles: ["un", "una", "el", "la", "los", "las", "unos", "unas"], ifs: ["si", "cuando"], examples: ["por ejemplo"],
        notSubjects: ["en", "lo", "esto", "quien", "aquí"],
        verbs: [
          "cuesta": "¿Cuánto cuesta @?", "cuestan": "¿Cuánto cuestan @?", "dura": "¿Cuánto dura @?",
          "significa": "¿Qué significa @?", "contiene": "¿Qué contiene @?", "necesita": "¿Qué necesita @?",
          "empieza": "¿Cuándo empieza @?", "pesa": "¿Cuánto pesa @?",
        ])
    case .portuguese:
      Frames(
        and: "E",
        about: "Do que trata «@»?", whatIs: "O que é @?", whatAre: "O que são @?", whatIf: "O que acontece @?",
        example: "Há um exemplo?",
        numbers: "Há números?", more: ["O que mais é preciso saber?", "E o que mais?", "E depois?"],
        steps: ("Por onde começo?", "E depois?", "E no fim?"), be: ["é", "são"], plurals: ["são"],
        articles: ["um", "uma", "o", "a", "os", "as", "uns", "umas"], ifs: ["se", "quando"], examples: ["por exemplo"],
        notSubjects: ["em", "isto", "isso", "quem", "aqui"],
        verbs: [
          "custa": "Quanto custa @?", "custam": "Quanto custam @?", "dura": "Quanto tempo dura @?",
          "significa": "O que significa @?", "contém": "O que contém @?", "começa": "Quando começa @?", "pesa": "Quanto pesa @?",
        ])
    case .italian:
      Frames(
        and: "E",
        about: "Di che cosa parla «@»?", whatIs: "Che cos’è @?", whatAre: "Che cosa sono @?", whatIf: "Che cosa succede @?",
        example: "C’è un esempio?", numbers: "Ci sono dei numeri?", more: ["Che altro c’è da sapere?", "E poi?", "Che altro?"],
        steps: ("Da dove comincio?", "E poi?", "E alla fine?"), be: ["è", "sono"], plurals: ["sono"],
        articles: ["un", "uno", "una", "il", "lo", "la", "i", "gli", "le", "l'", "un'"], ifs: ["se", "quando"],
        examples: ["per esempio", "ad esempio"],
        notSubjects: ["in", "ciò", "chi", "qui"],
        verbs: [
          "costa": "Quanto costa @?", "costano": "Quanto costano @?", "dura": "Quanto dura @?",
          "significa": "Che cosa significa @?", "contiene": "Che cosa contiene @?", "comincia": "Quando comincia @?",
          "pesa": "Quanto pesa @?",
        ])
    case .dutch:
      Frames(
        and: "En",
        about: "Waar gaat “@” over?", whatIs: "Wat is @?", whatAre: "Wat zijn @?", whatIf: "Wat gebeurt er @?",
        example: "Is er een voorbeeld?",
        numbers: "Zijn daar cijfers over?", more: ["Wat moet ik nog weten?", "Wat is nog belangrijk?", "En verder?"],
        steps: ("Waar begin ik?", "En dan?", "En tot slot?"), be: ["is", "zijn"], plurals: ["zijn"],
        articles: ["een", "de", "het"],
        ifs: ["als", "wanneer"], examples: ["bijvoorbeeld"], notSubjects: ["het", "dit", "dat", "in", "er", "hier"],
        verbs: [
          "kost": "Wat kost @?", "kosten": "Wat kosten @?", "duurt": "Hoe lang duurt @?", "betekent": "Wat betekent @?",
          "bevat": "Wat bevat @?", "begint": "Wanneer begint @?", "weegt": "Hoeveel weegt @?",
        ])
    case .english, .other: nil
    }
  }
}
