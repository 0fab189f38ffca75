import Production
import Scripts
import Speech
import Testing
import Voices

@Suite struct SpokenTimesTests {
  private func heard(_ form: SpokenForm) -> [SpokenSound.Word] {
    form.said.split(separator: " ").enumerated().map { index, word in
      SpokenSound.Word(text: String(word), start: Double(index), end: Double(index) + 0.5)
    }
  }

  @Test func whatIsSilentHangsOnItsNeighbour() {
    let form = SpokenForm("🚀 Time — not me 👍 now")
    let words = form.written(heard(form))
    #expect(words.map(\.text) == ["🚀 Time —", "not", "me 👍", "now"])
    #expect(words.map(\.start) == [0, 1, 2, 3])
  }

  @Test func aWrittenWordLastsAsLongAsItsSpokenOnes() {
    let form = SpokenForm("€14.2 million at 5 %")
    let words = form.written(heard(form))
    #expect(words.map(\.text) == ["€14.2", "million", "at", "5", "%"])
    #expect(words.map(\.start) == [0, 3, 5, 6, 7])
    #expect(words.map(\.end) == [2.5, 4.5, 5.5, 6.5, 7.5])
  }

  @Test func aWordThatItsNeighbourSaysHangsOnIt() {
    let form = SpokenForm("It is 5 € now")
    #expect(form.written(heard(form)).map(\.text) == ["It", "is", "5 €", "now"])
  }

  @Test func aWordThatTheVoiceCouldNotSayHangsOnItsNeighbour() {
    let heard = [SpokenSound.Word(text: "Say", start: 0, end: 1), SpokenSound.Word(text: "日本", start: 1, end: 1)]
    #expect(SpokenForm("Say 日本").written(heard).map(\.text) == ["Say 日本"])
  }
}

@Suite struct SpeechEstimateTests {
  private static let script = [
    "Why do plants look green to us?",
    "Because chlorophyll absorbs red and blue light and reflects the green light back to our eyes.",
    "In 2024, 68% of teams said that onboarding took longer than three weeks.",
    "Nothing. You are trying to change everything at once, and your attention is a limited resource.",
  ]

  private func compare(_ speaker: Speaker, _ voice: String) throws {
    let utterances = Self.script.enumerated().map { Utterance(part: .line($0), speaker: "L", voice: voice, text: $1) }
    let length = try speaker.speak(utterances).voiceover.length.seconds
    #expect(abs(SpeechEstimate.seconds(utterances) / length - 1) < 0.1, "\(voice): \(length)")
  }

  @Test(arguments: ["slt", "rms"])
  func aBuiltInVoiceTakesAsLongAsEstimated(voice: String) throws { try compare(Speaker(host: nil), voice) }

  @Test(.enabled(if: SpeechHost.isInstalled, "\(SpeechHost.missing)"))
  func aNeuralVoiceTakesAsLongAsEstimated() throws {
    try SpeechHost.use { engine throws in try compare(Speaker(host: engine), "heart") }
  }
}
