/// How long a text will take to say, before it is said.
///
/// Words a minute alone would be a fifth off: letters, digits and pauses count, as measured for each voice.
package enum SpeechEstimate {
  /// Seconds of the sound alone, without the pauses around it.
  package static func seconds(_ text: String, voice: String) -> Double {
    let pace = Pace.of(voice)
    let words = SpokenText(text).forEngine.split(separator: " ")
    guard !words.isEmpty else { return 0 }
    var seconds = pace.base
    for (index, word) in words.enumerated() {
      seconds += pace.letter * Double(word.count(where: \.isLetter))
      seconds += pace.digit * Double(word.count { $0.isNumber || "$%€£".contains($0) })
      guard index + 1 < words.count, let last = word.last else { continue }
      if ",;:—".contains(last) { seconds += pace.clause }
      if ".!?…".contains(last) { seconds += pace.sentence }
    }
    return seconds
  }

  /// Seconds of a whole programme, its pauses and the takeaway's card included.
  package static func seconds(_ utterances: [Utterance], pacing: Pacing = .standard) -> Double {
    var end = 0.0
    var takeaway: (start: Double, words: Int)?
    var last: Utterance?
    for utterance in utterances {
      end += pacing.pause(after: last, before: utterance, end: end)
      if utterance.part == .takeaway { takeaway = (end, SpokenText(utterance.text).written.count) }
      end += seconds(utterance.text, voice: utterance.voice)
      last = utterance
    }
    return pacing.length(end: end, takeaway: takeaway)
  }
}

/// What each thing costs in seconds, fitted over forty lines of dialogue.
private struct Pace {
  let letter: Double
  let digit: Double
  /// The pause after a comma, and after a sentence that is not the last.
  let clause: Double
  let sentence: Double
  let base: Double

  static func of(_ voice: String) -> Pace {
    switch voice {
    case "kumo": Pace(letter: 0.073, digit: 0.38, clause: 0.24, sentence: 0.17, base: 0.02)
    case "slt": Pace(letter: 0.059, digit: 0.32, clause: 0.38, sentence: 0.19, base: 0.35)
    case "rms": Pace(letter: 0.069, digit: 0.38, clause: 0.39, sentence: 0.0, base: 0.3)
    default: Pace(letter: 0.061, digit: 0.33, clause: 0.36, sentence: 0.22, base: 0.11)
    }
  }
}
