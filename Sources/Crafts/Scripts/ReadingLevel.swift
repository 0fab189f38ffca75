import Production

/// How hard an English text is to follow: the years of school that it takes, after Flesch and Kincaid. Nil for other languages.
struct ReadingLevel: Hashable {
  let grade: Double?

  /// Beyond this, who only hears it once is lost.
  static let hardest = 12.0

  init(_ script: Script) {
    var sentences = 0
    var words = 0
    var syllables = 0
    var common = 0
    for line in script.lines {
      let tokens = line.text.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }.filter {
        $0.contains(where: \.isLetter)
      }
      guard !tokens.isEmpty else { continue }
      words += tokens.count
      syllables += tokens.reduce(0) { $0 + Self.syllables(of: $1) }
      common += tokens.count { Self.common.contains(String($0)) }
      let ends = line.text.split(separator: " ").count { $0.last.map { ".!?…".contains($0) } == true }
      sentences += max(1, ends)
    }
    // Any English text is full of these; a short one says nothing yet.
    guard words >= 30, common * 5 >= words else {
      grade = nil
      return
    }
    grade = 0.39 * Double(words) / Double(sentences) + 11.8 * Double(syllables) / Double(words) - 15.59
  }

  var warning: ScriptProblem? {
    guard let grade, grade > Self.hardest else { return nil }
    return ScriptProblem(
      line: 0,
      sentence:
        "It is hard to follow when heard: it reads like a text for \(Int(grade.rounded())) years of school (Flesch-Kincaid).",
      wayOut: "Use shorter sentences and shorter words; 8 years is easy for everybody.", weight: .warning)
  }

  private static let common: Set<String> = [
    "the", "a", "an", "and", "or", "of", "to", "in", "is", "are", "was", "it", "you", "your", "that", "this", "for", "on", "with",
    "as",
    "we", "our", "be", "by", "at", "from", "not", "have", "has", "i", "they", "their", "can", "will", "but", "if", "what",
    "which", "how",
  ]

  /// Groups of vowels, but for the silent e at a word's end.
  private static func syllables(of word: Substring) -> Int {
    var count = 0
    var wasVowel = false
    for letter in word {
      let isVowel = "aeiouyàâäéèêëïîôöùûü".contains(letter)
      if isVowel, !wasVowel { count += 1 }
      wasVowel = isVowel
    }
    if word.hasSuffix("e"), !word.hasSuffix("le"), count > 1 { count -= 1 }
    if word.hasSuffix("es") || word.hasSuffix("ed"), count > 1, !word.hasSuffix("ted"), !word.hasSuffix("ded") { count -= 1 }
    return max(1, count)
  }
}
