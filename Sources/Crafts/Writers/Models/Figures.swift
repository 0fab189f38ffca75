/// A number with what it counts, as it is said or written: "7 %", "seven percent" and "7 percent" are the same.
struct Figure: Hashable, Sendable, CustomStringConvertible {
  let digits: String
  let marks: Set<Mark>
  let description: String

  enum Mark: Hashable, Sendable { case percent, money, thousand, million, billion }

  static func == (left: Figure, right: Figure) -> Bool { left.digits == right.digits && left.marks == right.marks }
  func hash(into hasher: inout Hasher) {
    hasher.combine(digits)
    hasher.combine(marks)
  }

  /// Every number of a text.
  static func all(in text: String) -> [Figure] {
    let tokens = tokens(text)
    var figures: [Figure] = []
    var place = 0
    while place < tokens.count {
      var last = place
      guard var digits = value(tokens[place]) else {
        place += 1
        continue
      }
      // "twenty-five"
      let after = place + 1 < tokens.count && tokens[place + 1] == "-" ? place + 2 : place + 1
      if digits.count == 2, digits.hasSuffix("0"), tokens[place].first?.isLetter == true, after < tokens.count,
        let unit = tokens[after] == "one" ? "1" : value(tokens[after]), unit.count == 1, tokens[after].first?.isLetter == true
      {
        digits = String(digits.dropLast()) + unit
        last = after
      }
      var marks: Set<Mark> = []
      if place > 0, let before = mark(tokens[place - 1]), before == .money { marks.insert(before) }
      var next = last + 1
      while next < tokens.count, next <= last + 2, let after = mark(tokens[next]) {
        marks.insert(after)
        next += 1
      }
      figures.append(Figure(digits: digits, marks: marks, description: tokens[place...last].joined(separator: "")))
      place = last + 1
    }
    return figures
  }

  private static func mark(_ token: String) -> Mark? { markWords[token] }

  private static let markWords: [String: Mark] = {
    let words: [(Mark, String)] = [
      (.percent, "% percent per-cent prozent pourcent por-ciento porcento procent"),
      (.money, "$ € £ ¥ dollar dollars euro euros pound pounds rand usd eur gbp zar r franken francs pesos reais"),
      (.thousand, "thousand tausend mille mil k"),
      (.million, "million millions millionen mio millones milhões milioni miljoen m"),
      (.billion, "billion billions milliarden mrd milliards miliardi miljard bn"),
    ]
    return Dictionary(words.flatMap { mark, all in all.split(separator: " ").map { (String($0), mark) } }) { first, _ in first }
  }()

  /// Words, numbers and the signs that belong to numbers, in small letters.
  private static func tokens(_ text: String) -> [String] {
    var tokens: [String] = []
    var word = ""
    var isNumber = false
    func close() {
      while isNumber, let last = word.last, !last.isNumber { word.removeLast() }
      if !word.isEmpty { tokens.append(word) }
      word = ""
    }
    for character in text.lowercased() {
      if character.isNumber || character.isLetter {
        if !word.isEmpty, isNumber != character.isNumber { close() }
        isNumber = character.isNumber
        word.append(character)
      } else if isNumber, !word.isEmpty, ".,'’".contains(character), word.last?.isNumber == true {
        word.append(character)
      } else {
        close()
        if "%$€£¥-".contains(character) { tokens.append(String(character)) }
      }
    }
    close()
    return tokens.joined(separator: " ").replacing("per cent", with: "per-cent").replacing("por ciento", with: "por-ciento")
      .split(separator: " ").map(String.init)
  }

  /// A number in one spelling; none for a token that is none.
  private static func value(_ token: String) -> String? {
    guard token.first?.isNumber == true else { return words[token] }
    let parts = token.split(whereSeparator: { !$0.isNumber }).map(String.init)
    guard parts.count > 1, let last = parts.last else { return token }
    // Groups of three are thousands, however they are parted; anything else behind the last mark is a fraction.
    if last.count == 3 { return parts.joined() }
    var fraction = last[...]
    while fraction.last == "0" { fraction.removeLast() }
    let whole = parts.dropLast().joined()
    return fraction.isEmpty ? whole : "\(whole).\(fraction)"
  }

  /// Numbers that are written as words. "One" is left out: it is an article or stands for a person as often as it counts.
  private static let words: [String: String] = {
    let lists: [[(String, String)]] = [
      counted(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
      ),
      tens("twenty thirty forty fifty sixty seventy eighty ninety"),
      counted(
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
      ),
      tens("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"),
      counted("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
      tens("vingt trente quarante cinquante soixante"),
      counted("dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"),
      tens("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
      [("half", "0.5"), ("halves", "0.5"), ("½", "0.5"), ("hundred", "100"), ("dozen", "12"), ("hundert", "100"), ("zero", "0")],
    ]
    return Dictionary(lists.flatMap { $0 }) { first, _ in first }
  }()

  private static func counted(_ words: String) -> [(String, String)] {
    words.split(separator: " ").enumerated().map { (String($0.element), "\($0.offset + 2)") }
  }

  private static func tens(_ words: String) -> [(String, String)] {
    words.split(separator: " ").enumerated().map { (String($0.element), "\(($0.offset + 2) * 10)") }
  }
}
