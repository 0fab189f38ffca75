/// A paid voice by what it is for: which of an account's voices speak for it, the first that is there, and how they are set.
package struct VoicePreset: Hashable, Sendable, Codable {
  package let name: String
  /// The voice of our own that speaks where the account cannot.
  package let free: String
  /// Names of voices as the provider's list has them.
  package var choices: [String]
  package var tuning: VoiceTuning

  package init(_ name: String, free: String, choices: [String], tuning: VoiceTuning) {
    self.name = name
    self.free = free
    self.choices = choices
    self.tuning = tuning
  }

  /// Two women and two men of each manner, turn by turn.
  package static let standard: [VoicePreset] = {
    let (woman, man) = (OwnVoice.heart.rawValue, OwnVoice.kumo.rawValue)
    let calm = VoiceTuning(stability: 0.6, similarity: 0.8)
    let lively = VoiceTuning(stability: 0.4, similarity: 0.75, style: 0.25, speed: 1.03)
    return [
      VoicePreset("professional-1", free: woman, choices: ["Sarah", "Alice", "Matilda"], tuning: calm),
      VoicePreset("professional-2", free: man, choices: ["Daniel", "George", "Brian"], tuning: calm),
      VoicePreset("professional-3", free: woman, choices: ["Matilda", "Alice", "Sarah"], tuning: calm),
      VoicePreset("professional-4", free: man, choices: ["Brian", "Eric", "Bill"], tuning: calm),
      VoicePreset("casual-1", free: woman, choices: ["Jessica", "Laura", "Lily"], tuning: lively),
      VoicePreset("casual-2", free: man, choices: ["Chris", "Will", "Liam"], tuning: lively),
      VoicePreset("casual-3", free: woman, choices: ["Laura", "Jessica", "Lily"], tuning: lively),
      VoicePreset("casual-4", free: man, choices: ["Will", "Charlie", "Chris"], tuning: lively),
      VoicePreset(
        "technical", free: man, choices: ["Eric", "River", "Daniel"],
        tuning: VoiceTuning(stability: 0.75, similarity: 0.8, speed: 0.97)),
    ]
  }()
}
