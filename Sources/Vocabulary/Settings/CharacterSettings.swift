import Production

/// What a character.toml says.
package struct CharacterSettings: Hashable, Sendable {
  package var voice: String?

  package static func decode(_ bytes: [UInt8], file: String) throws(SettingMistakes) -> CharacterSettings {
    try SettingsReading.all(of: bytes, file: file, as: keys, over: CharacterSettings())
  }

  static var keys: [Setting<CharacterSettings>] { [Setting("voice", \.voice, SettingKind.voice.orNothing)] }
}
