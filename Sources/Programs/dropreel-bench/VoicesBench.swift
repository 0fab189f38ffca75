import Dispatch
import Files
import Glibc
import Production
import Scripts
import Speech
import Synchronization
import Voices

/// A script of a minute for two voices, said with two lines at once, beside the engines as they come; then made again from what was kept;
/// and how far the words' times and the words themselves are from what they should be.
struct VoicesBench {
  func run() async throws {
    let voices = try await BenchVoices(neural: true)
    let place = try Playground(name: "voices")
    let sentences = TextFile.lines(Playground.tree("Tests/VoicesTests/Fixtures/sentences.txt")).map(String.init)
    let script = Self.minute(of: sentences, voices.names)
    // Loading the voices is not saying anything.
    for name in voices.names { _ = try voices.engine.speak("Hello.", voice: name) }
    guard let host = voices.engine as? HostEngine else { return }

    let shelf = BenchShelf(try place.folder("takes"))
    let (cpu, own) = (voices.processorSeconds, ChildProgram.ownProcessorSeconds)
    let began = ContinuousClock.now
    let recording = try Speaker(host: host, atOnce: 2).speak(Self.utterances(script), keeping: shelf)
    let wall = (ContinuousClock.now - began) / .seconds(1)
    let seconds = recording.voiceover.length.seconds
    Figure.say("voices.seconds", seconds, "s")
    Figure.say("voices.realtime", seconds / wall, "x")
    Figure.say("voices.host_cpu_s", voices.processorSeconds - cpu, "s")
    Figure.say("voices.own_cpu_s", ChildProgram.ownProcessorSeconds - own, "s")
    Figure.say("voices.peak_mb", voices.peakMegabytes + ChildProgram.ownPeakMegabytes, "MB")
    try measureEngines(script, place)
    try measureKept(script, Speaker(host: host, atOnce: 2), shelf, recording, place)

    let all = try Self.say(sentences.map { (SpokenForm($0).said, voices.names[1]) }, voices.engine)
    try measureTimes(sentences, all)
    try measureWords(sentences, all, place)
  }

  /// All that is done with a script whose lines are kept, from its text to voiceover.wav and the times of its words. What is compressed of
  /// it (MP3 and others) is encoded after that, and not counted.
  private func measureKept(
    _ script: [(text: String, voice: String)], _ speaker: Speaker, _ shelf: BenchShelf, _ first: Recording, _ place: Playground
  ) throws {
    var times: [Double] = []
    let own = ChildProgram.ownProcessorSeconds
    for round in 0..<21 {
      let start = ContinuousClock.now
      let again = try speaker.speak(Self.utterances(script), keeping: shelf)
      try Self.write(again, to: "\(place.root)/\(round).wav")
      times.append((ContinuousClock.now - start) / .milliseconds(1))
      unlink("\(place.root)/\(round).wav")
      guard again.samples == first.samples, again.voiceover == first.voiceover else {
        throw Refusal("Kept takes gave another recording.", wayOut: "Look at Take.")
      }
    }
    Figure.say("voices.cached_ms", Figure.median(times), "ms")
    Figure.say("voices.cached_best_ms", times.min() ?? .nan, "ms")
    Figure.say("voices.cached_cpu_ms", (ChildProgram.ownProcessorSeconds - own) * 1000 / Double(times.count), "ms")
  }

  /// The same lines by the engines' own tools.
  private func measureEngines(_ script: [(text: String, voice: String)], _ place: Playground) throws {
    let list = "\(place.root)/lines.txt"
    try TextFile.write(script.map { "\($0.voice)\t\(SpokenForm($0.text).said)" }.joined(separator: "\n"), to: list)
    let environment = Playground.tree(".build/voices")
    let output = try call("\(environment)/bin/python3", "own-speed.py", list, "\(environment)/models", place)
    let values = output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard values.count == 3 else { throw Refusal("own-speed.py said nothing.", wayOut: "Look at it.", detail: output) }
    Figure.say("voices.engine_realtime", values[0] / values[1], "x")
    Figure.say("voices.engine_cpu_s", values[2], "s")
  }

  /// One after the other, in turn, until it is a minute.
  private static func minute(of sentences: [String], _ voices: [String]) -> [(text: String, voice: String)] {
    var script: [(text: String, voice: String)] = []
    for (index, text) in sentences.enumerated() where SpeechEstimate.seconds(utterances(script)) < 60 {
      script.append((text, voices[index % 2]))
    }
    return script
  }

  private static func utterances(_ script: [(text: String, voice: String)]) -> [Utterance] {
    script.enumerated().map { index, line in
      Utterance(part: .line(index), speaker: index % 2 == 0 ? "Thabo" : "Lerato", voice: line.voice, text: line.text)
    }
  }

  private static func write(_ recording: Recording, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(file) }
    var writer = try WaveWriter(descriptor: file, rate: Recording.rate)
    try writer.append(recording.samples)
    try writer.finish()
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
  private func measureWords(_ sentences: [String], _ sounds: [SpokenSound], _ place: Playground) throws {
    let list = "\(place.root)/sentences.txt"
    try TextFile.write(sentences.joined(separator: "\n"), to: list)
    let ours = try place.folder("ours")
    for (index, (text, sound)) in zip(sentences, sounds).enumerated() {
      let utterance = Utterance(part: .line(index), speaker: "Lerato", voice: "heart", text: text)
      try Self.write(Recording([utterance], said: [(Take(sound), "heart")]), to: "\(ours)/\(index).wav")
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

/// Takes in a folder, read and checked as a worker does.
private struct BenchShelf: TakeShelf {
  let folder: String

  init(_ folder: String) { self.folder = folder }

  private func path(_ key: TakeKey) -> String { "\(folder)/\(key.digest.hex)" }

  func take(_ key: TakeKey) -> Take? {
    guard let name = FileName(key.digest.hex), let bytes = try? Folder.open(folder).read(name, atMost: TakeLabel.largestTake)
    else {
      return nil
    }
    return try? Take(encoded: bytes)
  }

  func keep(_ take: Take, as key: TakeKey, _ label: TakeLabel) {
    guard let bytes = try? take.encoded() else { return }
    guard let file = fopen(path(key), "w") else { return }
    defer { fclose(file) }
    fwrite(bytes, 1, bytes.count, file)
  }
}
