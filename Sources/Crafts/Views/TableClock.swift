/// Times as people and spreadsheets write them. Pure.
enum TableClock {
  /// Seconds since 1970, in UTC where nothing else is said; nil where it is no time, or may be two.
  static func second(_ text: String) -> Int64? {
    var words = text.split { " ,\u{A0}\u{202F}".contains($0) }
    if let joined = words.first { words.replaceSubrange(..<1, with: joined.split(maxSplits: 1) { $0 == "T" || $0 == "t" }) }
    guard let first = words.first else { return nil }
    let found =
      words.count == 1 ? epoch(first) ?? day(first) : day(first).flatMap { day in time(words.dropFirst()).map { day + $0 } }
    return found.flatMap { (1...(1 << 35)).contains($0) ? $0 : nil }
  }

  /// Seconds, or smaller parts of them; a number that is too small for a time of our days is something else.
  private static func epoch(_ word: Substring) -> Int64? {
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy(isNumber), parts[0].count >= 9, var number = Int64(parts[0]) else {
      return nil
    }
    // Later than the year 5000 it must be smaller parts of a second.
    while number > 100_000_000_000 { number /= 1000 }
    return number
  }

  /// 2026-01-31, 2026/01/31, 31.01.2026, and 31/01/2026 or 1/31/2026 where only one of the two is a month.
  private static func day(_ word: Substring) -> Int64? {
    guard let mark = word.first(where: { !$0.isNumber }), "-./".contains(mark) else { return nil }
    let parts = word.split(separator: mark, omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy(isNumber) else { return nil }
    let numbers = parts.compactMap { Int64($0) }
    guard numbers.count == 3 else { return nil }
    if parts[0].count == 4 { return LogClock.second(numbers[0], numbers[1], numbers[2]) }
    guard parts[2].count == 4 else { return nil }
    if mark == "." || numbers[0] > 12 || numbers[0] == numbers[1] { return LogClock.second(numbers[2], numbers[1], numbers[0]) }
    return mark == "/" && numbers[1] > 12 ? LogClock.second(numbers[2], numbers[0], numbers[1]) : nil
  }

  /// 10:15, 10:15:42.5, 10:15 pm, with Z, +02:00 or nothing behind it.
  private static func time(_ words: ArraySlice<Substring>) -> Int64? {
    guard var clock = words.first else { return nil }
    var rest = words.dropFirst().map { $0.lowercased() }
    var zone: Substring = ""
    if clock.last == "Z" || clock.last == "z" { clock = clock.dropLast() }
    if let sign = clock.firstIndex(where: { $0 == "+" || $0 == "-" }) { (clock, zone) = (clock[..<sign], clock[sign...]) }
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts[..<2].allSatisfy(isNumber), var hours = Int64(parts[0]),
      let minutes = Int64(parts[1]),
      let seconds = parts.count == 3 ? Int64(parts[2].prefix { $0 != "." }) : 0, minutes < 60, seconds < 61
    else { return nil }
    if let half = rest.first, ["am", "pm"].contains(half) {
      guard (1...12).contains(hours) else { return nil }
      hours = hours % 12 + (half == "pm" ? 12 : 0)
      rest.removeFirst()
    }
    if rest == ["utc"] || rest == ["gmt"] || rest == ["z"] { rest = [] }
    guard rest.isEmpty, hours < 24, let offset = offset(zone) else { return nil }
    return hours * 3600 + minutes * 60 + seconds - offset
  }

  private static func offset(_ zone: Substring) -> Int64? {
    guard let sign = zone.first else { return 0 }
    let digits = zone.dropFirst().filter { $0 != ":" }
    guard digits.count == 2 || digits.count == 4, isNumber(digits[...]), let hours = Int64(digits.prefix(2)),
      let minutes = digits.count == 4 ? Int64(digits.suffix(2)) : 0, hours <= 14, minutes < 60
    else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1)
  }

  private static func isNumber(_ text: some StringProtocol) -> Bool {
    (1...19).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
