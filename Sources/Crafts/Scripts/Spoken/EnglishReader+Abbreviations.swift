extension EnglishReader {
  /// "e.g.", "Dr.", "No. 5", "Inc.", "U.S.", "a.m.".
  func abbreviation(at place: Int) -> [Said]? {
    let core = core(place)
    let lower = core.lowercased()
    let next = place + 1 < tokens.count ? self.core(place + 1) : ""
    if let fixed = EnglishTables.phrases[lower],
      hasStop(at: place) || core.contains(".") || core.contains("/") || EnglishTables.stopless.contains(core)
    {
      return [abbreviated(fixed, at: place)]
    }
    guard hasStop(at: place) else {
      return EnglishTables.titles[core].flatMap { isName(next) && core.count > 1 ? [Said($0)] : nil }
    }
    if lower == "st" || lower == "dr" { return [streetOrTitle(lower, at: place, next)] }
    if let title = EnglishTables.titles[core], isName(next) || next == "and" { return [Said(title, dropsStop: true)] }
    if let counted = EnglishTables.numbered[lower], next.first?.isASCIIDigit == true || EnglishNumbers.roman(next) != nil {
      let isMany =
        next.contains { $0.isDash || $0 == "," }
        || tokens[place + 1].trail == "," && self.core(place + 2).first?.isASCIIDigit == true
      return [
        Said(
          core.first?.isUppercase == true
            ? Self.capital(isMany ? counted.many : counted.one) : isMany ? counted.many : counted.one, dropsStop: true)
      ]
    }
    if lower == "est", next.count == 4, next.isDigits { return [Said("established", dropsStop: true)] }
    if lower == "al", place > 0, self.core(place - 1).lowercased() == "et" { return [abbreviated("al", at: place)] }
    if EnglishTables.alsoWords.contains(lower), endsSentence(at: place) { return nil }
    return EnglishTables.abbreviations[lower].map { said in
      [abbreviated(core.first?.isUppercase == true ? Self.capital(said) : said, at: place)]
    }
  }

  /// "St. Paul" is a saint, "Main St." a street; "Dr. Lee" is a doctor, "Park Dr." a drive.
  private func streetOrTitle(_ lower: String, at place: Int, _ next: String) -> Said {
    let isAfterName =
      place > 0 && tokens[place - 1].trail.isEmpty && isName(core(place - 1))
      && !["The", "In", "At", "Near"].contains(core(place - 1))
    if isAfterName, !isName(next) || place + 1 == tokens.count {
      return abbreviated(lower == "st" ? "Street" : "Drive", at: place)
    }
    return Said(lower == "st" ? "Saint" : "Doctor", dropsStop: true)
  }

  private func isName(_ text: String) -> Bool { text.first?.isUppercase == true }

  private static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// "Chapter IV", "World War II", "Louis XIV", "Henry VIII's".
  func roman(at place: Int) -> [Said]? {
    guard place > 0, tokens[place - 1].touches(tokens[place]) || tokens[place - 1].trail == "." else { return nil }
    let core = core(place)
    let isOwner = core.hasSuffix("'s") || core.hasSuffix("’s")
    let numeral = isOwner ? core.dropLast(2) : core[...]
    guard let number = EnglishNumbers.roman(numeral) else { return nil }
    let before = self.core(place - 1)
    let ending = isOwner ? "'s" : ""
    if EnglishTables.romanCounted.contains(before.lowercased()) {
      return [Said(EnglishNumbers.cardinal(UInt64(number)) + ending)]
    }
    guard EnglishTables.romanNamed.contains(before) else { return nil }
    // "Elizabeth I was queen"; but "George I know well".
    let next = place + 1 < tokens.count ? self.core(place + 1) : ""
    if numeral == "I", tokens[place].trail.isEmpty,
      !["", "was", "is", "of", "and", "had", "died", "became", "ruled"].contains(next)
    {
      return nil
    }
    return [Said("the " + EnglishNumbers.ordinal(UInt64(number)) + ending)]
  }
}
