extension EnglishReader {
  /// "3 March 2024", "Nov. 21, 2026", "21/11/2026", "2026-11-21", "Mon-Fri".
  func date(at place: Int) -> [Said]? {
    dayFirst(at: place) ?? monthFirst(at: place) ?? numericDate(core(place)).map { [Said($0)] } ?? weekdays(at: place)
  }

  private func dayFirst(at place: Int) -> [Said]? {
    guard let day = Self.day(core(place)), let next = follower(of: place), let month = Self.month(next) else { return nil }
    let isThe = place > 0 && core(place - 1).lowercased() == "the"
    let first = Said((isThe ? "" : "the ") + EnglishNumbers.ordinal(day) + " of")
    return [first] + withYear(after: place + 1, Said(month, dropsStop: !endsDate(at: place + 1)))
  }

  private func monthFirst(at place: Int) -> [Said]? {
    guard let month = Self.month(core(place)), [".", ""].contains(tokens[place].trail.prefix(1)) else { return nil }
    let said = Said(month, dropsStop: true)
    let next = tokens[place].trail.count < 2 ? core(place + 1) : ""
    if next.count == 4, next.isDigits, let year = Int(next), (1000...2200).contains(year) {
      return [said, Said(EnglishNumbers.year(year))]
    }
    if let day = Self.day(next) { return [said] + withYear(after: place + 1, Said(EnglishNumbers.ordinal(day))) }
    let ends = next.split { $0.isDash }.map(String.init)
    if ends.count == 2, next.contains(where: \.isDash), let from = Self.day(ends[0]), let to = Self.day(ends[1]) {
      let days = EnglishNumbers.ordinal(from) + " to " + EnglishNumbers.ordinal(to)
      return [said] + withYear(after: place + 1, Said(days))
    }
    // Alone: "in Nov." is November; "may" and "mar" without a stop are words.
    return hasStop(at: place) && core(place).count < month.count ? [abbreviated(month, at: place)] : nil
  }

  private func withYear(after place: Int, _ last: Said) -> [Said] {
    guard place + 1 < tokens.count, [",", "", ".", ".,"].contains(tokens[place].trail), let year = Int(core(place + 1)),
      core(place + 1).count == 4, (1000...2200).contains(year)
    else { return [last] }
    return [last, Said(EnglishNumbers.year(year))]
  }

  private func endsDate(at place: Int) -> Bool { endsSentence(at: place) && core(place + 1).first?.isNumber != true }

  private static func day(_ text: String) -> UInt64? {
    var digits = text[...]
    for ending in ["st", "nd", "rd", "th"] where digits.lowercased().hasSuffix(ending) { digits = digits.dropLast(2) }
    guard (1...2).contains(digits.count), digits.isDigits, let day = UInt64(digits), (1...31).contains(day) else { return nil }
    return day
  }

  /// A month by its name or its short form, written with a capital.
  private static func month(_ text: String) -> String? {
    guard text.first?.isUppercase == true else { return nil }
    let lower = text.lowercased()
    return EnglishTables.months.first {
      $0.lowercased() == lower || lower.count >= 3 && lower.count <= 4 && $0.lowercased().hasPrefix(lower)
    }
  }

  private func numericDate(_ text: String) -> String? {
    let parts = text.split(omittingEmptySubsequences: false) { "/.-".contains($0) }.map(String.init)
    guard let mark = text.first(where: { "/.-".contains($0) }), text.filter({ "/.-".contains($0) }).allSatisfy({ $0 == mark }),
      parts.allSatisfy(\.isDigits)
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    if parts.count == 2, mark == "-", parts[0].count == 4, parts[1].count == 2, parts[1].first == "0" {
      return (1...12).contains(numbers[1]) ? EnglishTables.months[numbers[1] - 1] + " " + EnglishNumbers.year(numbers[0]) : nil
    }
    guard parts.count == 3, numbers.count == 3 else { return nil }
    if parts[0].count == 4, mark != ".", (1...2).contains(parts[1].count) { return spoken(numbers[0], numbers[1], numbers[2]) }
    guard parts[2].count == 4, (1000...2200).contains(numbers[2]) else { return nil }
    // With stops the day comes first, wherever they are used. With other marks it depends on where: what cannot be told is not guessed.
    if mark == "." || numbers[0] > 12 || numbers[0] == numbers[1] { return spoken(numbers[2], numbers[1], numbers[0]) }
    if numbers[1] > 12 { return spoken(numbers[2], numbers[0], numbers[1]) }
    let marks = mark == "/" ? " slash " : " dash "
    return numbers.dropLast().map { EnglishNumbers.cardinal(UInt64($0)) }.joined(separator: marks) + marks
      + EnglishNumbers.year(numbers[2])
  }

