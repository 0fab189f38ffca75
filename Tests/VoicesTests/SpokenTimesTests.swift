import Production
import Speech
import Testing
import Voices

@Suite struct SpokenTextTests {
  @Test(arguments: [
    ("It costs $9.99 at 9:30 am.", "It costs $9.99 at 9:30 am."),
    ("**Bold** and `code` _too_", "Bold and code too"),
    ("Time — not me", "Time, not me"),
    ("Wait… what?", "Wait… what?"),
    ("Wait … what?", "Wait, what?"),
    ("Done! — Next", "Done! Next"),
    ("from 3 - 5 of us", "from 3 - 5 of us"),
    ("🚀 Go 👍🏽 now ✓", "Go now"),
    ("# Title #1", "Title #1"),
    ("a\u{200B}b \u{7}c", "ab c"),
    ("  two\n lines ", "two lines"),
    ("— …", ""),
  ])
  func onlyWhatCannotBeSaidIsTakenOut(text: String, spoken: String) {
    #expect(SpokenText(text).forEngine == spoken)
  }

  @Test func whatIsSilentHangsOnItsNeighbour() {
    let text = SpokenText("🚀 Time — not me 👍 now")
    let heard = ["Time,", "not", "me", "now"].enumerated().map { index, word in
      SpokenSound.Word(text: word, start: Double(index), end: Double(index) + 0.5)
    }
    let words = text.written(heard)
    #expect(words.map(\.text) == ["🚀 Time —", "not", "me 👍", "now"])
    #expect(words.map(\.start) == [0, 1, 2, 3])
  }

  @Test func aWordThatTheVoiceCouldNotSayHangsOnItsNeighbour() {
    let heard = [SpokenSound.Word(text: "Say", start: 0, end: 1), SpokenSound.Word(text: "日本", start: 1, end: 1)]
    #expect(SpokenText("Say 日本").written(heard).map(\.text) == ["Say 日本"])
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
