/// Numbers in English words, as Americans say them.
enum EnglishNumbers {
  static func cardinal(_ number: UInt64) -> String {
    switch number {
    case 0..<20: return small[Int(number)]
    case 20..<100:
      let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
      return tensWords[Int(tens)] + (ones == 0 ? "" : "-" + small[Int(ones)])
    case 100..<1000:
      let (hundreds, rest) = number.quotientAndRemainder(dividingBy: 100)
      return small[Int(hundreds)] + " hundred" + (rest == 0 ? "" : " " + cardinal(rest))
    default:
      let (size, name) = magnitudes.first { number >= $0.0 } ?? (1000, "thousand")
      let (count, rest) = number.quotientAndRemainder(dividingBy: size)
      return cardinal(count) + " " + name + (rest == 0 ? "" : " " + cardinal(rest))
    }
  }

  static func ordinal(_ number: UInt64) -> String {
    let words = cardinal(number)
    let cut = words.lastIndex { $0 == " " || $0 == "-" }.map { words.index(after: $0) } ?? words.startIndex
    let last = String(words[cut...])
    return words[..<cut] + (irregular[last] ?? (last.hasSuffix("y") ? last.dropLast() + "ieth" : last + "th"))
  }

  /// "21st", "1,000th".
  static func ordinal(written text: some StringProtocol) -> String? {
    guard ["st", "nd", "rd", "th"].contains(where: text.lowercased().hasSuffix), let numeral = Numeral(text.dropLast(2)),
      numeral.decimals.isEmpty, numeral.sign == nil
    else { return nil }
    return numeral.value.map(ordinal)
  }

  /// "nineteen ninety-nine", "two thousand five", "nineteen oh five", "twenty twenty-four".
  static func year(_ year: Int) -> String {
    let (century, rest) = year.quotientAndRemainder(dividingBy: 100)
    guard (1100...2099).contains(year), !(2000...2009).contains(year) else { return cardinal(UInt64(max(0, year))) }
    if rest == 0 { return cardinal(UInt64(century)) + " hundred" }
    return cardinal(UInt64(century)) + (rest < 10 ? " oh " : " ") + cardinal(UInt64(rest))
  }

  /// Digit by digit: "oh" would be quicker, "zero" is never misheard.
  static func digits(_ text: some StringProtocol) -> String {
    text.compactMap { $0.wholeNumberValue.map { small[$0] } }.joined(separator: " ")
  }

  /// "a half", "two thirds"; none where no word is used for the parts.
  static func fraction(_ over: Int, _ under: Int) -> String? {
    guard over > 0, under > 1, under <= 100 else { return nil }
    let part = under == 2 ? "half" : under == 4 ? "quarter" : ordinal(UInt64(under))
    let parts = under == 2 ? "halves" : part + "s"
    return cardinal(UInt64(over)) + " " + (over == 1 ? part : parts)
  }

  static func roman(_ text: some StringProtocol) -> Int? {
    let values: [Character: Int] = ["I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000]
    var total = 0
    var last = 0
    for character in text.reversed() {
      guard let value = values[character] else { return nil }
      total += value < last ? -value : value
      last = max(last, value)
    }
    return total > 0 && total < 4000 && String(text) == numeral(total) ? total : nil
  }

  /// The one right way to write a number in Roman numerals.
  private static func numeral(_ number: Int) -> String {
    let steps = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
      (5, "V"), (4, "IV"), (1, "I"),
    ]
    var (rest, text) = (number, "")
    for (value, letters) in steps {
      while rest >= value {
        text += letters
        rest -= value
      }
    }
    return text
  }

  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tensWords = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
  private static let magnitudes: [(UInt64, String)] = [
    (1_000_000_000_000_000, "quadrillion"), (1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"),
    (1000, "thousand"),
  ]
  private static let irregular = [
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
  ]
}
