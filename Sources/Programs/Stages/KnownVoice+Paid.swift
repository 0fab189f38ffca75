import ElevenLabs
import Production
import Voices

// The voices of an account, as people are told of them.
extension KnownVoice {
  /// The presets, and behind them all other voices that the account has; without a roster, the presets by what our own table says.
  static func paid(of account: VoiceAccount, _ roster: VoiceRoster?, hindrance: String? = nil) -> [KnownVoice] {
    let price = Tariff(account, roster ?? VoiceRoster()).cost(of: String(repeating: "a", count: 1000))
    let languages = roster?.model(named: account.model)?.languages ?? []
    func known(_ name: String, _ voice: VoiceRoster.Voice?, kind: VoiceCard.Kind?, hindrance: String?) -> KnownVoice {
      let kind = voice?.isWoman.map { $0 ? VoiceCard.Kind.woman : .man } ?? kind
      let shown = voice.map { ", voice \($0.name)" } ?? ""
      return KnownVoice(
        name: name, kind: kind?.rawValue ?? "", languages: languages, engine: VoiceCard.Engine.elevenLabs.shownName, isPaid: true,
        hindrance: hindrance, licence: "ElevenLabs\(shown), model \(account.model); as the account's plan says", price: price)
    }
    let presets = account.presets.map { preset in
      let voice = PaidVoice(preset.name).flatMap { roster?.voice(for: $0, of: account) }
      let isMissing = roster != nil && voice == nil
      return known(
        preset.name, voice, kind: VoiceCatalog.standard.card(named: preset.free)?.kind,
        hindrance: hindrance ?? (isMissing ? "not in the account" : nil))
    }
    return presets + (roster?.voices ?? []).map { known(PaidVoice.mark + $0.given, $0, kind: nil, hindrance: hindrance) }
  }
}
