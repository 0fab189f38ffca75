import Production
import Scripts
import Speech
import Testing
import Voices

@testable import Stages

/// What paid voices said, as the voice stage takes it up.
@Suite struct SpokenTakesTests {
  private func voice(_ name: String, model: String = "multilingual") -> SpokenPlan.Voice {
    SpokenPlan.Voice(name: name, shown: name, id: "id-\(name)", model: model, tuning: VoiceTuning(), isWoman: true)
  }

  private func key(_ voices: SpokenPlan.Voice...) throws -> TakeKey {
    let takes = try SpokenTakes(SpokenPlan(voices: voices)) { _ in [] }
    return TakeKey(saying: "Look up.", voice: "sarah", engine: .elevenLabs, edition: takes.edition(of: "sarah"))
  }

  @Test func whoElseSpeaksChangesNoTakeOfAVoice() throws {
    #expect(try key(voice("sarah")) == key(voice("daniel"), voice("sarah")))
    #expect(try key(voice("sarah")) == key(voice("sarah"), voice("daniel", model: "flash")))
    #expect(try key(voice("sarah")) != key(voice("sarah", model: "flash")))
  }

  /// The answer is kept and paid: the same would come each time, so a person must know of which line it is.
  @Test func anAnswerThatIsNoSoundFailsItsLine() throws {
    let plan = SpokenPlan(
      voices: [voice("sarah")], takes: [SpokenPlan.Take(voice: "sarah", text: "Look up.", cost: .zero, file: "take-1")])
    let takes = try SpokenTakes(plan) { _ in Array("RIFF and nothing more".utf8) }
    let line = Utterance(part: .line(2), speaker: "Lerato", voice: "sarah", text: "Look up.")
    do {
      _ = try Speaker(host: nil, paid: takes, catalog: plan.catalog).speak([line])
      Issue.record("nothing was said")
    } catch {
      #expect(error.failure.kind == .input)
      #expect(
        error.failure.refusal.sentence
          == "Line 3 (Lerato): What the paid voice sent for a line cannot be used; it is not paid again.")
    }
  }
}
