import Production

/// What a person wants changed, as far as it can be told from a few words.
struct Wishes: Sendable {
  /// How much longer or shorter the video is to be.
  private(set) var lengthFactor = 1.0
  /// How long, where someone said it in seconds.
  private(set) var seconds: Double?
  private(set) var more: [[String]] = []
  /// The same as it was written.
  private(set) var moreWords: [String] = []
  private(set) var less: [[String]] = []
  /// What must be said, in the person's own words.
  private(set) var mention: [String] = []
  private(set) var simpler = false
  private(set) var fewerNumbers = false

  static let none = Wishes()

  private init() {}

  init(_ notes: String, tongue: Tongue) {
    for part in Self.parts(notes) { take(part, tongue: tongue) }
    for quoted in Self.quoted(notes) { mention.append(quoted) }
  }

  var isEmpty: Bool {
    lengthFactor == 1 && seconds == nil && more.isEmpty && less.isEmpty && mention.isEmpty && !simpler && !fewerNumbers
  }

  private mutating func take(_ part: String, tongue: Tongue) {
    let text = part.lowercased()
    if let seconds = Self.seconds(in: text) { self.seconds = seconds }
    if seconds == nil { lengthFactor = Self.factor(text) ?? lengthFactor }
    if ["simpl", "easier", "einfacher", "too complicated", "plus simple"].contains(where: text.contains) { simpler = true }
    if ["fewer numbers", "less numbers", "too many numbers", "weniger zahlen"].contains(where: text.contains) {
      fewerNumbers = true
      return
    }
    if let topic = Self.topic(in: text, after: Self.lessSigns, tongue) {
      less.append(topic)
    } else if let topic = Self.topic(in: text, after: Self.moreSigns, tongue) {
      more.append(topic)
      moreWords.append(Self.words(in: part, after: Self.moreSigns) ?? topic.joined(separator: " "))
    } else if let words = Self.words(in: part, after: Self.mentionSigns) {
      mention.append(words)
    }
  }

  private static let moreSigns = [
    "more about", "more on", "more of", "more detail about", "focus on", "concentrate on", "emphasise", "emphasize", "mehr über",
    "mehr zu", "plus sur", "más sobre", "mais sobre", "più su", "meer over",
  ]
  private static let lessSigns = [
    "less about", "less on", "less of", "without", "leave out", "remove", "drop the", "skip", "cut the", "no more",
    "nothing about", "don't mention", "do not mention", "weniger über", "weniger zu", "ohne", "moins sur", "sans", "menos sobre",
    "sin", "meno su", "minder over", "too much about",
  ]
  private static let mentionSigns = [
    "mention", "include", "add", "say that", "say", "erwähne", "nenne", "mentionne", "menciona", "mencione", "menziona",
    "vermeld",
  ]

  private static func factor(_ text: String) -> Double? {
    let much = text.contains("much") || text.contains("far ") || text.contains("half")
    let little = text.contains("a bit") || text.contains("a little") || text.contains("slightly")
    let shorter = [
      "shorter", "too long", "kürzer", "zu lang", "plus court", "más corto", "mais curto", "più corto", "korter", "shorten",
    ]
    let longer = [
      "longer", "too short", "länger", "zu kurz", "plus long", "más largo", "mais longo", "più lungo", "langer", "lengthen",
    ]
    if shorter.contains(where: text.contains) { return much ? 0.5 : little ? 0.85 : 0.7 }
    if longer.contains(where: text.contains), !text.contains("no longer") { return much ? 1.8 : little ? 1.15 : 1.4 }
    return nil
  }

  private static func seconds(in text: String) -> Double? {
    let words = text.split(separator: " ").map { $0.filter { $0.isLetter || $0.isNumber || $0 == "." } }
    for (index, word) in words.enumerated() {
      let digits = word.prefix { $0.isNumber || $0 == "." }
      guard let number = Double(digits), number > 0 else { continue }
      let attached = word.dropFirst(digits.count)
      let unit = attached.isEmpty ? (index + 1 < words.count ? words[index + 1] : "") : String(attached)
      if unit == "s" || unit.hasPrefix("sec") || unit.hasPrefix("sek") || unit.hasPrefix("seg") { return number }
      if unit.hasPrefix("min") { return number * 60 }
    }
    return nil
  }

  private static func parts(_ notes: String) -> [String] {
    notes.split { "\n.;!".contains($0) }.flatMap { $0.split(separator: ",") }.flatMap { part in
      String(part).replacing(" and ", with: "\n").replacing(" und ", with: "\n").split(separator: "\n")
    }.map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  private static func words(in text: String, after signs: [String]) -> String? {
    let lower = text.lowercased()
    for sign in signs {
      guard let place = lower.firstRange(of: sign) else { continue }
      let before = lower[..<place.lowerBound]
      guard before.isEmpty || before.last?.isLetter == false, lower[place.upperBound...].first?.isLetter != true else { continue }
      let rest = String(text.dropFirst(lower.distance(from: lower.startIndex, to: place.upperBound))).trimmed.withoutEndMark
      if !rest.isEmpty { return rest }
    }
    return nil
  }

  private static func topic(in text: String, after signs: [String], _ tongue: Tongue) -> [String]? {
    guard let rest = words(in: text, after: signs) else { return nil }
    let stems = Words.stems(in: rest, tongue)
    return stems.isEmpty ? nil : stems
  }

  private static func quoted(_ notes: String) -> [String] {
    var found: [String] = []
    for (open, close) in [("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»")] as [(Character, Character)] {
      var rest = notes[...]
      while let start = rest.firstIndex(of: open), let end = rest[rest.index(after: start)...].firstIndex(of: close) {
        let inside = String(rest[rest.index(after: start)..<end]).trimmed
        if (1...80).contains(inside.count) { found.append(inside) }
        rest = rest[rest.index(after: end)...]
      }
    }
    return found
  }
}
