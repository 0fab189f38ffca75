// rounded() is in the C mathematics library, which is linked where this is imported.
import Glibc
package import Production

/// What a script is held to besides being readable.
package struct ScriptRules: Hashable, Sendable {
  package var target: Timecode?
  package var forbidden: [String]
  /// Whether its length is looked at: of a script that is only read back, it was.
  package var looksAtLength: Bool
  /// Who says the takeaway; nil for whoever says the last line.
  package var takeawayBy: String?
  /// How long the recording is that it is told over; nil for a script that is told by itself.
  package var recording: Timecode?

  package init(target: Timecode? = nil, forbidden: [String] = [], looksAtLength: Bool = true, takeawayBy: String? = nil) {
    self.target = target
    self.forbidden = forbidden
    self.looksAtLength = looksAtLength
    self.takeawayBy = takeawayBy
  }

  package init(_ settings: JobSettings, recording: Timecode? = nil) {
    // A recording says itself how long it is.
    self.init(
      target: recording == nil ? settings.targetLength : nil, forbidden: settings.forbidden, takeawayBy: settings.explainer.name)
    self.recording = recording
  }
}

extension ScriptReading {
  /// What somebody should look at, and what must not be said; `secondsFor` tells how long a speaker takes for a text.
  package func checked(by rules: ScriptRules, secondsFor: (_ text: String, _ speaker: String) -> Double) -> [ScriptProblem] {
    guard !script.lines.isEmpty else { return [] }
    var found = forbidden(rules.forbidden) + (rules.recording.map { timing(over: $0, secondsFor) } ?? timing(secondsFor))
    if rules.looksAtLength, let target = script.length ?? rules.target {
      found += length(target, takeawayBy: rules.takeawayBy, secondsFor)
    }
    if let hard = ReadingLevel(script).warning { found.append(hard) }
    return found.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }

  private func forbidden(_ phrases: [String]) -> [ScriptProblem] {
    let texts =
      [(script.title, places.title), (script.takeaway, places.takeaway)]
      + zip(script.lines, places.lines).map { ($0.text, $1) }
      + zip(script.lines, places.headings).compactMap { line, number in line.section.map { ($0.title, number) } }
    let forbidden = phrases.map(ForbiddenPhrase.init)
    return texts.flatMap { text, number in
      forbidden.filter { $0.stands(in: text) }.map {
        ScriptProblem(line: number, sentence: "\"\($0.text)\" must not be said.", wayOut: "Say it in other words.")
      }
    }
  }

  /// Sections begin no sooner than their markers say; what that does to the others is told.
  private func timing(_ secondsFor: (String, String) -> Double) -> [ScriptProblem] {
    var found: [ScriptProblem] = []
    let soonest = script.starts(secondsFor: secondsFor).soonest
    var last: Timecode?
    for (index, line) in script.lines.enumerated() {
      if let start = line.section?.start {
        let end = soonest[index]
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
      }
    }
    return found
  }

  private func length(
    _ target: Timecode, takeawayBy speaker: String?, _ secondsFor: (String, String) -> Double
  ) -> [ScriptProblem] {
    let seconds = script.estimatedLength(takeawayBy: speaker, secondsFor: secondsFor).seconds
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
