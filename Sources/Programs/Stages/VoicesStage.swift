import Glibc
import Production
import Settings
import Speech
import Voices

/// The voices that there are, and a text said by some of them, each alone.
enum VoicesStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let catalog = VoiceCatalog.standard
    let host = bench.speechHost
    let notes = bench.order.notes
    let engines = bench.cast.engines
    let own = catalog.cards.map { card in
      KnownVoice(
        name: card.name, kind: card.kind.rawValue, languages: card.languages, engine: card.engine.shownName,
        hindrance: engines.contains(card.engine) ? nil : "not installed", licence: card.licence)
    }
    // Only the service has the account's key: here stands what is known without it.
    let account = try SpeakNotes.account(in: notes)
    let paid = KnownVoice.paid(
      of: account ?? VoiceAccount(), nil, hindrance: account == nil ? "needs an ElevenLabs account" : "not looked up")
    try bench.keep("voices.json", json: own + paid)
    guard let text = notes["hear"] else { return [:] }
    let asked = (notes["names"] ?? "").split(separator: ",").map(String.init)
    for name in asked {
      bench.progress(0.5, "saying it as \(name)")
      // Nobody else: who asks how a voice sounds wants that one.
      guard let card = catalog.card(named: name), engines.contains(card.engine) else { continue }
      let utterance = Utterance(part: .line(0), speaker: name, voice: name, text: text)
      let recording: Recording
      do throws(SpeakingFailure) {
        recording = try Speaker(host: host).speak([utterance])
      } catch {
        throw error.failure
      }
      try SoundWriting.write(recording.samples, to: "hear-\(name).wav")
      try bench.keepFile("hear-\(name).wav")
    }
    return [:]
  }
}

extension VoiceCard.Engine {
  /// As people are told of it.
  var shownName: String {
    switch self {
    case .host: "neural"
    case .flite: "built-in"
    case .elevenLabs: "ElevenLabs"
    }
  }
}
