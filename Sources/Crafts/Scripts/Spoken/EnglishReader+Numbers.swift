extension EnglishReader {
  /// Numbers that count nothing named beside them: years, ordinals, ranges, fractions, plain ones.
  func counted(at place: Int) -> [Said]? {
    let core = core(place)
    if let grouped = grouped(at: place) { return grouped }
    if let next = follower(of: place), core.isDigits, let value = UInt64(core), let part = Quantity.mixed(next[...]),
      next.first != "0"
    {
      return [Said(EnglishNumbers.cardinal(value)), Said("and " + (part.hasPrefix("one ") ? "a" + part.dropFirst(3) : part))]
    }
    if let known = ["24/7": "twenty-four seven", "9/11": "nine eleven"][core] { return [Said(known)] }
    if let year = year(core, at: place) { return [Said(year)] }
    if let ordinal = EnglishNumbers.ordinal(written: core) { return [Said(ordinal)] }
    for ending in ["'s", "’s"] where core.hasSuffix(ending) {
      let number = String(core.dropLast(2))
      if let said = year(number, at: place) ?? Quantity(number)?.said { return [Said(said + "'s")] }
    }
    if let range = range(core) { return [Said(range)] }
    if let ratio = ratio(core) { return [Said(ratio)] }
    if core.isDash, place > 0, place + 1 < tokens.count, Numeral(self.core(place - 1)) != nil,
      Numeral(self.core(place + 1)) != nil
    {
      return [Said("to")]
    }
    // A dash before a number that follows another number is a range, not a minus.
    guard let quantity = Quantity(core) else { return nil }
    return [Said(quantity.said)]
  }

  /// "14 000 000": groups with spaces between them.
  private func grouped(at place: Int) -> [Said]? {
    guard (1...3).contains(core(place).count), core(place).isDigits, core(place).first != "0" else { return nil }
    var end = place
    // Seven groups are more than any number has that is said.
    while end < place + 7, end + 1 < tokens.count, tokens[end].touches(tokens[end + 1]), core(end + 1).count == 3,
      core(end + 1).isDigits,
      tokens[end].isTied || end > place || end + 2 < tokens.count && core(end + 2).count == 3 && core(end + 2).isDigits
    {
      end += 1
    }
    guard end > place, let number = UInt64((place...end).map(core).joined()) else { return nil }
    let words = EnglishNumbers.cardinal(number)
    if end + 1 < tokens.count, tokens[end].touches(tokens[end + 1]),
      let unit = EnglishTables.unit(core(end + 1)) ?? EnglishTables.currency(core(end + 1))?.asUnit
    {
      return [Said(words)] + (place..<end).map { _ in Said("") } + [Said(unit.many)]
    }
    return [Said(words)] + (place..<end).map { _ in Said("") }
  }

  /// Four digits that are a year: by their size, or by the word before them.
  private func year(_ core: String, at place: Int) -> String? {
    guard core.count == 4, core.isDigits, let year = Int(core) else { return nil }
    if (1900...2099).contains(year) { return EnglishNumbers.year(year) }
    let before = place > 0 && tokens[place - 1].trail.isEmpty ? self.core(place - 1).lowercased() : ""
    let isYear = ["in", "since", "year", "until", "circa", "around", "summer", "winter", "spring", "autumn", "c", "ca"].contains(
      before)
    guard (1100...1899).contains(year), isYear,
      follower(of: place).map({
        $0.first?.isLowercase != true || ["the", "and", "to", "when", "he", "she", "it", "by", "a"].contains($0)
      }) ?? true
    else { return nil }
    return EnglishNumbers.year(year)
  }

  /// "1990s", "'90s", "in her 30s"; but "wait 30s".
  func decade(at place: Int) -> [Said]? {
    let text = core(place)
    guard text.hasSuffix("s") else { return nil }
    let before = place > 0 ? core(place - 1).lowercased() : ""
    let isNamed = tokens[place].lead.contains { "'’‘".contains($0) } || EnglishTables.beforeDecades.contains(before)
    let digits = text.dropLast(text.hasSuffix("'s") || text.hasSuffix("’s") ? 2 : 1)
    guard digits.isDigits, digits.count == 4 || digits.count == 2 && isNamed, let number = Int(digits), number.isMultiple(of: 10),
      number >= 20
    else {
      return nil
    }
    let words = digits.count == 4 ? EnglishNumbers.year(number) : EnglishNumbers.cardinal(UInt64(number))
    return [Said(words.hasSuffix("y") ? words.dropLast() + "ies" : words + "s")]
  }

  /// "10-20", "2019–2024", "2023/24", "1.5-2".
  private func range(_ text: String) -> String? {
    let parts = text.split(omittingEmptySubsequences: false) { $0.isDash || $0 == "/" }.map(String.init)
    guard parts.count == 2, parts.allSatisfy({ $0.first?.isASCIIDigit == true }) else { return nil }
    let years = parts.map { $0.count == 4 && $0.isDigits && (1100...2099).contains(Int($0) ?? 0) ? Int($0) : nil }
    if text.contains("/") {
      if let first = years[0], parts[1].count == 2, let second = UInt64(parts[1]) {
        return EnglishNumbers.year(first) + " " + EnglishNumbers.cardinal(second)
      }
      return nil
    }
    if let first = years[0], let second = years[1] { return EnglishNumbers.year(first) + " to " + EnglishNumbers.year(second) }
    if let first = years[0], first >= 1900, parts[1].count == 2, let second = Int(parts[1]), second > first % 100 {
      return EnglishNumbers.year(first) + " to " + EnglishNumbers.cardinal(UInt64(second))
    }
    guard let from = Numeral(parts[0]), let to = Numeral(parts[1]) else { return nil }
    // "555-0123" is no range.
    if parts[1].first == "0" && parts[1].count > 1 {
      return EnglishNumbers.digits(parts[0]) + ", " + EnglishNumbers.digits(parts[1])
    }
    return from.english + " to " + to.english
  }

  /// "16:9", "10/10", "7/12" where it is no time, date or fraction.
  private func ratio(_ text: String) -> String? {
    for (mark, word) in [(Character(":"), " to "), ("/", " slash ")] {
      let parts = text.split(separator: mark, omittingEmptySubsequences: false)
      guard parts.count == 2, let left = Numeral(parts[0]), let right = Numeral(parts[1]) else { continue }
      if mark == "/", let part = Quantity.mixed(text[...]) { return part }
      return left.english + (mark == "/" && right.whole == "10" ? " out of " : word) + right.english
    }
    return nil
  }

  // MARK: - Telephones

  /// "+49 30 1234567", "(555) 123-4567", "555-123-4567", "0800 123 4567": digit by digit, a pause between the groups.
  func phone(at place: Int) -> [Said]? {
    let first = core(place)
    let isInternational = first.first == "+" && first.dropFirst().first?.isASCIIDigit == true
    let isBracketed = tokens[place].lead.last == "(" && first.count == 3 && first.isDigits && tokens[place].trail == ")"
    let isWhole = first.split(separator: "-").count >= 3 && isPhoneGroup(first) && first.filter(\.isASCIIDigit).count >= 7
    let isFree = first.first == "0" && first.count >= 3 && first.isDigits
    guard isInternational || isBracketed || isWhole || isFree else { return nil }
    var end = place
    while end < place + 8, end + 1 < tokens.count, end == place && isBracketed || tokens[end].touches(tokens[end + 1]),
      isPhoneGroup(core(end + 1)), !isWhole
    { end += 1 }
    let digits = (place...end).flatMap { core($0).filter(\.isASCIIDigit) }
    guard (7...15).contains(digits.count), !isWhole || Self.isDialled(first) else { return nil }
    return (place...end).map { at in
      let groups = core(at).split { !$0.isASCIIDigit }.map { EnglishNumbers.digits($0) }
      let plus = at == place && isInternational ? "plus " : ""
      return Said(plus + groups.joined(separator: ", ") + (at < end && tokens[at].trail.isEmpty ? "," : ""))
    }
  }

  private func isPhoneGroup(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isASCIIDigit || "-()./".contains($0) }
      && (2...14).contains(text.filter(\.isASCIIDigit).count)
  }

  /// The groups of a date or of a range of three are shorter.
  private static func isDialled(_ text: String) -> Bool {
    let groups = text.split { !$0.isASCIIDigit }
    return groups.count >= 3 && (groups.last?.count ?? 0) >= 4 && groups[0].count <= 4
  }
}

extension String {
  /// A dash and nothing else.
  var isDash: Bool { count == 1 && first?.isDash == true }
}
