import Dispatch
import Glibc
import Production
import Scripts
import Speech
import Synchronization
import Voices

/// A script of a minute for two voices, said with two lines at once and mixed; then mixed again from what was kept; and how far
/// the words' times and the words themselves are from what they should be.
struct VoicesBench {
  func run() async throws {
    let voices = try await BenchVoices(neural: true)
    let sentences = TextFile.lines(Playground.tree("Tests/VoicesTests/Fixtures/sentences.txt")).map(String.init)
    let utterances = Self.minute(of: sentences, voices.names)
    // Loading the voices is not saying anything.
    for name in voices.names { _ = try voices.engine.speak("Hello.", voice: name) }

    let began = ContinuousClock.now
    let sounds = try Self.say(utterances.map { ($0.spoken.said, $0.voice) }, voices.engine)
    let said = ContinuousClock.now
    let recording = try Recording(utterances, said: Self.paired(sounds, utterances))
    let mixed = ContinuousClock.now
    let seconds = recording.voiceover.length.seconds
    Figure.say("voices.seconds", seconds, "s")
    Figure.say("voices.said_s", (said - began) / .seconds(1), "s", places: 2)
    Figure.say("voices.realtime", seconds / ((mixed - began) / .seconds(1)), "x")
    Figure.say("voices.peak_mb", voices.peakMegabytes + ChildProgram.ownPeakMegabytes, "MB")

    let kept = try sounds.map { try $0.encoded() }
    var times: [Double] = []
    for _ in 0..<5 {
      let start = ContinuousClock.now
      let again = try Recording(utterances, said: Self.paired(try kept.map { try SpokenSound(encoded: $0) }, utterances))
      times.append((ContinuousClock.now - start) / .milliseconds(1))
      guard again == recording else { throw Refusal("Kept takes gave another recording.", wayOut: "Look at SpokenSound.") }
    }
    Figure.say("voices.cached_ms", Figure.median(times), "ms")
    let all = try Self.say(sentences.map { (SpokenForm($0).said, voices.names[1]) }, voices.engine)
    try measureTimes(sentences, all)
    try measureWords(sentences, all)
  }

  /// One after the other, in turn, until it is a minute.
  private static func minute(of sentences: [String], _ voices: [String]) -> [Utterance] {
    var utterances: [Utterance] = []
    for (index, text) in sentences.enumerated() where SpeechEstimate.seconds(utterances) < 60 {
      utterances.append(
        Utterance(part: .line(index), speaker: index % 2 == 0 ? "Thabo" : "Lerato", voice: voices[index % 2], text: text))
    }
    return utterances
  }

  private static func paired(_ sounds: [SpokenSound], _ utterances: [Utterance]) -> [(sound: SpokenSound, voice: String)] {
    zip(sounds, utterances).map { ($0, $1.voice) }
  }

  /// Two lines at once.
  private static func say(_ lines: [(text: String, voice: String)], _ engine: any SpeechEngine) throws -> [SpokenSound] {
    let sounds = Mutex([Int: Result<SpokenSound, SpeechError>]())
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      while true {
        let index = next.withLock { next in
          next += 1
          return next - 1
        }
        guard index < lines.count else { return }
        let sound = Result { () throws(SpeechError) in try engine.speak(lines[index].text, voice: lines[index].voice) }
        sounds.withLock { $0[index] = sound }
      }
    }
    return try sounds.withLock { sounds in try lines.indices.compactMap { try sounds[$0]?.get() } }
  }

  private func measureTimes(_ sentences: [String], _ sounds: [SpokenSound]) throws {
    let aligner = try ForcedAligner()
    var errors: [Double] = []
    let start = ContinuousClock.now
    for (text, sound) in zip(sentences, sounds) {
      let found = try aligner.align(SpokenForm(text).said, sound.samples, rate: sound.rate)
      errors += zip(sound.words, found).map { abs($1.start - $0.start) * 1000 }
    }
    let speed = sounds.reduce(0) { $0 + $1.seconds } / ((ContinuousClock.now - start) / .seconds(1))
    errors.sort()
    Figure.say("voices.alignment_median_ms", Figure.median(errors), "ms")
    Figure.say("voices.alignment_p95_ms", errors[errors.count * 95 / 100], "ms")
    Figure.say("voices.alignment_realtime", speed, "x")
  }

  // MARK: - What is understood

  /// The woman's voice as people get to hear it, and as its engine's own tool says the same.
  private func measureWords(_ sentences: [String], _ sounds: [SpokenSound]) throws {
    let place = try Playground(name: "voices")
    let list = "\(place.root)/sentences.txt"
    try TextFile.write(sentences.joined(separator: "\n"), to: list)
    let ours = try place.folder("ours")
    for (index, (text, sound)) in zip(sentences, sounds).enumerated() {
      let utterance = Utterance(part: .line(index), speaker: "Lerato", voice: "heart", text: text)
      let recording = try Recording([utterance], said: [(sound, "heart")])
      let file = open("\(ours)/\(index).wav", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      defer { close(file) }
      var writer = try WaveWriter(descriptor: file, rate: Recording.rate)
      try writer.append(recording.samples)
      try writer.finish()
    }
    let own = try place.folder("own")
    try call(Playground.tree(".build/voices/bin/python3"), "own-tool.py", list, own, place)
    Figure.say("voices.wer", try errors(list, ours, place), "%", places: 2)
    Figure.say("voices.wer_engine", try errors(list, own, place), "%", places: 2)
  }

  private func errors(_ list: String, _ folder: String, _ place: Playground) throws -> Double {
    let output = try call(Playground.tree(".build/bench/recogniser/bin/python3"), "count-errors.py", list, folder, place)
    let counts = output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard counts.count == 2, counts[0] > 0 else {
      throw Refusal("The recogniser counted nothing.", wayOut: "Run: scripts/setup bench", detail: output)
    }
    return counts[1] / counts[0] * 100
  }

  @discardableResult
  private func call(_ python: String, _ script: String, _ list: String, _ folder: String, _ place: Playground) throws -> String {
    let output = "\(place.root)/\(script).output"
    let program = try ChildProgram(python, [Playground.tree("scripts/recogniser/\(script)"), list, folder], output: output)
    guard program.waitForEnd().code == 0 else {
      throw Refusal("\(script) failed.", wayOut: "Run: scripts/setup bench", detail: TextFile.text(output + ".errors"))
    }
    for line in TextFile.lines(output + ".errors") where line.contains(" | ") { Figure.note("heard: \(line)") }
    return TextFile.text(output)
  }
}
