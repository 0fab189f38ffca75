import Production
package import Scripts
package import Speech

/// Says a script: every utterance in its voice, paced, levelled and mastered, with the time of each word.
///
/// The same utterances with the same engines give the same samples, whatever of them was kept and whatever is said side by side.
package struct Speaker {
  private let engines: [VoiceCard.Engine: any SpeechEngine]
  private let catalog: VoiceCatalog
  private let pacing: Pacing
  private let atOnce: Int

  /// An utterance, and what is known of it before it is said.
  private struct Cue: Sendable {
    let utterance: Utterance
    let card: VoiceCard
    let engine: any SpeechEngine
    let said: String
    let key: TakeKey

    var label: TakeLabel {
      TakeLabel(
        engine: card.engine.rawValue, voice: card.name, characters: said.count,
        cost: engine.cost(of: said, voice: card.name))
    }
  }

  /// Without a host, the neural voices' fallbacks speak. `paid` has what the paid voices said before. `atOnce` lines are said at once.
  package init(
    flite: FliteEngine = FliteEngine(), host: HostEngine?, paid: (any SpeechEngine)? = nil, catalog: VoiceCatalog = .standard,
    pacing: Pacing = .standard, atOnce: Int = 1
  ) {
    var engines: [VoiceCard.Engine: any SpeechEngine] = [.flite: flite]
    engines[.host] = host
    engines[.elevenLabs] = paid
    self.engines = engines
    self.catalog = catalog
    self.pacing = pacing
    self.atOnce = atOnce
  }

  /// Says everything, what `shelf` keeps excepted; `progress` hears what part of the work is done, and what is done now.
  package func speak(
    _ utterances: [Utterance], keeping shelf: (any TakeShelf)? = nil, progress: (Double, String) -> Void = { _, _ in }
  ) throws(SpeakingFailure) -> Recording {
    guard !utterances.isEmpty else { throw SpeakingFailure(utterance: nil, cause: .nothingToSay) }
    // All are found before the first is spoken: an unknown voice must not cost the work before it.
    var cues: [Cue] = []
    for utterance in utterances { cues.append(try cue(utterance)) }
    let (takes, tally) = try takes(for: cues, shelf, progress)
    progress(0.9, "mixing")
    var said: [(take: Take, voice: String)] = []
    for cue in cues { if let take = takes[cue.key] { said.append((take, cue.card.name)) } }
    let recording = try Recording(utterances, said: said, pacing: pacing, tally: tally)
    progress(1, "mixing")
    return recording
  }

  private func cue(_ utterance: Utterance) throws(SpeakingFailure) -> Cue {
    do throws(SpeechError) {
      let card = try catalog.voice(for: utterance.voice, with: Set(engines.keys))
      guard let engine = engines[card.engine] else { throw .unknownVoice(card.name, known: []) }
      let said = TakeKey.plain(utterance.spoken.said)
      guard !said.isEmpty else { throw .nothingToSay }
      let key = TakeKey(saying: said, voice: card.name, engine: card.engine, edition: engine.edition(of: card.name))
      return Cue(utterance: utterance, card: card, engine: engine, said: said, key: key)
    } catch {
      throw SpeakingFailure(utterance: utterance, cause: error)
    }
  }

  /// What the engines made, or had made before; each is kept as soon as it is said.
  private func takes(
    for cues: [Cue], _ shelf: (any TakeShelf)?, _ progress: (Double, String) -> Void
  ) throws(SpeakingFailure) -> ([TakeKey: Take], TakeTally) {
    var takes: [TakeKey: Take] = [:]
    var missing: [Cue] = []
    for cue in cues where takes[cue.key] == nil && !missing.contains(where: { $0.key == cue.key }) {
      if let kept = shelf?.take(cue.key), kept.says(cue.said) { takes[cue.key] = kept } else { missing.append(cue) }
    }
    var tally = TakeTally()
    tally.lines = cues.count
    tally.known = cues.count - missing.count
    tally.characters = missing.reduce(0) { $0 + $1.said.count }
    let all = Double(max(1, cues.reduce(0) { $0 + $1.said.count }))
    var left = Double(tally.characters)
    var ready = tally.known
    func tell() { progress(0.9 * (1 - left / all), "speaking line \(min(ready + 1, cues.count)) of \(cues.count)") }
    tell()
    do throws(SideBySide.Failure) {
      try SideBySide.work(missing.count, atOnce: atOnce) { [missing] number throws(SpeechError) in
        try Take(missing[number].engine.speak(missing[number].said, voice: missing[number].card.name))
      } each: { number, take in
        let cue = missing[number]
        takes[cue.key] = take
        shelf?.keep(take, as: cue.key, cue.label)
        left -= Double(cue.said.count)
        ready += 1
        tell()
      }
    } catch {
      throw SpeakingFailure(utterance: missing[error.piece].utterance, cause: error.cause)
    }
    return (takes, tally)
  }
}
