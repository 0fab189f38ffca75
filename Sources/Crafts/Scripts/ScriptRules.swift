// rounded() is in the C mathematics library, which is linked where this is imported.
import Glibc
package import Production

/// What a script is held to besides being readable.
package struct ScriptRules: Hashable, Sendable {
  package var target: Timecode?
  package var forbidden: [String]
  /// Whether its length is looked at: of a script that is only read back, it was.
  package var looksAtLength: Bool

  package init(target: Timecode? = nil, forbidden: [String] = [], looksAtLength: Bool = true) {
    self.target = target
    self.forbidden = forbidden
    self.looksAtLength = looksAtLength
  }

  package init(_ settings: JobSettings) {
    self.init(target: settings.targetLength, forbidden: settings.forbidden)
  }
}

extension ScriptReading {
  /// What somebody should look at, and what must not be said; `secondsFor` tells how long a speaker takes for a text.
  package func checked(by rules: ScriptRules, secondsFor: (_ text: String, _ speaker: String) -> Double) -> [ScriptProblem] {
    guard !script.lines.isEmpty else { return [] }
    var found = forbidden(rules.forbidden) + timing(secondsFor)
    if rules.looksAtLength, let target = script.length ?? rules.target { found += length(target, secondsFor) }
    if let hard = ReadingLevel(script).warning { found.append(hard) }
    return found.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }

  private func forbidden(_ phrases: [String]) -> [ScriptProblem] {
    let texts =
      [(script.title, places.title), (script.takeaway, places.takeaway)]
      + zip(script.lines, places.lines).map { ($0.text, $1) }
      + zip(script.lines, places.headings).compactMap { line, number in line.section.map { ($0.title, number) } }
    return texts.flatMap { text, number in
      let sentences = Self.sentences(text).map(Self.words)
      return phrases.filter { phrase in sentences.contains { Self.contains($0, Self.words(phrase)) } }.map { phrase in
        ScriptProblem(line: number, sentence: "\"\(phrase)\" must not be said.", wayOut: "Say it in other words.")
      }
    }
  }

  /// "No risk. Free for you" does not say "risk free".
  private static func sentences(_ text: String) -> [String] {
    var sentences = [""]
    for word in text.split(separator: " ") {
      sentences[sentences.count - 1] += " \(word)"
      if word.last.map({ ".!?…".contains($0) }) == true { sentences.append("") }
    }
    return sentences
  }

  /// Small letters, and nothing but words: "Risk-free!" is "risk free".
  private static func words(_ text: String) -> [Substring] { text.lowercased().split { !$0.isLetter && !$0.isNumber } }

  private static func contains(_ words: [Substring], _ phrase: [Substring]) -> Bool {
    guard let first = phrase.first, words.count >= phrase.count else { return false }
    return words.indices.contains { words[$0] == first && words[$0...].starts(with: phrase) }
  }

  /// Sections begin no sooner than their markers say; what that does to the others is told.
  private func timing(_ secondsFor: (String, String) -> Double) -> [ScriptProblem] {
    var found: [ScriptProblem] = []
    var end = Pacing.standard.lead
    var last: Timecode?
    for (index, line) in script.lines.enumerated() {
      if let start = line.section?.start {
        let shown = "[\(Section.clock(start))]"
        let number = places.headings[index]
        if let last, start <= last {
          found.append(
            ScriptProblem(
              line: number,
              sentence: "The section \(shown) does not begin after the one before it, which begins at [\(Section.clock(last))].",
              wayOut: "Put the sections in their order, or mend the time."))
        } else if end - start.seconds > 0.75, index > 0 {
          found.append(
            ScriptProblem(
              line: number,
              sentence: "What is said before \(shown) lasts until about [\(Section.clock(Timecode(seconds: end.rounded())))].",
              wayOut: "Say less there, or write a later time; as it is, this section begins later.", weight: .warning))
        } else if start.seconds - end > 5 {
          found.append(
            ScriptProblem(
              line: number, sentence: "Nobody says anything for about \(Int((start.seconds - end).rounded())) s before \(shown).",
              wayOut: "Say more there, or write an earlier time.", weight: .warning))
        }
        last = max(last ?? .zero, start)
        end = max(end, start.seconds)
      }
      end += max(0, secondsFor(line.text, line.speaker)) + Pacing.standard.betweenLines
    }
    return found
  }

  private func length(_ target: Timecode, _ secondsFor: (String, String) -> Double) -> [ScriptProblem] {
    let seconds = script.estimatedLength(secondsFor: secondsFor).seconds
    guard target.seconds > 0, seconds > target.seconds * 1.25 || seconds < target.seconds * 0.6 else { return [] }
    let isLong = seconds > target.seconds
    return [
      ScriptProblem(
        line: 0,
        sentence: "It takes about \(Int(seconds.rounded())) s, and is meant to take about \(Int(target.seconds.rounded())) s.",
        wayOut: isLong ? "Say less, or leave it as it is." : "Say more, or leave it as it is.", weight: .warning)
    ]
  }
}
