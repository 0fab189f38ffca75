import Production
package import Scripts
package import Speech

/// Says a script: every utterance in its voice, paced, levelled and mastered, with the time of each word.
///
/// The same utterances with the same engines give the same samples.
package struct Speaker {
  private let engines: [VoiceCard.Engine: any SpeechEngine]
  private let catalog: VoiceCatalog
  private let pacing: Pacing

  /// Without a host, the neural voices' fallbacks speak. `paid` has what the paid voices said before.
  package init(
    flite: FliteEngine = FliteEngine(), host: HostEngine?, paid: (any SpeechEngine)? = nil, catalog: VoiceCatalog = .standard, pacing: Pacing = .standard
  ) {
    var engines: [VoiceCard.Engine: any SpeechEngine] = [.flite: flite]
    engines[.host] = host
    engines[.elevenLabs] = paid
    self.engines = engines
    self.catalog = catalog
    self.pacing = pacing
  }

  /// Says everything in order; `progress` hears what part of the work is done, and what is done now.
  package func speak(_ utterances: [Utterance], progress: (Double, String) -> Void = { _, _ in }) throws(SpeakingFailure)
    -> Recording
  {
    guard !utterances.isEmpty else { throw SpeakingFailure(utterance: nil, cause: .nothingToSay) }
    // All are found before the first is spoken: an unknown voice must not cost the work before it.
    var voices: [VoiceCard] = []
    for utterance in utterances {
      voices.append(try blaming(utterance) { () throws(SpeechError) in try voice(for: utterance) })
    }
    let characters = Double(max(1, utterances.reduce(0) { $0 + $1.text.count }))
    var done = 0.0
    var takes: [Take] = []
    for (utterance, card) in zip(utterances, voices) {
      progress(0.95 * done / characters, "speaking line \(takes.count + 1) of \(utterances.count)")
      takes.append(try blaming(utterance) { () throws(SpeechError) in try take(utterance, card) })
      done += Double(utterance.text.count)
    }
    progress(0.95, "mixing")
    let programme = Programme(utterances, takes, pacing)
    let samples = try blaming(nil) { () throws(SpeechError) in try Mastering().master(programme.samples, rate: Recording.rate) }
    progress(1, "mixing")
    return Recording(samples: samples, voiceover: programme.voiceover)
  }

  private func voice(for utterance: Utterance) throws(SpeechError) -> VoiceCard {
    try catalog.voice(for: utterance.voice, with: Set(engines.keys))
  }

  private func take(_ utterance: Utterance, _ card: VoiceCard) throws(SpeechError) -> Take {
    guard let engine = engines[card.engine] else { throw .unknownVoice(card.name, known: []) }
    let text = utterance.spoken.said
    guard !text.isEmpty else { throw .nothingToSay }
    return try Take(engine.speak(text, voice: card.name), saying: utterance.spoken, voice: card.name)
  }

  private func blaming<Value>(_ utterance: Utterance?, _ work: () throws(SpeechError) -> Value) throws(SpeakingFailure) -> Value {
    do throws(SpeechError) { return try work() } catch { throw SpeakingFailure(utterance: utterance, cause: error) }
  }
}
