import Production
package import Speech

/// The voices that there are.
package struct VoiceCatalog: Sendable, Hashable {
  package let cards: [VoiceCard]

  package init(cards: [VoiceCard]) { self.cards = cards }

  package static let standard = VoiceCatalog(cards: [
    VoiceCard(
      name: OwnVoice.heart.rawValue, kind: .woman, languages: ["en-US"],
      licence: "hibari-tts, voice heart, distilled from Kokoro-82M; Apache-2.0",
      engine: .host, fallback: OwnVoice.slt.rawValue),
    VoiceCard(
      name: OwnVoice.kumo.rawValue, kind: .man, languages: ["en-US"], licence: "Kokoro-82M, style jm_kumo; Apache-2.0",
      engine: .host,
      fallback: OwnVoice.rms.rawValue),
    VoiceCard(
      name: OwnVoice.slt.rawValue, kind: .woman, languages: ["en-US"],
      licence: "flite, voice CMU ARCTIC slt; free software under CMU's licence",
      engine: .flite, fallback: nil),
    VoiceCard(
      name: OwnVoice.rms.rawValue, kind: .man, languages: ["en-US"],
      licence: "flite, voice CMU ARCTIC rms; free software under CMU's licence",
      engine: .flite, fallback: nil),
  ])

  package func card(named name: String) -> VoiceCard? { cards.first { $0.name == name } }

  /// The voice that speaks when this one is asked for and only these engines are there.
  package func voice(for name: String, with engines: Set<VoiceCard.Engine>) throws(SpeechError) -> VoiceCard {
    guard let asked = card(named: name) else { throw .unknownVoice(name, known: cards.map(\.name)) }
    if engines.contains(asked.engine) { return asked }
    guard let fallback = asked.fallback.flatMap(card(named:)), engines.contains(fallback.engine) else {
      throw .unknownVoice(name, known: cards.filter { engines.contains($0.engine) }.map(\.name))
    }
    return fallback
  }
}
