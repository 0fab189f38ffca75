/// What a document says as keys and values: lines like "Price: 49 euros", and tables.
extension FactFinder {
  /// A line like "Price: 49 euros" or "Interest – the price of money".
  func keyAndValue(_ line: String) -> (key: String, value: String)? {
    for mark in [": ", " → ", " – ", " — ", " - "] {
      guard let place = line.firstRange(of: mark) else { continue }
      let key = String(line[..<place.lowerBound]).trimmed
      let value = String(line[place.upperBound...]).trimmed
      guard (1...5).contains(Words.count(key)), key.count <= 48, !value.isEmpty, key.contains(where: \.isLetter) else { continue }
      guard key.first?.isUppercase == true || key.first?.isNumber == true || mark != ": ",
        !key.contains(where: { ".,;!?\"".contains($0) })
      else { continue }
      return (key, value)
    }
    return nil
  }

  mutating func addKeyed(_ key: String, _ value: String, source: String) {
    // Who was there and when it was written is one entry, whatever initials it holds.
    let sentences = Boilerplate.isKey(key) ? [value] : Sentences.split(value)
    guard let first = sentences.first else { return }
    let isCommand = tongue == .english && EnglishClause(first.capitalisedFirst, verbs: verbs)?.isCommand == true
    let says = isStatement(first) && !pointsBack(first) && (first.first?.isLowercase != true || isCommand)
    let text = says ? first.capitalisedFirst : isCommand ? "\(key): \(first)" : plainly(key, first)
    place += 1
    guard let spoken = Speakable.shape(text) else { return }
    append(source: source, spoken: spoken, followOn: spoken, origin: .keyed(key: key), pointsBack: false, isAdvice: isCommand)
    for (index, sentence) in sentences.dropFirst().enumerated() where !sentence.hasSuffix("?") {
      add(sentence, origin: .prose(index: index + 1))
    }
  }

  /// "Price: 49 euros" as it is said.
  private func plainly(_ key: String, _ value: String) -> String {
    let asWritten = "\(key): \(value)"
    guard tongue == .english else { return asWritten }
    let words = key.split(separator: " ").map { EnglishClause.bare(String($0)) }
    guard let last = words.last, let head = EnglishClause.head(of: words), let first = value.split(separator: " ").first else {
      return asWritten
    }
    if EnglishWords.prepositions.contains(last) { return "\(key) \(value)" }
    let form = EnglishClause.looksPlural(head) ? "are" : "is"
    let opening = EnglishClause.bare(String(first))
    let isNoun = !EnglishWords.determiners.contains(words[0]) && (verbs.reading(words[0], as: .base) == nil || words.count == 1)
    if opening == "the", isNoun, form == "is" {
      return "\(cases.key(key).first?.isUppercase == true ? key : "The \(cases.key(key))") is \(value.loweredFirst)"
    }
    let defines =
      form == "are"
      && value.split(separator: " ").prefix(4).contains { EnglishWords.relatives.contains(EnglishClause.bare(String($0))) }
    if defines, isNoun { return "\(key) are \(cases.inside(value))" }
    guard !value.contains(where: { ",;:(".contains($0) }) else { return asWritten }
    if ["a", "an"].contains(opening), !EnglishWords.determiners.contains(words[0]),
      verbs.reading(words[0], as: .base) == nil || words.count == 1
    {
      return "\(key) \(form) \(value.loweredFirst)"
    }
    if EnglishWords.slots.contains(head) || EnglishWords.slots.contains(String(head.dropLast())) && head.hasSuffix("s"),
      words.count <= 3
    {
      let article = EnglishWords.determiners.contains(words[0]) ? "" : "The "
      return "\(article)\(article.isEmpty ? key : cases.key(key)) \(form) \(cases.inside(value))"
    }
    return asWritten
  }

  mutating func takeTable(_ rows: [[String]]) {
    guard let header = rows.first, header.count >= 2, rows.count > 1 else { return }
    let body = rows.dropFirst().prefix(8).filter { $0.count >= 2 && !$0[0].isEmpty && !$0[1].isEmpty }
    if header.count == 2, (2...3).contains(body.count), body.count == rows.count - 1 {
      let all = body.map { "\($0[0]): \($0[1])" }.joined(separator: "; ")
      place += 1
      if all.count <= 70, let spoken = Speakable.shape(all) {
        let source = rows.map { $0.joined(separator: " ") }.joined(separator: " ")
        return append(source: source, spoken: spoken, followOn: spoken, origin: .keyed(key: header[1]), pointsBack: false)
      }
    }
    for row in body {
      if header.count == 2 {
        addKeyed(row[0].trimmed, row[1].trimmed, source: (header + row).joined(separator: " "))
        continue
      }
      place += 1
      // "1" says nothing: it is setting 1.
      let key = row[0].contains(where: \.isLetter) || header[0].isEmpty ? row[0] : "\(header[0]) \(row[0])"
      let cells = zip(header, row).dropFirst().prefix(3).filter { !$0.1.isEmpty && $0.1.contains { $0.isLetter || $0.isNumber } }
      let said = cells.map { cell($0.1.trimmed, under: $0.0.trimmed) }.joined(separator: ", ")
      guard !said.isEmpty, let spoken = Speakable.shape("\(key): \(said)") else { continue }
      append(
        source: (header + row).joined(separator: " "), spoken: spoken, followOn: spoken, origin: .keyed(key: key),
        pointsBack: false)
    }
  }

  /// A cell with the name of its column, in the order in which one says them: "white", "39 euros", "2,310 this year".
  private func cell(_ value: String, under header: String) -> String {
    let words = Words.all(in: header)
    if header.isEmpty { return value }
    let isTime =
      words.contains { EnglishWords.timeUnits.contains($0) || EnglishWords.dayNames.contains($0) } && Words.hasNumber(value)
    if tongue == .english, isTime { return "\(value) \(cases.inside(header))" }
    return "\(tongue == .german ? header : cases.key(header)) \(value)"
  }
}
