/// One word that is more than letters: an address, a code, an acronym, words joined by signs.
struct EnglishWord {
  private let text: String
  private let isShouted: Bool

  init(_ text: String, isShouted: Bool = false) {
    self.text = text
    self.isShouted = isShouted
  }

  var said: String {
    guard text.contains(where: { !$0.isDash && $0 != "." && $0 != "…" }) else { return text }
    if let known = EnglishTables.words[text] { return known }
    if let sign = EnglishTables.signs[text] { return sign }
    if text.first == "#" { return hashtag }
    if text.contains("@"), let mail = EnglishAddress(mail: text) { return mail.said }
    if let address = EnglishAddress(web: text) { return address.said }
    if text.first == "/" || text.hasPrefix("~/"), text.count > 2 { return path }
    if let version = version { return version }
    if text.allSatisfy({ $0.isLetter || $0 == "'" || $0 == "’" }) { return letters(text) }
    if let parts = joined(by: "&", " and ")
      ?? joined(by: "/", EnglishTables.pairs.contains(text.lowercased()) ? " or " : " slash ")
    {
      return parts
    }
    if text.lowercased() == "and/or" { return "and or" }
    if isDotted { return text.filter { $0 != "." }.spelled }
    if text.contains(where: \.isDash) { return hyphened }
    if let parts = joined(by: "_", " ") ?? joined(by: "=", " equals ") ?? joined(by: "+", " plus ") ?? joined(by: ":", " ") {
      return parts
    }
    if text.contains("."), let file = fileName { return file }
    if text.contains(where: \.isASCIIDigit), text.contains(where: \.isLetter) { return mixed(text) }
    return bare
  }

  // MARK: - Letters

  private func letters(_ word: String) -> String {
    let (stem, ending) = Self.parted(word)
    if let known = EnglishTables.words[stem] { return known + ending }
    guard stem.isCapitals, stem.count > 1 else { return mixedCase(stem).map { $0 + ending } ?? word }
    let lower = stem.lowercased()
    let isInitialism = EnglishTables.initialisms.contains(stem)
    // "HOW IT WORKS": in a heading a plain word is one, whatever its letters stand for elsewhere.
    if isShouted
      ? !isInitialism || EnglishTables.plainWords.contains(lower) : EnglishTables.plainWords.contains(lower) && !isInitialism
    {
      return lower + ending
    }
    if EnglishTables.spokenAcronyms.contains(stem) || stem.count > 5 { return stem.prefix(1) + lower.dropFirst() + ending }
    if stem.count == 4 || stem.count == 5, !isInitialism, Self.isPronounceable(lower) {
      return stem.prefix(1) + lower.dropFirst() + ending
    }
    return stem.spelled + ending
  }

  /// "APIs" and "NASA's": the word, and its ending as it is said.
  private static func parted(_ word: String) -> (String, String) {
    for ending in ["'s", "’s"] where word.hasSuffix(ending) { return (String(word.dropLast(2)), "'s") }
    if word.count > 2, word.hasSuffix("s"), word.dropLast().isCapitals { return (String(word.dropLast()), "'s") }
    return (word, "")
  }

  /// "IoT", "macOS", "PhD": capitals among small letters. Those that are names of two words are said as they stand.
  private func mixedCase(_ word: String) -> String? {
    let capitals = word.filter(\.isUppercase)
    guard capitals.count >= 2, word.count <= 4 || word.contains("API"), word.filter(\.isLowercase).count <= 1 else { return nil }
    return word.spelled
  }

  /// Whether a made-up word reads like one: a vowel never far, no pile of consonants.
  static func isPronounceable(_ word: String) -> Bool {
    let vowels = word.map { "aeiouy".contains($0) }
    guard vowels.contains(true), let first = vowels.first else { return false }
    var run = 0
    var longest = 0
    for vowel in vowels {
      run = vowel ? 0 : run + 1
      longest = max(longest, run)
    }
    let starts = first || vowels[1] || EnglishTables.onsets.contains(String(word.prefix(2)))
    let ends = vowels[vowels.count - 1] || vowels[vowels.count - 2] || EnglishTables.codas.contains(String(word.suffix(2)))
    var vowelRun = 0
    for vowel in vowels {
      vowelRun = vowel ? vowelRun + 1 : 0
      if vowelRun > 2 { return false }
    }
    return starts && ends && longest <= 2
  }

  // MARK: - Letters and digits

