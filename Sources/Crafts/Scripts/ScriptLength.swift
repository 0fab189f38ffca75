// rounded() is in the C mathematics library, which is linked where this is imported.
import Glibc
import Production

/// A length as people write it, and as this form prints it.
enum ScriptLength {
  /// Reads "about 45 s", "1:30", "1 min 30 s" or "90".
  static func read(_ text: String) -> Timecode? {
    let lower = text.lowercased().onOneLine
    if let clock = clock(lower) { return clock }
    var total = 0.0
    var found = false
    var digits = ""
    var unit = ""
    func close() {
      guard let number = Double(digits.replacing(",", with: ".")), number.isFinite else { return }
      total += number * (unit.hasPrefix("h") ? 3600 : unit.hasPrefix("m") ? 60 : 1)
      found = true
    }
    for character in lower {
      if character.isASCII, character.isNumber || !digits.isEmpty && unit.isEmpty && (character == "." || character == ",") {
        if !unit.isEmpty {
          close()
          (digits, unit) = ("", "")
        }
        digits.append(character)
      } else if !digits.isEmpty, character.isLetter {
        unit.append(character)
      }
    }
    while let last = digits.last, last == "." || last == "," { digits.removeLast() }
    close()
    // Less than a millionth of a second is no length.
    return found && total >= 0.000_001 && total < 86_400 ? Timecode(microseconds: Int64((total * 1_000_000).rounded())) : nil
  }

  /// Writes a length so that it reads back the same.
  static func print(_ length: Timecode) -> String {
    let whole = length.microseconds / 1_000_000
    let part = length.microseconds % 1_000_000
    guard part != 0 else { return "about \(whole) s" }
    var decimals = String(part + 1_000_000).dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    return "about \(whole).\(decimals) s"
  }

  private static func clock(_ text: String) -> Timecode? {
    let words = text.split(separator: " ")
    guard let word = words.first(where: { $0.contains { RowLabel.colons.contains($0) } }) else { return nil }
    let parts = word.split(whereSeparator: { RowLabel.colons.contains($0) }).map { Int($0) }
    guard (2...3).contains(parts.count) else { return nil }
    var total = 0
    for part in parts {
      guard let part, (0..<1000).contains(part) else { return nil }
      total = total * 60 + part
    }
    return total > 0 && total < 86_400 ? Timecode(microseconds: Int64(total) * 1_000_000) : nil
  }
}
