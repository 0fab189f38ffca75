import Production
import Scripts
import Speech

/// The takes one after the other, with their pauses: where each came to stand, how long and how loud it all is.
struct Programme {
  let voiceover: Voiceover
  private let takes: [Take]
  /// Of the takes, in samples.
  private let starts: [Int]
  private let count: Int

  init(_ utterances: [Utterance], _ said: [(take: Take, voice: String)], _ pacing: Pacing) {
    let rate = Double(Recording.rate)
    var starts: [Int] = []
    var end = 0
    var lines: [SpokenLine] = []
    var takeaway: (start: Double, words: Int)?
    var last: Utterance?
    for (utterance, (take, voice)) in zip(utterances, said) {
      let start = end + Int((pacing.pause(after: last, before: utterance, end: Double(end) / rate) * rate).rounded())
      lines.append(Self.line(utterance, take, voice, start: Double(start) / rate))
      if utterance.part == .takeaway { takeaway = (Double(start) / rate, utterance.spoken.words.count) }
      starts.append(start)
      end = start + take.samples.count
      last = utterance
    }
    count = max(end, Int((pacing.length(end: Double(end) / rate, takeaway: takeaway) * rate).rounded(.up)))
    takes = said.map(\.take)
    self.starts = starts
    voiceover = Voiceover(rate: Recording.rate, length: Timecode(seconds: Double(count) / rate), lines: lines)
  }

  /// The highest of all lines, in dB of full scale.
  var truePeak: Double { takes.map(\.truePeak).max() ?? -.infinity }

  /// In LUFS.
  var integrated: Double {
    let hundredth = Double(Recording.rate / LoudnessCurve.perSecond)
    var curve = LoudnessCurve(powers: [Float](repeating: 0, count: Int((Double(count) / hundredth).rounded(.up))))
    for (take, start) in zip(takes, starts) { curve.add(take.loudness, at: Double(start) / hundredth) }
    return curve.integrated
  }

  /// All of it, over a room's tone.
  func samples(gain: Float) -> [Float] {
    var samples = RoomTone(rate: Recording.rate).samples(count)
    for (take, start) in zip(takes, starts) {
      for (index, sample) in take.samples.enumerated() { samples[start + index] += sample * gain }
    }
    return samples
  }

  private static func line(_ utterance: Utterance, _ take: Take, _ voice: String, start: Double) -> SpokenLine {
    let end = Timecode(seconds: start + take.seconds)
    let words = utterance.spoken.written(take.words).map { word in
      SpokenWord(
        text: word.text, start: Timecode(seconds: start + word.start), end: min(end, Timecode(seconds: start + word.end)))
    }
    return SpokenLine(
      part: utterance.part, speaker: utterance.speaker, voice: voice, start: Timecode(seconds: start), end: end, words: words,
      mouths: take.mouths.shapes.map { MouthMark(shape: $0.mouth, start: Timecode(seconds: start + $0.start)) })
  }
}
