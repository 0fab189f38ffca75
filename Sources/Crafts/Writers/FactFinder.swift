import Documents

/// Finds what a document says, in its order.
struct FactFinder {
  let tongue: Tongue
  let verbs: EnglishVerbs
  let cases: CaseBook
  private let title: String
  private(set) var sections: [Section] = [Section(heading: nil, concludes: false)]
  private(set) var facts: [Fact] = []
  private var paragraph = 0
  private var place = 0
  private var sectionStart = 0
  /// What announced the list that is to come.
  private var lead: String?

  init(_ document: StructuredDocument, title: String, tongue: Tongue, verbs: EnglishVerbs, cases: CaseBook) {
    self.tongue = tongue
    self.verbs = verbs
    self.cases = cases
    self.title = title
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
      let isTitle = level == 1 && (facts.isEmpty || text == title)
      sections.append(Section(heading: isTitle ? nil : text, concludes: Self.concludes(text)))
    case .paragraph(let text): takeProse(text, block: block, next: next, isQuote: false)
    case .quote(let text): takeProse(text, block: block, next: nil, isQuote: true)
    case .list(let items, let ordered):
      takeList(items, ordered: ordered, block: block)
      lead = nil
    case .table(let rows):
      takeTable(rows)
      lead = nil
    case .code: lead = nil
    }
  }

  // MARK: Prose

  private mutating func takeProse(
    _ text: String, block: StructuredDocument.Block, next: StructuredDocument.Content?, isQuote: Bool
  ) {
    var sentences = Sentences.split(text)
    lead = nil
    if let last = sentences.last, last.hasSuffix(":") || last.hasSuffix("："), case .list? = next { lead = sentences.removeLast() }
    if sentences.count == 1, let (key, value) = keyAndValue(sentences[0]) { return addKeyed(key, value, source: sentences[0]) }
    for (index, sentence) in sentences.enumerated() {
      // A question in the text is its author's, and no fact.
      guard !sentence.hasSuffix("?"), !sentence.hasSuffix(":") else {
        place += 1
        continue
      }
      add(sentence, origin: .prose(index: index), emphasised: block.emphasised, isQuote: isQuote)
    }
  }

  private mutating func add(_ sentence: String, origin: Fact.Origin, emphasised: [String] = [], isQuote: Bool = false) {
    place += 1
    guard let followOn = Speakable.shape(sentence) else { return }
    let untied = Speakable.untied(sentence, tongue)
    guard let spoken = untied == sentence ? followOn : Speakable.shape(untied) else { return }
    let clause = tongue == .english ? EnglishClause(spoken, verbs: verbs) : nil
    let terms = emphasised.count { sentence.contains($0) }
    append(
      source: sentence, spoken: spoken, followOn: followOn, origin: origin, pointsBack: pointsBack(spoken),
      isAdvice: clause?.isCommand ?? false, isQuote: isQuote, emphasised: terms)
  }

  private mutating func append(
    source: String, spoken: String, followOn: String, origin: Fact.Origin, pointsBack: Bool, isAdvice: Bool = false,
    isQuote: Bool = false,
    emphasised: Int = 0
  ) {
    let (spoken, followOn) = (Self.begun(spoken), Self.begun(followOn))
    let stems = Words.stems(in: spoken, tongue)
    facts.append(
      Fact(
        id: facts.count, place: place, source: source, spoken: spoken, followOn: followOn, section: sections.count - 1,
        paragraph: paragraph, opensSection: place - 1 == sectionStart, origin: origin, pointsBack: pointsBack, isAdvice: isAdvice,
        isQuote: isQuote, stems: stems, stemSet: Set(stems), emphasised: emphasised))
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
    return !Words.stems(in: title + " " + heading, tongue).contains(Words.stem(head, tongue))
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

  // MARK: Lists

  private mutating func takeList(_ items: [String], ordered: Bool, block: StructuredDocument.Block) {
    let keyed = items.compactMap { keyAndValue($0) }
    if keyed.count * 2 > items.count, !ordered || keyed.count == items.count {
      for item in items {
        if let (key, value) = keyAndValue(item) { addKeyed(key, value, source: item) } else { add(item, origin: .item) }
      }
      return
    }
    let statements = items.count { isStatement($0) }
    if ordered, statements * 2 >= items.count { return addSteps(items, emphasised: block.emphasised) }
    if statements * 2 > items.count || items.contains(where: { $0.count > 110 }) {
      for item in items {
        for (index, sentence) in Sentences.split(item).enumerated() where !sentence.hasSuffix("?") && !sentence.hasSuffix(":") {
          add(sentence, origin: index == 0 ? .item : .prose(index: index), emphasised: block.emphasised)
        }
        paragraph += 1
      }
      return
    }
    addCollection(items)
  }

  private mutating func addSteps(_ items: [String], emphasised: [String]) {
    for (index, item) in items.enumerated() {
      let (text, source) = keyAndValue(item).map { ($0.value, item) } ?? (item, item)
      for (place, sentence) in Sentences.split(text).enumerated() where !sentence.hasSuffix("?") {
        self.place += 1
        guard let spoken = Speakable.shape(Speakable.untied(sentence, tongue)), let followOn = Speakable.shape(sentence) else {
          continue
        }
        append(
          source: place == 0 && text != item ? source : sentence, spoken: spoken.capitalisedFirst,
          followOn: followOn.capitalisedFirst,
          origin: place == 0 ? .step(index: index, count: items.count) : .prose(index: place),
          pointsBack: place > 0 && pointsBack(spoken), isAdvice: true, emphasised: emphasised.count { sentence.contains($0) })
      }
    }
  }

  /// Whether an item says something by itself, and is not only a name of something.
  private func isStatement(_ item: String) -> Bool {
    if item.hasSuffix(".") || item.hasSuffix("!") { return Words.count(item) >= 3 }
    guard tongue == .english else { return Words.count(item) >= 8 }
    return EnglishClause(item, verbs: verbs).map { Words.count(item) >= 3 || !$0.isCommand } ?? (Words.count(item) >= 12)
  }

  private mutating func addCollection(_ items: [String]) {
    if items.allSatisfy({ $0.hasSuffix("?") }) { return addOpenQuestions(items) }
    let most = 5
    var taken: [String] = []
    let lower = tongue != .german && items.allSatisfy { $0.first?.isLowercase != true }
    for item in items {
      guard let shaped = Speakable.shape(item)?.withoutEndMark else { continue }
      let item = lower ? cases.inside(shaped) : shaped
      guard taken.count < most, taken.joined(separator: ", ").count + item.count < 150 else { break }
      taken.append(item)
    }
    guard !taken.isEmpty, let first = items.first, !first.isEmpty else { return }
    let list = joined(taken, isAll: taken.count == items.count)
    let source = ([lead].compactMap { $0 } + items).joined(separator: " ")
    let announced = lead.map { announcing($0, list) } ?? list.capitalisedFirst
    place += 1
    guard let spoken = Speakable.shape(announced) else { return }
    append(
      source: source, spoken: spoken, followOn: spoken, origin: .collection(lead: lead?.withoutEndMark),
      pointsBack: lead.map(pointsBack) ?? false)
  }

  /// Questions that a document lists are told as they are.
  private mutating func addOpenQuestions(_ items: [String]) {
    var text = ""
    for item in items where text.count + item.count < 160 { text += (text.isEmpty ? "" : " ") + item }
    place += 1
    guard let spoken = Speakable.shape(text) else { return }
    append(
      source: items.joined(separator: " "), spoken: spoken, followOn: spoken, origin: .collection(lead: lead?.withoutEndMark),
      pointsBack: false)
  }

  private func joined(_ items: [String], isAll: Bool) -> String {
    guard isAll, items.count > 1, let last = items.last, let and = tongue.and else {
      return items.joined(separator: ", ") + (isAll ? "" : tongue.amongOthers.map { ", \($0)" } ?? "")
    }
    return items.dropLast().joined(separator: ", ") + " \(and) " + last
  }

  /// "You need:" goes on without a stop, "Bring these things:" keeps it.
  private func announcing(_ lead: String, _ list: String) -> String {
    let last = Words.all(in: lead).last ?? ""
    let isOpen =
      tongue.functionWords.contains(last) || tongue == .english && verbs.isVerb(last) && !["following", "things"].contains(last)
    return isOpen ? "\(lead.withoutEndMark) \(list)" : "\(lead.withoutEndMark): \(list)"
  }

  // MARK: Keys and tables

  /// A line like "Price: 49 euros" or "Interest – the price of money".
  func keyAndValue(_ line: String) -> (key: String, value: String)? {
    for mark in [": ", " – ", " — ", " - "] {
      guard let place = line.firstRange(of: mark) else { continue }
      let key = String(line[..<place.lowerBound]).trimmed
      let value = String(line[place.upperBound...]).trimmed
      guard (1...5).contains(Words.count(key)), key.count <= 48, !value.isEmpty, key.contains(where: \.isLetter) else { continue }
      guard key.first?.isUppercase == true || key.first?.isNumber == true || mark != ": ",
        !key.contains(where: { ".,;!?\"".contains($0) })
      else { continue }
      return (key, value)
    }
    return nil
  }

  private mutating func addKeyed(_ key: String, _ value: String, source: String) {
    let sentences = Sentences.split(value)
    guard let first = sentences.first else { return }
    let isCommand = tongue == .english && EnglishClause(first.capitalisedFirst, verbs: verbs)?.isCommand == true
    let says = isStatement(first) && !pointsBack(first) && (first.first?.isLowercase != true || isCommand)
    let text = says ? first.capitalisedFirst : isCommand ? "\(key): \(first)" : plainly(key, first)
    place += 1
    guard let spoken = Speakable.shape(text) else { return }
    append(source: source, spoken: spoken, followOn: spoken, origin: .keyed(key: key), pointsBack: false, isAdvice: isCommand)
    for (index, sentence) in sentences.dropFirst().enumerated() where !sentence.hasSuffix("?") {
      add(sentence, origin: .prose(index: index + 1))
    }
  }

  /// "Price: 49 euros" as it is said.
  private func plainly(_ key: String, _ value: String) -> String {
    let asWritten = "\(key): \(value)"
    guard tongue == .english else { return asWritten }
    let words = key.split(separator: " ").map { EnglishClause.bare(String($0)) }
    guard let last = words.last, let head = EnglishClause.head(of: words), let first = value.split(separator: " ").first else {
      return asWritten
    }
    if EnglishWords.prepositions.contains(last) { return "\(key) \(value)" }
    let form = EnglishClause.looksPlural(head) ? "are" : "is"
    let opening = EnglishClause.bare(String(first))
    let isNoun = !EnglishWords.determiners.contains(words[0]) && (verbs.reading(words[0], as: .base) == nil || words.count == 1)
    if opening == "the", isNoun, form == "is" {
      return "\(cases.key(key).first?.isUppercase == true ? key : "The \(cases.key(key))") is \(value.loweredFirst)"
    }
    let defines =
      form == "are"
      && value.split(separator: " ").prefix(4).contains { EnglishWords.relatives.contains(EnglishClause.bare(String($0))) }
    if defines, isNoun { return "\(key) are \(cases.inside(value))" }
    guard !value.contains(where: { ",;:(".contains($0) }) else { return asWritten }
    if ["a", "an"].contains(opening), !EnglishWords.determiners.contains(words[0]),
      verbs.reading(words[0], as: .base) == nil || words.count == 1
    {
      return "\(key) \(form) \(value.loweredFirst)"
    }
    if EnglishWords.slots.contains(head) || EnglishWords.slots.contains(String(head.dropLast())) && head.hasSuffix("s"),
      words.count <= 3
    {
      let article = EnglishWords.determiners.contains(words[0]) ? "" : "The "
      return "\(article)\(article.isEmpty ? key : cases.key(key)) \(form) \(cases.inside(value))"
    }
    return asWritten
  }

  private mutating func takeTable(_ rows: [[String]]) {
    guard let header = rows.first, header.count >= 2, rows.count > 1 else { return }
    let body = rows.dropFirst().prefix(8).filter { $0.count >= 2 && !$0[0].isEmpty && !$0[1].isEmpty }
    if header.count == 2, body.count > 1, body.count == rows.count - 1 {
      let all = body.map { "\($0[0]): \($0[1])" }.joined(separator: "; ")
      place += 1
      if all.count <= 150, let spoken = Speakable.shape(all) {
        let source = rows.map { $0.joined(separator: " ") }.joined(separator: " ")
        return append(source: source, spoken: spoken, followOn: spoken, origin: .keyed(key: header[1]), pointsBack: false)
      }
    }
    for row in body {
      place += 1
      let cells = zip(header, row).dropFirst().prefix(3).filter { !$0.1.isEmpty && $0.1.contains { $0.isLetter || $0.isNumber } }
      let said =
        header.count == 2 ? cells.map(\.1).joined() : cells.map { "\($0.0.trimmed) \($0.1)".trimmed }.joined(separator: ", ")
      guard !said.isEmpty, let spoken = Speakable.shape("\(row[0]): \(said)") else { continue }
      append(
        source: (header + row).joined(separator: " "), spoken: spoken, followOn: spoken, origin: .keyed(key: row[0]),
        pointsBack: false)
    }
  }

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
