/// A number as it is written in digits.
struct Numeral: Hashable, Sendable {
  /// "minus" or "plus" was written before it.
  let sign: Character?
  /// Without the marks between groups of three.
  let whole: String
  /// What stands behind the decimal mark; empty where none is.
  let decimals: String

  /// Reads "14", "-3.5", "1,250.75", ".5"; with `comma` as decimal mark "1.250,75".
  init?(_ text: some StringProtocol, comma: Bool = false) {
    var body = String(text)[...]
    sign = body.first.flatMap { $0 == "+" ? "+" : $0 == "-" || $0 == "−" || $0 == "–" ? "-" : nil }
    if sign != nil { body.removeFirst() }
    guard let first = body.first, first.isASCIIDigit || first == "." && body.count > 1, body.last?.isASCIIDigit == true,
      body.allSatisfy({ $0.isASCIIDigit || ".,'’\u{A0}\u{202F}".contains($0) })
    else { return nil }
    let marks = body.filter { !$0.isASCIIDigit }
    let parts = body.split(omittingEmptySubsequences: false) { !$0.isASCIIDigit }
    let groups = parts.dropFirst()
    let inThrees = !groups.isEmpty && (1...3).contains(parts[0].count) && groups.allSatisfy { $0.count == 3 }
    let isSame = Set(marks).count == 1
    if marks.isEmpty {
      (whole, decimals) = (String(body), "")
    } else if inThrees, isSame, marks.count > 1 || marks.first != (comma ? "," : "."), parts[0] != "0" {
      (whole, decimals) = (parts.joined(), "")
    } else if marks.count == 1, ".,".contains(marks) {
      (whole, decimals) = (parts[0].isEmpty ? "0" : String(parts[0]), String(parts[1]))
    } else if let last = marks.last, ".,".contains(last), marks.filter({ $0 == last }).count == 1,
      Set(marks.dropLast()).count == 1,
      parts.dropFirst().dropLast().allSatisfy({ $0.count == 3 })
    {
      (whole, decimals) = (parts.dropLast().joined(), String(parts[parts.count - 1]))
    } else {
      return nil
    }
  }

  var value: UInt64? { UInt64(whole) }

  /// Whether exactly one of something is meant.
  var isOne: Bool { whole == "1" && decimals.isEmpty && sign != "-" }

  /// In English: "minus three point five". Numbers with a leading zero, or too long for words, digit by digit.
  var english: String {
    let head = sign == "-" ? "minus " : sign == "+" ? "plus " : ""
    let isCode = whole.count > 1 && whole.first == "0" || whole.count > 15
    let number = isCode ? EnglishNumbers.digits(whole) : value.map(EnglishNumbers.cardinal) ?? EnglishNumbers.digits(whole)
    return head + number + (decimals.isEmpty ? "" : " point " + EnglishNumbers.digits(decimals))
  }
}
