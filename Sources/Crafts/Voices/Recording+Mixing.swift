package import Scripts
import Speech

extension Recording {
  /// The programme of what was said already: one take for each utterance, and the voice that said it.
  ///
  /// Nothing is measured here: how loud the takes are is known, and the whole has no higher peak than they have.
  package init(
    _ utterances: [Utterance], said: [(take: Take, voice: String)], pacing: Pacing = .standard, tally: TakeTally = TakeTally()
  ) throws(SpeakingFailure) {
    let programme = Programme(utterances, said, pacing)
    do throws(SpeechError) {
      let gain = try Mastering().gain(integrated: programme.integrated, truePeak: programme.truePeak)
      self.init(samples: programme.samples(gain: gain), voiceover: programme.voiceover, tally: tally)
    } catch {
      throw SpeakingFailure(utterance: nil, cause: error)
    }
  }
}
