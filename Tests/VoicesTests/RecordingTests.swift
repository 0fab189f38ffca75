import Production
import Speech
import Testing
import Voices

/// What holds for every recording, whoever speaks.
private func check(_ recording: Recording, of utterances: [Utterance]) throws {
  let voiceover = recording.voiceover
  #expect(voiceover.rate == 48_000)
  #expect(abs(Double(recording.samples.count) / 48_000 - voiceover.length.seconds) < 0.000_01)
  #expect(voiceover.lines.map(\.part) == utterances.map(\.part))

  for (line, utterance) in zip(voiceover.lines, utterances) {
    #expect(line.words.map(\.text).joined(separator: " ") == utterance.text.split(separator: " ").joined(separator: " "))
    var now = line.start
    for word in line.words {
      #expect(word.start >= now && word.end > word.start && word.end <= line.end, "\(word)")
      now = word.end
    }
  }
  let first = try #require(voiceover.lines.first?.words.first)
  #expect(first.start.seconds <= 0.4)
  for (line, next) in zip(voiceover.lines, voiceover.lines.dropFirst()) {
    let gap = (next.start - line.end).seconds
    #expect(next.part == .takeaway ? (0.5...0.7).contains(gap) : (0.2...0.35).contains(gap))
  }
  if let card = voiceover.lines.last, card.part == .takeaway {
    let stays = (voiceover.length - card.start).seconds
    #expect(stays > max(3, Double(card.words.count) / 3) - 0.001)
  }

  let loudness = try Loudness.of(recording.samples, rate: 48_000)
  #expect(abs(loudness.integrated + 14) <= 0.5)
  #expect(loudness.truePeak <= -1)
  let levels = try voiceover.lines.map { try recording.loudness($0) }
  #expect((levels.max() ?? 0) - (levels.min() ?? 0) <= 2, "\(levels)")
  for line in voiceover.lines {
    let part = recording.part(line)
    // Both ends come out of the room's tone and go back into it: no edit clicks.
    #expect((part.prefix(12) + part.suffix(12)).allSatisfy { abs($0) < 0.01 })
  }
  let offset = recording.samples.reduce(0.0) { $0 + Double($1) } / Double(recording.samples.count)
  #expect(Decibels.of(abs(offset)) < -60)
  #expect(longestSilence(recording.samples) < 48)
}

/// The longest run of exact zeroes.
private func longestSilence(_ samples: [Float]) -> Int {
  var longest = 0
  var run = 0
  for sample in samples {
    run = sample == 0 ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}

@Suite struct BuiltInRecordingTests {
  /// Spoken once for several tests.
  private static let recording = Result { try Speaker(host: nil).speak(dialogue) }

  @Test func aDialogueIsPacedLevelledAndTimed() throws {
    let recording = try Self.recording.get()
    try check(recording, of: dialogue)
    // The neural voices are not there: a man and a woman stand in for them.
    #expect(recording.voiceover.lines.map(\.voice) == ["rms", "slt", "slt", "rms", "slt"])
  }

  @Test func itTellsHowFarItIs() throws {
    var heard: [Double] = []
    _ = try Speaker(host: nil).speak(Array(dialogue.prefix(1))) { fraction, _ in heard.append(fraction) }
    #expect(heard == heard.sorted() && heard.first == 0 && heard.last == 1)
  }

  @Test func theSameUtterancesGiveTheSameSamples() throws {
    #expect(try Speaker(host: nil).speak(dialogue) == Self.recording.get())
  }

  @Test func aWordIsHeardWhereItsTimeSays() throws {
    let recording = try Self.recording.get()
    let words = recording.voiceover.lines.flatMap(\.words)
    let level = { (from: Double, to: Double) -> Double in
      let samples = recording.samples[Int(from * 48_000)..<Int(to * 48_000)]
      return Decibels.of(Double(samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count)).squareRoot())
    }
    for word in words { #expect(level(word.start.seconds, word.end.seconds) > -40, "\(word)") }
    for (line, next) in zip(recording.voiceover.lines, recording.voiceover.lines.dropFirst()) {
      let pause = level(line.end.seconds + 0.01, next.start.seconds - 0.01)
      #expect((-70 ... -60).contains(pause))
    }
  }

  @Test func aLongTakeawayStaysLongEnoughToBeRead() throws {
    let words = "Save early, save often, and let time do the hard work for you."
    let recording = try Speaker(host: nil).speak([Utterance(part: .takeaway, speaker: "L", voice: "slt", text: words)])
    try check(recording, of: [Utterance(part: .takeaway, speaker: "L", voice: "slt", text: words)])
  }

  @Test(arguments: [
    ("heart", "🚀 —", "Line 3 (L): A line has no word that can be spoken."),
    ("nobody", "Hello.", "Line 3 (L): There is no voice named \"nobody\"."),
  ])
  func whatCannotBeSaidIsNamed(voice: String, text: String, sentence: String) throws {
    let failure = #expect(throws: SpeakingFailure.self) {
      try Speaker(host: nil).speak([Utterance(part: .line(2), speaker: "L", voice: voice, text: text)])
    }
    #expect(failure?.failure.refusal.sentence == sentence)
    #expect(failure?.failure.kind == .input)
  }
}

@Suite(.enabled(if: SpeechHost.isInstalled, "\(SpeechHost.missing)"), .serialized) struct NeuralRecordingTests {
  @Test func aDialogueIsPacedLevelledAndTimed() throws {
    let recording = try SpeechHost.use { try Speaker(host: $0).speak(dialogue) }
    try check(recording, of: dialogue)
    #expect(recording.voiceover.lines.map(\.voice) == dialogue.map(\.voice))
  }
}
