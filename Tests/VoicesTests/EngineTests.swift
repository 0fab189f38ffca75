import Dispatch
import Production
import Speech
import Synchronization
import Testing
import Voices

private let hardTexts = [
  "On 3 March 2024, 1,250 people paid $9.99 each at 9:30 am.",
  "See www.example.com/a-b for $3 million more!",
  "Wait... what, really? “Yes,” said Dr. Smith. It's 10 % off & free now.",
  "café naïve Zoë N.A.S.A. COVID-19 5G 100°C 1/2 km/h C++ x=y",
  "a",
  String(repeating: "The quick brown fox jumps over the lazy dog and ", count: 4),
]

/// What holds for every engine, whatever it is given.
private func check(_ engine: any SpeechEngine, _ voice: String, _ text: String) throws {
  let sound = try engine.speak(text, voice: voice)
  #expect(sound.words.map(\.text) == text.split(separator: " ").map(String.init))
  var now = 0.0
  for word in sound.words {
    #expect(word.start >= now && word.end >= word.start && word.end <= sound.seconds, "\(word)")
    if word.text.contains(where: \.isLetter) { #expect(word.end - word.start > 0.02, "\(word)") }
    now = word.end
  }
  checkPhones(of: sound)
  #expect(sound.samples.allSatisfy { abs($0) <= 1.5 })
  let trimmed = sound.trimmed()
  #expect(trimmed.seconds <= sound.seconds && trimmed.trimmed().seconds >= trimmed.seconds - 0.02)
  #expect(try engine.speak(text, voice: voice) == sound)
}

/// Each word that sounds is made of phones: in order, without a mark that is no sound, and together as long as the word.
private func checkPhones(of sound: SpokenSound) {
  var now = 0.0
  for phone in sound.phones {
    #expect(phone.start >= now && phone.end >= phone.start && phone.end <= sound.seconds, "\(phone)")
    #expect(
      phone.symbol.unicodeScalars.allSatisfy { $0.properties.isAlphabetic && !"ˈˌː".unicodeScalars.contains($0) }, "\(phone)")
    now = phone.end
  }
  for word in sound.words where word.end > word.start {
    let inside = sound.phones.filter { $0.start > word.start - 0.001 && $0.end < word.end + 0.001 }
    let covered = inside.reduce(0) { $0 + $1.end - $1.start }
    #expect(covered > (word.end - word.start) * 0.5, "\(word) \(inside)")
  }
}

@Suite struct BuiltInVoiceTests {
  @Test(arguments: FliteEngine.voices, hardTexts)
  func everyWordHasItsTime(voice: String, text: String) throws { try check(FliteEngine(), voice, text) }

  @Test(arguments: ["", "- - .", "日本 🚀"])
  func silenceIsRefused(text: String) {
    #expect(throws: SpeechError.nothingToSay) { try FliteEngine().speak(text, voice: "slt") }
  }

  @Test func anUnknownVoiceIsRefusedWithTheKnownOnes() {
    #expect(throws: SpeechError.unknownVoice("kal", known: ["slt", "rms"])) { try FliteEngine().speak("Hi", voice: "kal") }
  }
}

@Suite(.enabled(if: SpeechHost.isInstalled, "\(SpeechHost.missing)"), .serialized) struct NeuralVoiceTests {
  @Test func everyWordHasItsTime() throws {
    try SpeechHost.use { engine throws in
      for text in hardTexts { try check(engine, "heart", text) }
      try check(engine, "kumo", "It costs $9.99.")
    }
  }

  @Test func whatCannotBeSaidIsRefusedAndForgotten() throws {
    try SpeechHost.use { engine throws in
      #expect(throws: SpeechError.refused("There is no voice named 'nobody'.")) { try engine.speak("Hi", voice: "nobody") }
      #expect(throws: SpeechError.self) { try engine.speak("— —", voice: "heart") }
      #expect(try engine.speak("Hello there.", voice: "heart").words.count == 2)
    }
  }

  @Test func phonesAreThoseOfTheWords() throws {
    try SpeechHost.use { engine throws in
      let sound = try engine.speak("Mama should go.", voice: "heart")
      #expect(sound.phones.map(\.symbol).joined() == "mɑməʃʊdɡO")
    }
    #expect(try FliteEngine().speak("Mama", voice: "slt").phones.map(\.symbol) == ["m", "aa", "m", "ax"])
  }

  @Test func twoLinesAreSaidAtTheSameTimeAndSoundAsEachByItself() throws {
    try SpeechHost.use { engine throws in
      let lines = [
        ("kumo", "What is compound interest?"), ("heart", hardTexts[0]), ("kumo", "Wow!"), ("kumo", "It costs $9.99."),
      ]
      let alone = try lines.map { try engine.speak($0.1, voice: $0.0) }
      let together = Mutex([Int: Result<SpokenSound, SpeechError>]())
      DispatchQueue.concurrentPerform(iterations: lines.count) { index in
        let (voice, text) = lines[index]
        let said = Result { () throws(SpeechError) in try engine.speak(text, voice: voice) }
        together.withLock { $0[index] = said }
      }
      #expect(try lines.indices.map { try #require(together.withLock { $0 }[$0]).get() } == alone)
    }
  }

  @Test func longSentencesAndOtherSpeedsAreSaid() throws {
    try SpeechHost.use { engine throws in
      // Longer than the models can hold at once.
      #expect(try engine.speak(String(repeating: "and so on ", count: 30), voice: "heart").words.count == 90)
      #expect(try engine.speak("Hello there.", voice: "heart", speed: 0.5).seconds > 1.2)
    }
  }

  /// On processors that can, the model's convolutions are counted as products of matrices.
  @Test func theQuickerModelSaysTheSame() throws {
    let script = "\(SpeechHost.root)/Tests/VoicesTests/Fixtures/same-sound.py"
    let folder = try #require(SpeechHost.folder)
    let output = try ChildProcess.output([
      "\(folder)/bin/python3", "-I", script, "\(SpeechHost.root)/scripts/speech", "\(folder)/models",
    ])
    #expect(output == "84 products True\n" || output == "no products True\n")
  }
}

@Suite struct VoiceCatalogTests {
  @Test(arguments: [("heart", "slt"), ("kumo", "rms"), ("slt", "slt"), ("rms", "rms")])
  func withoutAHostAVoiceOfTheSameKindSpeaks(asked: String, speaks: String) throws {
    let catalog = VoiceCatalog.standard
    let card = try catalog.voice(for: asked, with: [.flite])
    #expect(card.name == speaks)
    #expect(card.kind == catalog.card(named: asked)?.kind)
    #expect(try catalog.voice(for: asked, with: [.flite, .host]).name == asked)
  }
}
