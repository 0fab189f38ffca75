import Production
package import Scripts

extension Voiceover {
  /// When each line will be heard, as far as it can be told before anybody has spoken. Words have no times yet.
  package static func estimated(_ utterances: [Utterance], pacing: Pacing = .standard) -> Voiceover {
    var end = 0.0
    var last: Utterance?
    let lines = utterances.map { utterance in
      let start = end + pacing.pause(after: last, before: utterance, end: end)
      end = start + SpeechEstimate.seconds(utterance)
      last = utterance
      return SpokenLine(
        part: utterance.part, speaker: utterance.speaker, voice: utterance.voice, start: Timecode(seconds: start),
        end: Timecode(seconds: end), words: [])
    }
    return Voiceover(
      rate: Recording.rate, length: Timecode(seconds: SpeechEstimate.seconds(utterances, pacing: pacing)), lines: lines)
  }

  /// What is said and when, for people who listen and read along.
  package func written(title: String) -> String {
    let rows = lines.map { line in
      let words = line.words.map(\.text).joined(separator: " ")
      let name = line.part == .takeaway ? "\(line.speaker) (takeaway)" : line.speaker
      return "[\(Self.clock(line.start))] \(name): \(words)"
    }
    return """
      TITLE: \(title)
      LENGTH: \(Self.clock(length))

      \(rows.joined(separator: "\n"))

      # Listen to voiceover.mp3 and read along. Then rename this file to "voice approved.txt".
      # To change what is said, rename it to "voice redo.txt": the script comes back, and is spoken anew after you approved it.

      """
  }

  private static func clock(_ time: Timecode) -> String {
    let whole = max(0, Int(time.seconds))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(whole / 60)):\(two(whole % 60))"
  }
}