  private func spoken(_ year: Int, _ month: Int, _ day: Int) -> String? {
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    return "\(EnglishTables.months[month - 1]) \(EnglishNumbers.ordinal(UInt64(day))), \(EnglishNumbers.year(year))"
  }

  /// "Mon-Fri", "Jan–Mar", and "Mon." alone.
  private func weekdays(at place: Int) -> [Said]? {
    let parts = core(place).split { $0.isDash }.map(String.init)
    let names = parts.compactMap { EnglishTables.weekdays[$0] ?? Self.month($0) }
    if parts.count == 2, names.count == 2, core(place).contains(where: \.isDash) {
      return [Said(names.joined(separator: " to "), dropsStop: hasStop(at: place) && !endsSentence(at: place))]
    }
    guard hasStop(at: place), let name = EnglishTables.weekdays[core(place)],
      !["Sun", "Sat", "Wed"].contains(core(place)) || !endsSentence(at: place)
    else { return nil }
    return [abbreviated(name, at: place)]
  }

  // MARK: - Times of day

  /// "9:30am", "9:30 a.m.", "14:00", "9:00-17:00", "1:02:03".
  func time(at place: Int) -> [Said]? {
    let core = core(place)
    let half = place + 1 < tokens.count && tokens[place].touches(tokens[place + 1]) ? Self.half(self.core(place + 1)) : nil
    let ends = core.split { $0.isDash }.map(String.init)
    if ends.count == 2, core.contains(where: \.isDash), let to = clock(ends[1], half: half),
      ends[1].contains(":") || half != nil || to.contains(".M"),
      let from = clock(ends[0], half: ends[0].contains(":") || to.contains(".M") ? "" : half)
    {
      return [Said(from + " to " + to)] + (half.map { [abbreviated($0, at: place + 1)] } ?? [])
    }
    if let half, let spoken = clock(core, half: half) { return [Said(spoken), abbreviated(half, at: place + 1)] }
    return clock(core, half: nil).map { [Said($0, dropsStop: $0.hasSuffix(".M") && !endsSentence(at: place))] }
  }

  /// One time; `half` is the word behind it that says which half of the day, or "" where another time has said it.
  private func clock(_ text: String, half: String?) -> String? {
    var body = text.lowercased()[...]
    var own: String?
    for ending in ["am", "pm", "a.m", "p.m"]
    where body.hasSuffix(ending) && body.dropLast(ending.count).last?.isASCIIDigit == true {
      body = body.dropLast(ending.count)
      own = Self.half(ending)
    }
    let parts = body.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts.allSatisfy({ $0.isDigits && $0.count <= 2 }),
      parts.count > 1 || own != nil || half != nil
    else { return nil }
    guard parts.dropFirst().allSatisfy({ $0.count == 2 }), let hour = UInt64(parts[0]), hour <= 24 else { return nil }
    let tail = own.map { " " + $0 } ?? ""
    let rest = parts.dropFirst().compactMap { UInt64($0) }
    guard rest.allSatisfy({ $0 < 60 }), hour <= 12 || own == nil && half == nil else { return nil }
    let word = EnglishNumbers.cardinal(hour)
    if rest.count == 2 {
      let units = [(hour, "hour"), (rest[0], "minute"), (rest[1], "second")].filter { $0.0 > 0 }
      return units.map { EnglishNumbers.cardinal($0) + " " + $1 + ($0 == 1 ? "" : "s") }.joined(separator: " ")
    }
    guard let minutes = rest.first else { return word + tail }
    if minutes > 0 { return word + (minutes < 10 ? " oh " : " ") + EnglishNumbers.cardinal(minutes) + tail }
    if own != nil || half != nil { return word + tail }
    return hour == 0 || hour == 24 ? "midnight" : hour <= 12 ? word + " o'clock" : word + " hundred"
  }

  private static func half(_ text: String) -> String? {
    switch text.lowercased().filter({ $0 != "." }) {
    case "am": text == "am" || text.lowercased() != "am" || text == "AM" ? "A.M" : nil
    case "pm": "P.M"
    default: nil
    }
  }
}
