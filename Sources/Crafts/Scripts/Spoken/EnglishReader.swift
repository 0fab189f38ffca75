/// Reads English: each rule is asked in turn, those over several words first.
struct EnglishReader: SpokenReader {
  let tokens: [SpokenToken]
  /// Of each word, whether it stands among others in capitals.
  private let shouted: [Bool]

  init(tokens: [SpokenToken]) {
    self.tokens = tokens
    shouted = Self.shouted(tokens)
  }

  func read(at place: Int) -> [Said]? {
    let core = tokens[place].core
    guard !core.isEmpty else { return nil }
    if let said = decade(at: place) ?? date(at: place) ?? phone(at: place) ?? money(at: place) ?? measure(at: place) {
      return said
    }
    if let said = time(at: place) ?? counted(at: place) { return said }
    if let said = roman(at: place) ?? abbreviation(at: place) { return said }
    return word(at: place).map { [$0] }
  }

  // MARK: - What stands around

  func core(_ place: Int) -> String { tokens.indices.contains(place) ? tokens[place].core : "" }

  /// The word after a place, if nothing but a space stands between them.
  func follower(of place: Int) -> String? {
    guard place + 1 < tokens.count, tokens[place].touches(tokens[place + 1]) else { return nil }
    return tokens[place + 1].core
  }

  /// Whether a sentence ends at a place, as far as it can be told.
  func endsSentence(at place: Int) -> Bool {
    guard place + 1 < tokens.count else { return true }
    guard let next = tokens[place + 1].core.first ?? tokens[place + 1].lead.first else { return false }
    return next.isUppercase
  }

  /// A word that its own full stop belongs to: the stop stays where it ends a sentence too.
  func abbreviated(_ text: String, at place: Int) -> Said {
    let leansOn = EnglishTables.leaning.contains(core(place).lowercased())
    return Said(text, dropsStop: leansOn ? place + 1 < tokens.count : !endsSentence(at: place))
  }

  func hasStop(at place: Int) -> Bool { tokens[place].trail.first == "." }

  // MARK: - One word alone

  /// What is said for one word, whatever its neighbours are.
  func word(at place: Int) -> Said? {
    let core = tokens[place].core
    if core.allSatisfy({ $0.isLetter && $0.isLowercase || $0 == "’" || $0 == "'" }) { return nil }
    let said = EnglishWord(core, isShouted: shouted[place]).said
    // "N.A.S.A. said": the last stop is the word's as well.
    if core.contains("."), hasStop(at: place), EnglishWord(core).isDotted { return abbreviated(said, at: place) }
    return said == core ? nil : Said(said)
  }

  /// Whether words in capitals stand together, as in a heading: then they mean nothing.
  private static func shouted(_ tokens: [SpokenToken]) -> [Bool] {
    var shouted = tokens.map { _ in false }
    var start = 0
    while start < tokens.count {
      let end = tokens[start...].firstIndex { $0.core.contains { $0.isLetter && !$0.isUppercase } } ?? tokens.count
      if isHeading(tokens[start..<end], isAll: end - start == tokens.count) {
        for place in start..<end { shouted[place] = tokens[place].core.filter(\.isLetter).isCapitals }
      }
      start = end + 1
    }
    return shouted
  }

  /// "The US, UK and EU" are no heading, and "NASA ESA JAXA" is none either: a plain word is in it.
  private static func isHeading(_ run: ArraySlice<SpokenToken>, isAll: Bool) -> Bool {
    let loud = run.filter { $0.core.contains(where: \.isLetter) }
    guard loud.count >= 3 || loud.count == 2 && isAll && run.count == 2 else { return false }
    return loud.contains { EnglishTables.plainWords.contains($0.core.lowercased()) || $0.core.count > 6 }
  }
}
