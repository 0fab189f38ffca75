package import Production

/// A row that begins a section of a demo: `[00:15] DEMO Feature demo`.
enum SectionHeading: Equatable {
  case section(Section)
  /// A time and whatever follows it: a title, or what somebody says.
  case open(Section)
  /// It can only be meant as one, but its time cannot be read.
  case badTime(String)
  /// It can only be meant as one, but there is no such kind of scene; perhaps another one is meant.
  case badScene(String, nearest: SceneKind)

  private static let brackets: [Character: Character] = ["[": "]", "(": ")", "【": "】", "（": "）", "［": "］"]
  private static let separators: Set<Character> = [":", "：", "-", "–", "—", "|", "·"]

  /// Nil for any other row.
  static func read(_ row: String) -> SectionHeading? {
    let isBold = row.first == "*" || row.first == "_"
    var text = isBold ? row.replacing("**", with: "").replacing("__", with: "")[...] : row[...]
    if isBold { text = text.drop { $0 == "*" || $0 == "_" } }
    guard let first = text.first else { return nil }
    if let closer = brackets[first] { return bracketed(text.dropFirst(), closer: closer, opener: first, isBold: isBold) }
    // Without a bracket, only a time and a kind of scene together say that a heading is meant.
    guard first.isNumber, let blank = text.firstIndex(of: " "), case .some(.some(let start)) = clock(text[..<blank]) else {
      return nil
    }
    let rest = tidied(text[text.index(after: blank)...], isBold: isBold)
    guard let (scene, title) = scene(of: rest) else { return nil }
    return .section(Section(start: start, scene: scene, title: title))
  }

  private static func bracketed(_ text: Substring, closer: Character, opener: Character, isBold: Bool) -> SectionHeading? {
    guard let end = text.firstIndex(of: closer) else { return nil }
    let inside = String(text[..<end]).trimmedOfBlanks
    let rest = tidied(text[text.index(after: end)...], isBold: isBold)
    switch clock(inside[...]) {
    case .some(.some(let start)): return heading(at: start, rest)
    case .some(nil): return opener == "(" ? nil : .badTime(inside)
    case nil: break
    }
    guard opener != "(", opener != "（", let scene = SceneKind(word: inside) else { return nil }
    return .section(Section(start: nil, scene: scene, title: titled(rest)))
  }

  private static func heading(at start: Timecode, _ rest: String) -> SectionHeading {
    if let (scene, title) = scene(of: rest) { return .section(Section(start: start, scene: scene, title: title)) }
    let word = String(rest.prefix { !$0.isWhitespace && !separators.contains($0) })
    if word.count >= 3, !word.contains(where: \.isLowercase), word.contains(where: \.isLetter),
      let near = NearestName.of(word, among: SceneKind.allCases.map(\.word)), let scene = SceneKind(word: near)
    {
      return .badScene(word, nearest: scene)
    }
    // "Demo of the board": its first word says what it is, and stays a word of the title.
    return .open(Section(start: start, scene: SceneKind(word: word) ?? .demo, title: rest.withoutDelimitingQuotes))
  }

  /// A kind of scene in capitals, or one by itself, or with a colon or a dash behind it; and the title.
  private static func scene(of text: String) -> (SceneKind, String)? {
    let word = text.prefix { !$0.isWhitespace && !separators.contains($0) }
    guard let scene = SceneKind(word: word) else { return nil }
    let rest = String(text[word.endIndex...]).trimmedOfBlanks
    let isSeparated = rest.isEmpty || rest.first.map(separators.contains) == true
    guard isSeparated || !word.contains(where: \.isLowercase) else { return nil }
    return (scene, titled(rest))
  }

  /// A title behind at most one separator.
  private static func titled(_ text: String) -> String {
    let rest = text.first.map(separators.contains) == true ? String(text.dropFirst()).trimmedOfBlanks : text
    return rest.withoutDelimitingQuotes
  }

  private static func tidied(_ text: Substring, isBold: Bool) -> String {
    var text = text
    while isBold, let last = text.last, last == "*" || last == "_" { text.removeLast() }
    if isBold { text = text.drop { $0 == "*" || $0 == "_" } }
    return String(text).trimmedOfBlanks
  }

  /// A time from the start of the video; `.some(nil)` for what looks like one and is none, nil for anything else.
  static func clock(_ text: Substring) -> Timecode?? {
    guard text.contains(where: \.isNumber), text.contains(where: RowLabel.colons.contains),
      text.allSatisfy({ $0.isNumber || $0 == "." || $0 == "," || RowLabel.colons.contains($0) || "-– ".contains($0) })
    else { return nil }
    let parts = text.split(omittingEmptySubsequences: false, whereSeparator: RowLabel.colons.contains)
    guard (2...3).contains(parts.count), let last = parts.last else { return .some(nil) }
    var micros: Int64 = 0
    for (index, part) in parts.enumerated() {
      let whole = index == parts.count - 1 ? part.prefix { $0 != "." && $0 != "," } : part
      guard let number = digits(whole), (1...4).contains(whole.count), index == 0 || number < 60 else { return .some(nil) }
      micros = micros * 60 + Int64(number)
    }
    micros *= 1_000_000
    let fraction = last.drop { $0 != "." && $0 != "," }.dropFirst()
    if last.contains(where: { $0 == "." || $0 == "," }) {
      guard (1...6).contains(fraction.count), let number = digits(fraction) else { return .some(nil) }
      micros += Int64(number) * [100_000, 10_000, 1000, 100, 10, 1][fraction.count - 1]
    }
    return .some(micros < 86_400_000_000 ? Timecode(microseconds: micros) : nil)
  }

  private static func digits(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
  }
}

extension Section {
  /// The row that reads back as this section.
  var printed: String {
    var row = start.map { "[\(Self.clock($0))] \(scene.word)" } ?? "[\(scene.word)]"
    // A title that begins with a separator keeps it behind one more.
    if let first = title.first, SectionHeading.isSeparator(first) { row += ":" }
    return title.isEmpty ? row : row + " " + title.guardingItsQuotes
  }

  /// As a heading writes a time.
  package static func clock(_ time: Timecode) -> String {
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let whole = max(0, time.microseconds) / 1_000_000
    let part = max(0, time.microseconds) % 1_000_000
    var text =
      whole < 3600 ? "\(two(whole / 60)):\(two(whole % 60))" : "\(whole / 3600):\(two(whole / 60 % 60)):\(two(whole % 60))"
    guard part > 0 else { return text }
    var decimals = String(part + 1_000_000).dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    text += ".\(decimals)"
    return text
  }
}

extension SectionHeading {
  static func isSeparator(_ character: Character) -> Bool { separators.contains(character) }
}
