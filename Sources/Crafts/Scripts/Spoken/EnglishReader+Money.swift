extension EnglishReader {
  /// "$14.2 million", "€49/month", "£3m", "50c", "USD 5", "5 EUR", "$10–$20".
  func money(at place: Int) -> [Said]? {
    let core = core(place)
    // The currency as a word of its own, before or after the number.
    if let currency = EnglishTables.currency(core), let next = follower(of: place), let amount = Amount(next, currency) {
      guard amount.magnitude == nil, let size = magnitude(after: place + 1) else { return [Said(""), Said(amount.said)] }
      return [Said(""), Said(amount.number), Said(size + " " + currency.many)]
    }
    if let next = follower(of: place), let currency = EnglishTables.currency(next), let amount = Amount(core, currency) {
      return [Said(amount.said), Said("")]
    }
    if let size = magnitude(after: place), place + 2 < tokens.count, tokens[place + 1].touches(tokens[place + 2]),
      let currency = EnglishTables.currency(self.core(place + 2)), let amount = Amount(core, currency)
    {
      return [Said(amount.number), Said(size), Said(currency.many)]
    }
    if let compound = compound(core, at: place) { return [Said(compound)] }
    let (price, each) = parted(core)
    // "R290" is a gas and "R21" a road: a rand is sure only where its number is written as money is, or is a round one.
    if price.first == "R", let number = UInt64(price.dropFirst()), !number.isMultiple(of: 50), magnitude(after: place) == nil {
      return nil
    }
    guard let (currency, number) = EnglishTables.priced(price), let amount = Amount(number, currency) else { return nil }
    if each == nil, amount.magnitude == nil, let size = magnitude(after: place) {
      return [Said(amount.number), Said(size + " " + currency.many)]
    }
    return [Said(amount.said + (each.map { " per " + $0 } ?? ""))]
  }

  /// "a $5-million grant" is of five million dollars, and said with one.
  private func compound(_ text: String, at place: Int) -> String? {
    guard let dash = text.dropFirst().lastIndex(where: \.isDash),
      let size = EnglishTables.magnitudes[text[text.index(after: dash)...].lowercased()],
      let (currency, number) = EnglishTables.priced(String(text[..<dash])), let amount = Amount(number, currency),
      amount.magnitude == nil
    else { return nil }
    let before = place > 0 ? core(place - 1).lowercased() : ""
    return
      "\(amount.number) \(size) \(["a", "an", "the", "its", "their", "this", "that", "another", "one"].contains(before) ? currency.one : currency.many)"
  }

  /// "$49/month" and "$10/user/month" in the price and what it is paid for.
  private func parted(_ text: String) -> (String, String?) {
    guard let slash = text.firstIndex(of: "/"), slash > text.startIndex else { return (text, nil) }
    let each = String(text[text.index(after: slash)...])
    let words = each.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard words.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0 == "²" } }) else { return (text, nil) }
    let said = words.map { EnglishTables.perWords[$0.lowercased()] ?? EnglishTables.units[$0]?.one ?? $0 }
    return (String(text[..<slash]), said.joined(separator: " per "))
  }

  /// A word for a power of a thousand behind a number.
  func magnitude(after place: Int) -> String? {
    guard let next = follower(of: place) else { return nil }
    return EnglishTables.magnitudes[next.lowercased()].flatMap { next.count > 1 && next.lowercased() != "mm" ? $0 : nil }
  }

  /// An amount of money, or a range of two.
  private struct Amount {
    let said: String
    let number: String
    let magnitude: String?

    init?(_ text: String, _ currency: EnglishTables.Currency) {
      if let range = Self.range(text, currency) {
        self = range
        return
      }
      let (digits, magnitude) = EnglishTables.withMagnitude(text)
      guard let numeral = Numeral(digits) else { return nil }
      self.magnitude = magnitude
      number = numeral.english
      if let magnitude {
        said = "\(number) \(magnitude) \(currency.many)"
      } else if numeral.decimals.count == 2, let part = currency.part, let cents = UInt64(numeral.decimals),
        let value = numeral.value
      {
        let minus = numeral.sign == "-" ? "minus " : ""
        let whole = "\(EnglishNumbers.cardinal(value)) \(value == 1 ? currency.one : currency.many)"
        let rest = "\(EnglishNumbers.cardinal(cents)) \(cents == 1 ? part.one : part.many)"
        said = minus + (cents == 0 ? whole : value == 0 ? rest : whole + " and " + rest)
      } else {
        said = "\(number) \(numeral.isOne ? currency.one : currency.many)"
      }
    }

    private init(said: String, number: String, magnitude: String?) {
      (self.said, self.number, self.magnitude) = (said, number, magnitude)
    }

    private static func range(_ text: String, _ currency: EnglishTables.Currency) -> Amount? {
      let ends = text.split { $0.isDash }.map(String.init)
      guard ends.count == 2, text.first?.isASCIIDigit == true else { return nil }
      let second = EnglishTables.priced(ends[1]).map(\.1) ?? ends[1]
      let (low, lowSize) = EnglishTables.withMagnitude(ends[0])
      let (high, size) = EnglishTables.withMagnitude(second)
      guard let from = Numeral(low), let to = Numeral(high) else { return nil }
      let start = from.english + (lowSize.map { $0 == size ? "" : " " + $0 } ?? "")
      let number = start + " to " + to.english
      return Amount(said: number + (size.map { " " + $0 } ?? "") + " " + currency.many, number: number, magnitude: size)
    }
  }
}
