import Documents

/// What a document is made for, as far as its title and its headings tell.
enum DocumentKind: Sendable {
  case recipe, minutes, news, terms, story, report, other

  init(_ document: StructuredDocument, title: String) {
    let words = Set(Words.all(in: title))
    let headings = Set(FactFinder.headings(of: document).flatMap { Words.all(in: $0) })
    if !headings.isDisjoint(with: ["ingredients", "ingredient"]) {
      self = .recipe
    } else if words.contains("minutes") && !words.contains("in") || title.lowercased().contains("meeting notes") {
      self = .minutes
    } else if !words.isDisjoint(with: ["terms", "regulations", "agreement", "bylaws", "statutes"])
      || title.lowercased().contains("code of conduct")
    {
      self = .terms
    } else if words.contains("report"), !words.contains("how") {
      self = .report
    } else {
      self = Self.byText(document)
    }
  }

  private static func byText(_ document: StructuredDocument) -> DocumentKind {
    var said = 0
    var read = 0
    for block in document.blocks.prefix(200) {
      guard case .paragraph(let text) = block.content else { continue }
      if read == 0 || text.count > 120 && read < 3 {
        let isDated = Clauses.undated(text) != text
        if isDated || text.lowercased().contains("today announced") { return .news }
      }
      read += 1
      let speaks =
        text.contains { "\"“".contains($0) }
        && ["said", "cried", "replied", "asked", "answered"].contains { text.contains(" \($0)") }
      if speaks { said += 1 }
    }
    return said >= 2 && said * 8 >= read && FactFinder.headings(of: document).count < 6 ? .story : .other
  }
}

extension EnglishQuestions {
  /// A first question that wants to know what such a document is read for.
  func hook(_ kind: DocumentKind, title: String) -> Question? {
    let undone = titleCaseUndone(title.withoutEndMark)
    let name = isMixed(undone) ? title.withoutEndMark : cases.inside(undone)
    let words = Words.all(in: title)
    let article = EnglishWords.determiners.contains(words.first ?? "") ? "" : "the "
    switch kind {
    case .recipe:
      let isDish = words.count <= 5 && turnedHeading(title) == nil && !title.contains(":")
      return isDish ? Question("How do I make \(name.loweredFirst)?", frame: "title", fit: 9) : nil
    case .minutes: return Question("What came out of the meeting?", frame: "title", fit: 9)
    case .news: return Question("What is the news?", frame: "title", fit: 9)
    case .terms:
      let isPlural = EnglishClause.looksPlural(EnglishClause.head(of: words) ?? "")
      return words.count > 6 ? nil : Question("What \(isPlural ? "do" : "does") \(article)\(name) say?", frame: "title", fit: 9)
    case .report:
      return Question(
        words.contains("annual") ? "What does the annual report say?" : "What does the report say?", frame: "title", fit: 9)
    case .story: return Question("What is this story about?", frame: "title", fit: 9)
    case .other: return nil
    }
  }
}
