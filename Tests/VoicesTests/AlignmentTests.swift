import FoundationEssentials
import Production
import Speech
import Testing

@Suite(.enabled(if: ForcedAligner.isInstalled, "the package pocketsphinx-en-us is not installed")) struct AlignmentTests {
  @Test func wordsOfTheBuiltInVoicesAreFoundWhereTheyAreHeard() throws {
    let errors = try Self.errors(of: Sentences.all.prefix(25)) { try FliteEngine().speak($0, voice: $1 % 2 == 0 ? "slt" : "rms") }
    #expect(errors.median < 0.040 && errors.worstOf95 < 0.120, "\(errors.summary)")
  }

  @Test(.enabled(if: SpeechHost.isInstalled, "\(SpeechHost.missing)"))
  func wordsOfTheNeuralVoicesAreFoundWhereTheyAreHeard() throws {
    let errors = try SpeechHost.use { engine throws in
      try Self.errors(of: Sentences.all[...]) { try engine.speak($0, voice: $1 % 12 == 3 ? "kumo" : "heart") }
    }
    #expect(errors.median < 0.040 && errors.worstOf95 < 0.120, "\(errors.summary)")
  }

  @Test func theSameSoundGivesTheSameTimesAndWhatIsNoWordHasNone() throws {
    let text = "— On-boarding at Zürich’s café, N.A.S.A. and 日本 took Xyzzyfrob 42 days. 🚀"
    let sound = try FliteEngine().speak(text, voice: "slt")
    let aligner = try ForcedAligner()
    let first = try aligner.align(text, sound.samples, rate: sound.rate)
    #expect(first.map(\.text) == text.split(separator: " ").map(String.init))
    #expect(first.filter { $0.end == $0.start }.map(\.text) == ["—", "日本", "🚀"])
    #expect(zip(first, first.dropFirst()).allSatisfy { $0.end <= $1.start })
    _ = try aligner.align("something else", sound.samples, rate: sound.rate)
    #expect(try aligner.align(text, sound.samples, rate: sound.rate) == first)
  }

  @Test func whatCannotBeFoundIsRefused() throws {
    let aligner = try ForcedAligner()
    let sound = try FliteEngine().speak("Hello there.", voice: "slt")
    #expect(throws: SpeechError.nothingToSay) { try aligner.align("— 🚀", sound.samples, rate: sound.rate) }
    #expect(throws: SpeechError.self) { try aligner.align(Sentences.all.joined(separator: " "), sound.samples, rate: sound.rate) }
    #expect(throws: SpeechError.self) { try aligner.align("Hello there.", [], rate: 16_000) }
    #expect(throws: SpeechError.self) { try aligner.align(String(repeating: "a ", count: 3000), sound.samples, rate: 16_000) }
    #expect(throws: SpeechError.self) { try aligner.align("a", [Float](repeating: 0, count: 301 * 8000), rate: 8000) }
    #expect(throws: SpeechError.self) { try ForcedAligner(model: "/nowhere") }
    #expect(try aligner.align("Hello there.", sound.samples, rate: sound.rate).count == 2)
  }

  @Test func aSoundWithoutTimesGetsThoseThatAreFoundInIt() throws {
    let sound = try FliteEngine().speak("Hello there, my friend.", voice: "slt")
    let aligner = try ForcedAligner()
    let timed = SpokenSound(timing: "Hello there, my friend.", rate: sound.rate, samples: sound.samples, by: aligner)
    #expect(try timed.words == aligner.align("Hello there, my friend.", sound.samples, rate: sound.rate))
    #expect(timed.samples == sound.samples)
  }

  static func errors(of sentences: ArraySlice<String>, say: (String, Int) throws -> SpokenSound) throws -> TimeErrors {
    let aligner = try ForcedAligner()
    return TimeErrors(
      try sentences.enumerated().flatMap { index, text in
        let sound = try say(text, index)
        let found = try aligner.align(text, sound.samples, rate: sound.rate)
        return zip(sound.words, found).map { $1.start - $0.start }
      })
  }
}

/// Where there is no model.
@Suite struct SharedTimesTests {
  @Test func theWordsShareWhatSoundsByTheirLetters() throws {
    let sound = try FliteEngine().speak("Hello there, my friend.", voice: "slt")
    let timed = SpokenSound(timing: "Hello there, my friend.", rate: sound.rate, samples: sound.samples, by: nil)
    #expect(timed.words.map(\.text) == sound.words.map(\.text) && timed.samples == sound.samples)
    for (word, real) in zip(timed.words, sound.words) { #expect(abs(word.start - real.start) < 0.2, "\(word) \(real)") }
  }
}

/// How far found starts of words are from the engine's own.
struct TimeErrors {
  private let signed: [Double]
  private let absolute: [Double]

  init(_ errors: [Double]) {
    signed = errors.sorted()
    absolute = errors.map(abs).sorted()
  }

  var median: Double { absolute[absolute.count / 2] }
  var worstOf95: Double { absolute[absolute.count * 95 / 100] }
  var summary: String {
    "signed median \(signed[signed.count / 2]), median \(median), 95 of 100 \(worstOf95), of \(signed.count)"
  }
}

/// Fifty sentences of all kinds, for errors that are counted.
enum Sentences {
  static let all: [String] = {
    let path = "\(SpeechHost.root)/Tests/VoicesTests/Fixtures/sentences.txt"
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }()
}
