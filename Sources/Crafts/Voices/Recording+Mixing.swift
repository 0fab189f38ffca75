package import Scripts
package import Speech

extension Recording {
  /// The programme of what was said already: one sound for each utterance, and the voice that said it. So many cores work at it.
  package init(
    _ utterances: [Utterance], said: [(sound: SpokenSound, voice: String)], pacing: Pacing = .standard, atOnce: Int = 2,
    tally: TakeTally = TakeTally()
  ) throws(SpeakingFailure) {
    var takes: [Int: Take] = [:]
    do throws(SideBySide.Failure) {
      try SideBySide.work(min(utterances.count, said.count), atOnce: atOnce) { number throws(SpeechError) in
        try Take(said[number].sound, saying: utterances[number].spoken, voice: said[number].voice)
      } each: {
        takes[$0] = $1
      }
    } catch {
      throw SpeakingFailure(utterance: utterances[error.piece], cause: error.cause)
    }
    let programme = Programme(utterances, utterances.indices.compactMap { takes[$0] }, pacing)
    do throws(SpeechError) {
      self.init(
        samples: try Mastering().master(programme.samples, truePeak: programme.truePeak, rate: Self.rate),
        voiceover: programme.voiceover, tally: tally)
    } catch {
      throw SpeakingFailure(utterance: nil, cause: error)
    }
  }
}
