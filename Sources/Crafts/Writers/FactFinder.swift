import Documents
import Language

/// Finds what a document says, in its order.
struct FactFinder {
  let tongue: Tongue
  let verbs: EnglishVerbs
  let cases: CaseBook
  private let title: String
  /// Headings, as they are compared.
  private let headings: Set<String>
  private let numbering: Bool
  var sections: [Section] = [Section(heading: nil, concludes: false, isAside: false)]
  var facts: [Fact] = []
  /// What stands there as prose or as an item, and cannot be said as it stands.
  private(set) var unsaid: [String] = []
  var paragraph = 0
  var place = 0
  var sectionStart = 0
  /// What announced the list that is to come.
  var lead: String?

  init(_ document: StructuredDocument, title: String, tongue: Tongue, verbs: EnglishVerbs, cases: CaseBook) {
    self.tongue = tongue
    self.verbs = verbs
    self.cases = cases
    self.title = title
    let all = Self.headings(of: document)
    headings = Set((all + [title]).map(Self.key))
    numbering = Self.isNumbered(all)
    for (index, block) in document.blocks.enumerated() {
      let next = index + 1 < document.blocks.count ? document.blocks[index + 1].content : nil
      take(block, next: next, title: title)
    }
  }

  private mutating func take(_ block: StructuredDocument.Block, next: StructuredDocument.Content?, title: String) {
    paragraph += 1
    switch block.content {
    case .heading(let level, let text):
      lead = nil
      sectionStart = place
      let heading = heading(text, numbering: numbering)
      let isTitle = level == 1 && (facts.isEmpty || text == title) && !heading.hasSuffix("?")
      sections.append(
        Section(
          heading: isTitle ? nil : heading, concludes: Self.concludes(text), isAside: !isTitle && Boilerplate.isHeading(heading),
          level: level))
    case .paragraph(let text): takeProse(text, block: block, next: next, isQuote: false)
    case .quote(let text): takeProse(text, block: block, next: nil, isQuote: true)
    case .list(let items, let ordered):
      takeList(items, ordered: ordered, emphasised: block.emphasised)
      lead = nil
    case .table(let rows):
      takeTable(rows)
      lead = nil
    case .code: lead = nil
    }
  }

  private mutating func takeProse(
    _ text: String, block: StructuredDocument.Block, next: StructuredDocument.Content?, isQuote: Bool
  ) {
    if let keyed = Clauses.keyed(text) {
      for line in keyed { if let (key, value) = keyAndValue(line) { addKeyed(key, value, source: line) } }
      return
    }
    var sentences = Self.answered(Sentences.split(text))
    lead = nil
    if let last = sentences.last, last.hasSuffix(":") || last.hasSuffix("："), case .list? = next { lead = sentences.removeLast() }
    if sentences.count == 1, let (key, value) = keyAndValue(sentences[0]) { return addKeyed(key, value, source: sentences[0]) }
    for (index, sentence) in sentences.enumerated() {
      // A question in the text is its author's, and no fact.
      guard !sentence.hasSuffix("?"), !sentence.hasSuffix(":") else {
        unsaid.append(sentence)
        place += 1
        continue
      }
      add(sentence, origin: .prose(index: index), emphasised: block.emphasised, isQuote: isQuote)
    }
  }

  mutating func add(_ sentence: String, origin: Fact.Origin, emphasised: [String] = [], isQuote: Bool = false) {
    place += 1
    let sentence = Clauses.undated(Clauses.unnumbered(Clauses.untied(sentence)))
    if headings.contains(Self.key(sentence)) { return }
    let untied = Speakable.untied(sentence, tongue)
    guard let followOn = Speakable.shape(sentence), let spoken = untied == sentence ? followOn : Speakable.shape(untied) else {
      unsaid.append(sentence)
      return
    }
    let clause = tongue == .english ? EnglishClause(spoken, verbs: verbs) : nil
    let terms = emphasised.count { sentence.contains($0) }
    append(
      source: sentence, spoken: spoken, followOn: followOn, origin: origin, pointsBack: pointsBack(spoken),
      isAdvice: clause?.isCommand ?? false, isQuote: isQuote, emphasised: terms)
  }