  /// "B2B", "H2O", "MP3", "5G", "iPhone15": each run by itself.
  private func mixed(_ word: String) -> String {
    var runs: [String] = []
    for character in word {
      if let last = runs.last?.last, last.isASCIIDigit == character.isASCIIDigit, last.isLetter == character.isLetter {
        runs[runs.count - 1].append(character)
      } else {
        runs.append(String(character))
      }
    }
    let said = runs.enumerated().compactMap { index, run -> String? in
      if run.isDigits { return number(run) }
      if let sign = EnglishTables.signs[run] { return sign }
      guard run.isLetters else { return nil }
      // Letters between digits, and short ones before them, are letters and no word.
      let isCode = run.count <= 3 && (run.isCapitals || run.count == 1) || run.count <= 2 && index > 0
      return isCode ? (run == "x" ? "ex" : run.spelled) : letters(run)
    }
    return said.joined(separator: " ")
  }

  private func number(_ digits: String) -> String {
    guard let numeral = Numeral(digits), digits.count <= 3 else { return EnglishNumbers.digits(digits) }
    // "B747" is "B seven four seven", "A320" is "A three hundred twenty": round ones are numbers.
    return numeral.whole.count == 3 && !numeral.whole.hasSuffix("0") ? EnglishNumbers.digits(digits) : numeral.english
  }

  /// "v2.3.1", "2.3.1", "192.168.0.1".
  private var version: String? {
    let hasLetter = text.count > 1 && (text.first == "v" || text.first == "V")
    let numbers = text.dropFirst(hasLetter ? 1 : 0)
    let parts = numbers.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.allSatisfy(\.isDigits), hasLetter && text.first == "v" || parts.count >= 3 else { return nil }
    let words = parts.map { Numeral($0)?.english ?? "" }
    if parts.count == 4, !hasLetter { return words.joined(separator: " dot ") }
    return (hasLetter ? "version " : "") + words.joined(separator: " point ")
  }

  // MARK: - Parts joined by signs

  private func joined(by sign: Character, _ word: String) -> String? {
    let parts = text.split(separator: sign, omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, !parts.contains("") else { return nil }
    return parts.map(Self.part).joined(separator: word)
  }

  private var hyphened: String {
    let parts = text.split(omittingEmptySubsequences: false) { $0.isDash }.map(String.init)
    let said = parts.map(Self.part)
    if text.first?.isDash == true { return said.filter { !$0.isEmpty }.joined(separator: " ") }
    let isLong = text.contains { "–—―".contains($0) }
    // Where nothing needs a reading the hyphen stays.
    if said == parts, !isLong { return bare }
    if isLong, parts.count == 2, parts.allSatisfy({ $0.count > 1 }) {
      // "word—word" is a pause, "Berlin–Hamburg" goes from one to the other.
      return said.joined(separator: text.contains("–") && parts[1].first?.isUppercase == true ? " to " : ", ")
    }
    return said.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func part(_ part: String) -> String {
    if let ordinal = EnglishNumbers.ordinal(written: part) { return ordinal }
    if let quantity = Quantity(part) {
      return part.count == 4 && part.isDigits ? EnglishNumbers.year(Int(part) ?? 0) : quantity.said
    }
    return EnglishWord(part).said
  }

  /// "U.S.A", "Ph.D".
  var isDotted: Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1 && parts.allSatisfy { (1...2).contains($0.count) && $0.isLetters }
  }

  /// "Node.js", "report.pdf", "end.Start".
  private var fileName: String? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let named = parts.drop(while: \.isEmpty)
    guard !named.isEmpty, !named.contains("") else { return nil }
    let words = named.enumerated().map {
      $0.offset > 0 && $0.element.count <= 4 && EnglishTables.endings.contains($0.element.lowercased())
        ? EnglishTables.words[$0.element.uppercased()] ?? $0.element.spelled : Self.part($0.element)
    }
    return (parts.first == "" ? "dot " : "") + words.joined(separator: " dot ")
  }

  /// "/etc/hosts".
  private var path: String {
    text.split(separator: "/").filter { $0 != "~" }.map { "slash " + Self.part(String($0)) }.joined(separator: " ")
  }

  private var hashtag: String {
    let rest = String(text.drop { $0 == "#" })
    if let quantity = Quantity(rest) { return "number " + quantity.said }
    return rest.isEmpty ? "" : EnglishWord(rest).said
  }

  /// What is left when signs that have no sound are taken out.
  private var bare: String {
    var result = ""
    for character in text {
      if character.isLetter || character.isNumber || "'’-‐‑°.,".contains(character) {
        result.append(character == "‐" || character == "‑" ? "-" : character)
      } else if let word = EnglishTables.signs[String(character)], !word.isEmpty {
        result += " " + word + " "
      } else if "\\|{}<>[]^~=:/".contains(character) {
        result += " "
      }
    }
    let words = result.split(separator: " ").map(String.init)
    guard words.count > 1 else {
      return words.first.map { $0 == text ? $0 : $0.contains(where: { $0.isLetter || $0.isNumber }) ? $0 : text }
        ?? (text.contains { "…".contains($0) || $0.isDash } ? text : "")
    }
    return words.map(Self.part).joined(separator: " ")
  }
}
