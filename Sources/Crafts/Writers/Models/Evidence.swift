import Language

/// What stands in a text, so that what is said about it can be held against it.
struct Evidence: Sendable {
  private let figures: Set<Figure>
  private let words: Set<String>
  private let stems: Set<String>
  private let tongue: Tongue

  init(_ text: String, _ tongue: Tongue) {
    self.tongue = tongue
    figures = Set(Figure.all(in: text))
    words = Set(Words.all(in: text).map(ProperNames.key))
    stems = Set(Words.stems(in: text, tongue))
  }

  /// The numbers of a statement that do not stand here, as it writes them.
  func strangeFigures(in statement: String) -> [String] {
    Figure.all(in: statement).filter { !figures.contains($0) }.map(\.description)
  }

  /// The names of a statement that do not stand here.
  func strangeNames(in statement: String, known: Set<String>) -> [String] {
    let stemmer = Stemmer(tongue.language)
    return ProperNames.all(in: statement, tongue).filter { name in
      let parts = Words.all(in: name).map(ProperNames.key)
      return !parts.allSatisfy { words.contains($0) || known.contains($0) || stems.contains(Words.stem($0, stemmer)) }
    }
  }

  /// The words of a statement that mean something and do not stand here.
  func strangeStems(in statement: String) -> [String] { Words.stems(in: statement, tongue).filter { !stems.contains($0) } }

  /// How many of the words that mean something stand here, from 0 to 1; 1 for a statement without any.
  func share(of statement: String) -> Double {
    let all = Words.stems(in: statement, tongue)
    return all.isEmpty ? 1 : Double(all.count { stems.contains($0) }) / Double(all.count)
  }

  /// Every number of one text is in the other, and so the other way round.
  static func sameFigures(_ left: String, _ right: String) -> Bool {
    Set(Figure.all(in: left)) == Set(Figure.all(in: right))
  }
}
