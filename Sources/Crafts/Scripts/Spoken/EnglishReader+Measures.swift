extension EnglishReader {
  /// A number and what it counts: "5 km/h", "20°C", "10 %", "16 GB", "5′10″", "10–20 kg", "10 x 20 cm".
  func measure(at place: Int) -> [Said]? {
    let core = core(place)
    if let feet = feetAndInches(place) { return [Said(feet, dropsQuote: true)] }
    if let next = follower(of: place), let amount = Quantity(core) {
      if let percent = Self.percent(next) { return [Said(amount.said), Said(percent)] }
      if let unit = unit(next, after: place + 1) {
        return [
          Said(amount.said),
          Said(amount.isOne ? unit.one : unit.many, dropsStop: isShortUnit(next) && !endsSentence(at: place + 1)),
        ]
      }
      if "x×".contains(next), next.count == 1, let other = follower(of: place + 1), Quantity(other) != nil || glued(other) != nil
      {
        return [Said(amount.said), Said("by")]
      }
    }
    return isLettered(at: place) ? nil : glued(core, next: follower(of: place)).map { [Said($0)] }
  }

  /// "Figure 2b", "Section 4c": a letter, and no billions or cents.
  private func isLettered(at place: Int) -> Bool {
    let core = core(place)
    return place > 0 && core.last?.isLetter == true && core.dropLast().isDigits
      && EnglishTables.lettered.contains(self.core(place - 1).lowercased())
  }

  private static func percent(_ text: String) -> String? { text == "%" ? "percent" : text == "‰" ? "per mille" : nil }

  /// "in" and "min" are measures only with their full stop.
  private func isShortUnit(_ text: String) -> Bool { text.count <= 4 }

  private func unit(_ text: String, after place: Int) -> EnglishTables.Unit? {
    if ["in", "am", "as", "at", "A", "a", "C", "F", "S", "h/t"].contains(text) {
      return text == "in" && hasStop(at: place) ? EnglishTables.units["in."] : nil
    }
    return EnglishTables.unit(text)
  }

  /// A number with its measure in one word.
  func glued(_ text: String, next: String? = nil) -> String? {
    if let place = text.firstIndex(where: { "xX×".contains($0) }), let left = Quantity(String(text[..<place])) {
      let right = String(text[text.index(after: place)...])
      if right.isEmpty { return left.said + " times" }
      if let other = Quantity(right)?.said ?? glued(right) { return left.said + " by " + other }
    }
    let end = text.lastIndex(where: \.isASCIIDigit).map { text.index(after: $0) } ?? text.startIndex
    // "m2": the digit belongs to the measure.
    let cut = text[..<end].hasSuffix("m2") || text[..<end].hasSuffix("m3") ? text.firstIndex(where: \.isLetter) ?? end : end
    guard cut > text.startIndex, cut < text.endIndex, let amount = Quantity(String(text[..<cut])) else { return nil }
    let measure = String(text[cut...])
    if let percent = Self.percent(measure) { return amount.said + " " + percent }
    if measure == "+" { return amount.said + " plus" }
    if measure == "°" { return amount.said + (amount.isOne ? " degree" : " degrees") }
    if measure == "c" || measure == "¢" { return amount.said + (amount.isOne ? " cent" : " cents") }
    if ["m", "k", "M", "K", "B", "b", "bn", "mn", "tn"].contains(measure),
      let size = EnglishTables.magnitudes[measure.lowercased()],
      measure.count == 2 || Self.isCounted(next)
    {
      return amount.said + " " + size
    }
    guard let unit = EnglishTables.unit(measure), !["K", "B", "b", "a", "A", "D", "G", "V2"].contains(measure) else { return nil }
    return amount.said + " " + (amount.isOne ? unit.one : unit.many)
  }

  /// "5m users": millions of them; "5m" alone is a length.
  private static func isCounted(_ next: String?) -> Bool {
    guard let next, next.isLetters, next.allSatisfy(\.isLowercase) else { return false }
    return next == "people"
      || next.count > 3 && next.hasSuffix("s") && !next.hasSuffix("ss") && !["across", "this", "towards"].contains(next)
  }

  private func feetAndInches(_ place: Int) -> String? {
    let text = tokens[place].core + tokens[place].trail.prefix { "\"”’'".contains($0) }
    let marks: [Character: Character] = ["'": "′", "’": "′", "′": "′", "\"": "″", "”": "″", "″": "″"]
    let parts = text.map { marks[$0] ?? $0 }
    guard let foot = parts.firstIndex(of: "′"), foot > 0, String(parts[..<foot]).isDigits,
      let feet = UInt64(String(parts[..<foot]))
    else { return nil }
    let rest = parts[(foot + 1)...]
    guard !rest.isEmpty else { return text.contains("′") ? EnglishNumbers.cardinal(feet) + (feet == 1 ? " foot" : " feet") : nil }
    guard rest.last == "″", let inches = UInt64(String(rest.dropLast())) else { return nil }
    return "\(EnglishNumbers.cardinal(feet)) foot \(EnglishNumbers.cardinal(inches))"
  }
}

/// A number, or two with a dash between them, with a mark before it that says about how exact it is.
struct Quantity {
  let said: String
  let isOne: Bool

  init?(_ text: String) {
    var body = text[...]
    var head = ""
    for (mark, words) in Self.heads where body.hasPrefix(mark) && body.count > mark.count {
      head = words + " "
      body = body.dropFirst(mark.count)
      break
    }
    if let numeral = Numeral(body) {
      (said, isOne) = (head + numeral.english, numeral.isOne)
    } else if let mixed = Self.mixed(body) {
      (said, isOne) = (head + mixed, false)
    } else if let dash = body.dropFirst().firstIndex(where: \.isDash), let from = Numeral(body[..<dash]),
      let to = Numeral(body[body.index(after: dash)...]), to.sign == nil
    {
      (said, isOne) = (head + from.english + " to " + to.english, false)
    } else {
      return nil
    }
  }

  /// "1/2", "½", "2½".
  static func mixed(_ text: Substring) -> String? {
    if let last = text.last, let (over, under) = signs[last], let part = EnglishNumbers.fraction(over, under) {
      let whole = text.dropLast()
      if whole.isEmpty { return part }
      guard whole.isDigits, let number = UInt64(whole) else { return nil }
      return EnglishNumbers.cardinal(number) + " and " + (over == 1 ? (under == 8 ? "an" : "a") + part.dropFirst(3) : part)
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy(\.isDigits), let over = Int(parts[0]), let under = Int(parts[1]), over < under,
      under <= 10 || under.isMultiple(of: 4) && under <= 64,
      parts[0].first != "0"
    else { return nil }
    return EnglishNumbers.fraction(over, under)
  }

  private static let heads = [
    ("≈", "about"), ("~", "about"), ("<=", "at most"), (">=", "at least"), ("≤", "at most"), ("≥", "at least"),
    ("<", "less than"),
    (">", "more than"), ("±", "plus or minus"), ("+/-", "plus or minus"),
  ]
  private static let signs: [Character: (Int, Int)] = [
    "½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6),
    "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
  ]
}
