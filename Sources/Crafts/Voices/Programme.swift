import Production
import Scripts
import Speech

/// The takes one after the other, with their pauses, and where each word came to stand.
struct Programme {
  private(set) var samples: [Float] = []
  private(set) var voiceover: Voiceover
  /// The highest of all lines, in dB of full scale.
  let truePeak: Double

  init(_ utterances: [Utterance], _ takes: [Take], _ pacing: Pacing) {
    let rate = Recording.rate
    truePeak = takes.map(\.truePeak).max() ?? -.infinity
    var lines: [SpokenLine] = []
    var takeaway: (start: Double, words: Int)?
    var last: Utterance?
    for (utterance, take) in zip(utterances, takes) {
      let pause = pacing.pause(after: last, before: utterance, end: Double(samples.count) / Double(rate))
      samples += [Float](repeating: 0, count: Int((pause * Double(rate)).rounded()))
      let start = Double(samples.count) / Double(rate)
      samples += take.samples
      lines.append(Self.line(utterance, take, start: start))
      if utterance.part == .takeaway { takeaway = (start, utterance.spoken.words.count) }
      last = utterance
    }
    let length = pacing.length(end: Double(samples.count) / Double(rate), takeaway: takeaway)
    let missing = Int((length * Double(rate)).rounded(.up)) - samples.count
    samples += [Float](repeating: 0, count: max(0, missing))
    voiceover = Voiceover(rate: rate, length: Timecode(seconds: Double(samples.count) / Double(rate)), lines: lines)
  }

  private static func line(_ utterance: Utterance, _ take: Take, start: Double) -> SpokenLine {
    let end = Timecode(seconds: start + take.seconds)
    let words = take.words.map { word in
      SpokenWord(
        text: word.text, start: Timecode(seconds: start + word.start), end: min(end, Timecode(seconds: start + word.end)))
    }
    return SpokenLine(
      part: utterance.part, speaker: utterance.speaker, voice: take.voice, start: Timecode(seconds: start), end: end,
      words: words,
      mouths: take.mouths.shapes.map { MouthMark(shape: $0.mouth, start: Timecode(seconds: start + $0.start)) })
  }
}
