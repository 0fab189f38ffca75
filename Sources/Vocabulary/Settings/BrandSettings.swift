import Production

/// What a brand.toml says.
package struct BrandSettings: Hashable, Sendable {
  package var questionerVoice: String?
  package var explainerVoice: String?

  package static func decode(_ bytes: [UInt8], file: String) throws(SettingMistakes) -> BrandSettings {
    try SettingsReading.all(of: bytes, file: file, as: keys, over: BrandSettings())
  }

  static var keys: [Setting<BrandSettings>] {
    [
      Setting("voices.questioner", \.questionerVoice, SettingKind.voice.orNothing),
      Setting("voices.explainer", \.explainerVoice, SettingKind.voice.orNothing),
    ]
  }
}
