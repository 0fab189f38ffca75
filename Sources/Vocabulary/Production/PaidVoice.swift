/// A voice that is paid for each line, as people ask for it: a preset by its name, or any other by "elevenlabs:" and its own name.
package struct PaidVoice: Hashable, Sendable {
  /// As it was asked for.
  package let name: String
  /// Its name in the account's list; nil for a preset.
  package let own: String?

  package static let mark = "elevenlabs:"

  /// Nil for a voice that costs nothing.
  package init?(_ name: String) {
    let isOwn = name.hasPrefix(Self.mark)
    guard isOwn || VoicePreset.standard.contains(where: { $0.name == name }) else { return nil }
    self.name = name
    own = isOwn ? String(name.dropFirst(Self.mark.count).drop { $0 == " " }) : nil
  }
}

extension JobSettings {
  /// The paid voices that are asked for, each once.
  package var paidVoices: [PaidVoice] {
    let voices = [questioner, explainer].compactMap { PaidVoice($0.voice) }
    return voices.enumerated().filter { !voices[..<$0].contains($1) }.map(\.element)
  }

  /// The voice of our own that speaks where a paid one cannot: of the same kind, or the usual one of the role.
  package func freeVoice(for name: String) -> String {
    guard let voice = PaidVoice(name) else { return name }
    let preset = VoicePreset.standard.first { $0.name == voice.name }
    let usual = name == questioner.voice ? JobSettings.defaults.questioner : JobSettings.defaults.explainer
    return preset?.free ?? usual.voice
  }
}
