/// An account with a provider of voices, as the settings describe it.
package struct VoiceAccount: Hashable, Sendable, Codable {
  /// Where the provider answers, without a slash at its end.
  package var base = Self.usualBase
  /// The name of the secret that is sent; empty where no account is set up.
  package var key = ""
  package var model = "eleven_multilingual_v2"
  package var whenOut = WhenOut.wait
  /// What a thousand of the account's credits cost, where the settings say what our table does not, or otherwise.
  package var thousandCredits: Money?
  /// How long one line may take, all together.
  package var patienceSeconds = 60
  /// How long after the end of an unclear call the provider's history surely knows it.
  package var historySeconds = 30
  /// How many lines of one job may be asked for at the same time, where the account allows as many.
  package var linesAtOnce = 4
  package var presets = VoicePreset.standard
  /// How a voice is set that is asked for by its own name.
  package var tuning = VoiceTuning()

  package init() {}

  package static let usualBase = "https://api.elevenlabs.io"

  /// The name of its calls in the ledger.
  package static let provider = "elevenlabs"

  /// What happens when the account has no credit left, or its key is refused.
  package enum WhenOut: String, Sendable, Codable, CaseIterable {
    /// The job waits.
    case wait
    /// The free voices speak for the paid ones, and the service says so.
    case fallback
  }

  package var payee: Payee { Payee(name: Self.provider, key: key, ownPlace: base == Self.usualBase ? nil : base) }

  package func tuning(of voice: PaidVoice) -> VoiceTuning { presets.first { $0.name == voice.name }?.tuning ?? tuning }
}
