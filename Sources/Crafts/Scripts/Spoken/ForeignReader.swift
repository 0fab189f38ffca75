/// Reads the numbers, money, percents and short forms of a language other than English.
struct ForeignReader: SpokenReader {
  let tokens: [SpokenToken]
  let tables: ForeignTables

  func read(at place: Int) -> [Said]? {
    let core = tokens[place].core
    guard !core.isEmpty else { return nil }
    return twoWords(core, at: place) ?? oneWord(core, at: place).map { [$0] }
  }

  /// "z. B.", "5 km", "14,2 Mio. €", "20 %".
  private func twoWords(_ core: String, at place: Int) -> [Said]? {
    guard place + 1 < tokens.count else { return nil }
    let next = tokens[place + 1].core
    let key = core.lowercased() + ". " + next.lowercased() + "."
    if tokens[place].trail == ".", tokens[place + 1].trail.first == ".", let said = tables.abbreviations[key] {
      return [Said(said, dropsStop: true), Said("", dropsStop: true)]
    }
    if tokens[place].touches(tokens[place + 1]), let unit = tables.units[core], let amount = Numeral(next, comma: true) {
      return [Said(""), Said(counted(amount, unit, core))]
    }
    guard tokens[place].touches(tokens[place + 1]), let numeral = Numeral(core, comma: true) else { return nil }
    if next.count == 3, next.isDigits, numeral.whole.count <= 3, numeral.decimals.isEmpty,
      tokens[place].isTied || tables.groupsBySpace, let both = UInt64(numeral.whole + next)
    {
      let unit = place + 2 < tokens.count ? tables.units[tokens[place + 2].core] : nil
      return [Said(tables.cardinal(both)), Said("")] + (unit.map { [Said($0.many)] } ?? [])
    }
    if let unit = tables.units[next] { return [Said(number(numeral, of: next)), Said(numeral.isOne ? unit.one : unit.many)] }
    guard let size = tables.magnitudes[next.lowercased()] else { return nil }
    guard place + 2 < tokens.count, let currency = tables.units[tokens[place + 2].core],
      [".", ""].contains(tokens[place + 1].trail)
    else {
      return [Said(number(numeral, of: next)), Said(numeral.isOne ? size.one : size.many, dropsStop: next.count <= 4)]
    }
    return [
      Said(number(numeral, of: next)), Said(numeral.isOne ? size.one : size.many, dropsStop: true), Said(currency.many),
    ]
  }

  private func oneWord(_ core: String, at place: Int) -> Said? {
    let isLast = place + 1 == tokens.count
    if tokens[place].trail.first == ".", let said = tables.abbreviations[core.lowercased() + "."] {
      return Said(said, dropsStop: !isLast)
    }
    if let said = tables.abbreviations[core.lowercased()] { return Said(said) }
    if let sign = tables.signs[core] { return Said(sign) }
    // "3. März": an ordinal before a month, as German writes it.
    if tokens[place].trail == ".", let ordinal = tables.ordinal, place + 1 < tokens.count,
      tables.months.contains(tokens[place + 1].core.lowercased()),
      let day = UInt64(core), (1...31).contains(day)
    {
      return Said(ordinal(day), dropsStop: true)
    }
    if let numeral = Numeral(core, comma: true) { return Said(year(core) ?? spoken(numeral)) }
    if let range = range(core) { return Said(range) }
    if let hour = time(core) { return Said(hour) }
    return glued(core).map { Said($0) }
  }

  private func range(_ core: String) -> String? {
    let parts = core.split { $0.isDash }.map(String.init)
    guard parts.count == 2, let from = Numeral(parts[0], comma: true), let to = Numeral(parts[1], comma: true) else { return nil }
    return (year(parts[0]) ?? spoken(from)) + " " + tables.to + " " + (year(parts[1]) ?? spoken(to))
  }

  private func time(_ core: String) -> String? {
    let parts = core.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.isDigits && $0.count <= 2 }), let hour = UInt64(parts[0]),
      let minutes = UInt64(parts[1]), hour <= 24, minutes < 60
    else { return nil }
    if minutes == 0, tables.hourJoins { return tables.cardinal(hour) }
    let isOne = hour == 1 && tables.one != nil && !tables.hourJoins
    // "ein Uhr", "une heure": one hour is not counted as several are.
    let unit = tables.units["h"].flatMap { $0.many == tables.hour ? $0 : nil }
    let head =
      isOne ? (unit == nil ? tables.one?.plain : tables.one?.feminine) ?? "" : tables.cardinal(hour)
    return head + " " + (isOne ? unit?.one ?? tables.hour : tables.hour) + (minutes == 0 ? "" : " " + tables.cardinal(minutes))
  }

  /// "5%", "14€", "€14", "5km".
  private func glued(_ core: String) -> String? {
    let digits = core.drop { !$0.isASCIIDigit && $0 != "-" && $0 != "−" }
    let head = core.dropLast(digits.count)
    guard let end = digits.lastIndex(where: \.isASCIIDigit) else { return nil }
    let tail = digits[digits.index(after: end)...]
    guard head.isEmpty != tail.isEmpty, let numeral = Numeral(digits[...end], comma: true),
      let unit = tables.units[String(head.isEmpty ? tail : head)]
    else { return nil }
    return counted(numeral, unit, String(head.isEmpty ? tail : head))
  }

  /// A number and what it counts.
  private func counted(_ numeral: Numeral, _ unit: ForeignTables.Unit, _ sign: String) -> String {
    let number = number(numeral, of: sign)
    return number + (number.hasSuffix("'") ? "" : " ") + (numeral.isOne ? unit.one : unit.many)
  }

  /// "ein Kilometer", "eine Stunde": one is said otherwise before what it counts.
  private func number(_ numeral: Numeral, of sign: String) -> String {
    guard numeral.isOne, numeral.sign == nil, sign != "%", let one = tables.one else {
      return numeral.isOne && sign == "%" && tables.one?.plain == "ein" ? "ein" : spoken(numeral)
    }
    return tables.feminine.contains(sign) || tables.feminine.contains(sign.lowercased()) ? one.feminine : one.plain
  }

  private func year(_ core: String) -> String? {
    guard core.count == 4, core.isDigits, let year = Int(core), let spoken = tables.year else { return nil }
    return spoken(year)
  }

  private func spoken(_ numeral: Numeral) -> String {
    let sign = numeral.sign == "-" ? tables.minus + " " : numeral.sign == "+" ? "plus " : ""
    let isCode = numeral.whole.count > 1 && numeral.whole.first == "0" || numeral.whole.count > 12
    let whole = isCode ? digits(numeral.whole) : numeral.value.map(tables.cardinal) ?? digits(numeral.whole)
    guard !numeral.decimals.isEmpty else { return sign + whole }
    // Romance languages say two decimals as one number, Germanic ones digit by digit; digits are right in all.
    return sign + whole + " " + tables.comma + " " + digits(numeral.decimals)
  }

  private func digits(_ text: String) -> String {
    text.compactMap { $0.wholeNumberValue.map { tables.cardinal(UInt64($0)) } }.joined(separator: " ")
  }
}
