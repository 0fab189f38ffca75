import Glibc
import Production

// What is told over a recording: its sections begin where their times say, in the recording.
extension ScriptReading {
  /// A picture that is held longer looks as if the video had stopped.
  private static let longestHold = 5.0

  /// Times that the recording does not have, and sections in which far more is said than there is to be seen.
  func timing(over recording: Timecode, _ secondsFor: (String, String) -> Double) -> [ScriptProblem] {
    let marked = script.lines.indices.filter { script.lines[$0].section?.start != nil }
    var found: [ScriptProblem] = []
    var last: Timecode?
    for (place, index) in marked.enumerated() {
      guard let start = script.lines[index].section?.start else { continue }
      let number = places.headings[index]
      if let mistake = mistake(in: start, after: last, recording) {
        found.append(ScriptProblem(line: number, sentence: mistake.sentence, wayOut: mistake.wayOut))
      } else {
        let next = place + 1 < marked.count ? marked[place + 1] : script.lines.count
        let end = next < script.lines.count ? script.lines[next].section?.start ?? recording : recording
        let told = script.lines[index..<next].reduce(0.0) { $0 + ($1.isSilent ? 0 : secondsFor($1.text, $1.speaker)) }
        let over = told - (min(end, recording) - start).seconds
        if over > Self.longestHold { found.append(.held(for: over, at: start, line: number)) }
      }
      last = max(last ?? .zero, start)
    }
    return found
  }

  private func mistake(
    in start: Timecode, after last: Timecode?, _ recording: Timecode
  ) -> (sentence: String, wayOut: String)? {
    let shown = "[\(Section.clock(start))]"
    if start >= recording {
      let end = Section.clock(Timecode(seconds: floor(recording.seconds)))
      return ("The section \(shown) begins after the recording ends, which is at [\(end)].", "Write an earlier time.")
    }
    if let last, start <= last {
      return (
        "The section \(shown) does not begin after the one before it, which begins at [\(Section.clock(last))].",
        "Put the sections in their order, or mend the time."
      )
    }
    return nil
  }
}

extension ScriptProblem {
  fileprivate static func held(for seconds: Double, at start: Timecode, line: Int) -> ScriptProblem {
    ScriptProblem(
      line: line,
      sentence:
        "In [\(Section.clock(start))] about \(Int(seconds.rounded())) s more are said than there is to be seen: the last picture is held.",
      wayOut: "Say less there, or leave it as it is.", weight: .warning)
  }
}