  mutating func append(
    source: String, spoken: String, followOn: String, origin: Fact.Origin, pointsBack: Bool, isAdvice: Bool = false,
    isQuote: Bool = false,
    emphasised: Int = 0
  ) {
    let (spoken, followOn) = (Self.begun(spoken), Self.begun(followOn))
    let stems = Words.stems(in: spoken, tongue)
    let opensSection = place - 1 == sectionStart
    // What a heading asks is answered by the first words under it, however short they are.
    let answers = opensSection && sections[sections.count - 1].asks
    let isLoose = origin.isLoose && tongue == .english && !answers
    let isElliptic = isLoose && isElliptic(spoken)
    var isAside = Boilerplate.isSentence(source) || sections[sections.count - 1].isAside
    if case .keyed(let key) = origin, Boilerplate.isKey(key) { isAside = true }
    facts.append(
      Fact(
        id: facts.count, place: place, source: source, spoken: spoken, followOn: followOn, section: sections.count - 1,
        paragraph: paragraph, opensSection: opensSection, origin: origin, pointsBack: pointsBack && !answers, isAdvice: isAdvice,
        isQuote: isQuote, isFragment: isLoose && !isElliptic && isFragment(spoken), isElliptic: isElliptic, isAside: isAside,
        stems: stems, stemSet: Set(stems), emphasised: emphasised))
  }

  /// With a capital at its start, unless its first word has one of its own elsewhere.
  private static func begun(_ text: String) -> String {
    text.prefix { $0 != " " }.contains(where: \.isUppercase) ? text : text.capitalisedFirst
  }

  /// Whether a sentence says nothing without the one before it.
  func pointsBack(_ sentence: String) -> Bool {
    let words = Words.all(in: sentence)
    guard let first = words.first else { return false }
    if tongue.pointers.contains(first) { return true }
    guard tongue == .english else { return false }
    // "The bees fan it": what "it" is was said before.
    let near = words.dropFirst().prefix(4)
    let shows = zip(words.dropFirst(), words.dropFirst(2) + [""]).contains { word, next in
      ["this", "these"].contains(word) || word == "those" && !["who", "that", "of", "which"].contains(next)
    }
    if shows { return true }
    if near.contains(where: { ["it", "them", "these", "those", "this", "they"].contains($0) }),
      !["if", "when", "once"].contains(first) || near.contains("these")
    {
      return true
    }
    let lower = sentence.lowercased()
    if isUnexplained(sentence) || speaksOfBoth(words) { return true }
    return Self.pointingStarts.contains(where: lower.hasPrefix) || Self.pointingPhrases.contains(where: lower.contains)
  }

  /// "Both bulges" were named before, unless the sentence names them: "both salt and pepper".
  private func speaksOfBoth(_ words: [String]) -> Bool {
    guard let place = words.prefix(12).firstIndex(of: "both") else { return false }
    return !words[place...].prefix(4).contains("and")
  }

  /// "The dance tells …": which dance, the sentence before has said, unless a heading has.
  private func isUnexplained(_ sentence: String) -> Bool {
    guard place - 1 > sectionStart, let clause = EnglishClause(sentence, verbs: verbs), (2...4).contains(clause.subject.count)
    else { return false }
    let words = clause.subject.map(EnglishClause.bare)
    guard words[0] == "the", clause.opening.isEmpty, let head = words.last, EnglishWords.superlatives.isDisjoint(with: words)
    else { return false }
    if EnglishWords.unique.contains(head) || words.contains(where: { EnglishWords.prepositions.contains($0) || $0 == "and" }) {
      return false
    }
    let heading = sections.last?.heading ?? ""
    return !Words.stems(in: title + " " + heading, tongue).contains(Words.stem(head, Stemmer(tongue.language)))
  }

  private static let pointingStarts = [
    "as a result", "for this reason", "because of this", "after that", "at that", "in this", "in that", "in both", "with this",
    "the same", "the latter", "the former", "for that", "after this", "in such", "the other", "the difference", "the rest",
    "once it",
    "if it ", "if they", "when it ", "when they", "because it", "because they", "to do this", "to do that", "in the second",
    "in the third", "a second", "a third", "another", "that way",
    "this way",
  ]
  private static let pointingPhrases = [
    "the above", "described above", "shown above", "see below", "the following", "mentioned above", "in the same way",
  ]

  private static func concludes(_ heading: String) -> Bool {
    let words = Words.all(in: heading)
    let signs: Set<String> = [
      "conclusion", "conclusions", "summary", "takeaway", "takeaways", "remember", "outlook", "fazit", "zusammenfassung",
      "schluss",
      "conclusión", "resumen", "résumé", "conclusão", "resumo", "conclusione", "riassunto", "conclusie", "samenvatting",
    ]
    return words.contains(where: signs.contains)
      || ["in short", "key points", "bottom line", "in a nutshell"].contains { heading.lowercased().contains($0) }
  }
}
