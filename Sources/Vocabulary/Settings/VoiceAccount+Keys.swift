import Production

extension ServiceSettings {
  /// The keys of the account of paid voices, and of each preset.
  static var ofVoiceAccount: [Setting<ServiceSettings>] {
    let account: [Setting<ServiceSettings>] = [
      Setting("elevenlabs.key", \.elevenLabs.key, SettingKind.secretName.held(as: { $0 ?? "" }, { $0 })),
      Setting("elevenlabs.url", \.elevenLabs.base, .webAddress(example: VoiceAccount.usualBase)),
      Setting("elevenlabs.model", \.elevenLabs.model, .word(example: "eleven_multilingual_v2")),
      Setting("elevenlabs.when_out", \.elevenLabs.whenOut, .choice()),
      Setting("elevenlabs.thousand_credits_dollars", \.elevenLabs.thousandCredits, .dollarsOrNoLimit),
      Setting("elevenlabs.patience_seconds", \.elevenLabs.patienceSeconds, .whole(1...600)),
      Setting("elevenlabs.history_seconds", \.elevenLabs.historySeconds, .whole(1...3600)),
      Setting("elevenlabs.lines_at_once", \.elevenLabs.linesAtOnce, .whole(1...30)),
      Setting("elevenlabs.stability", \.elevenLabs.tuning.stability, .number(0...1)),
      Setting("elevenlabs.similarity_boost", \.elevenLabs.tuning.similarity, .number(0...1)),
      Setting("elevenlabs.style", \.elevenLabs.tuning.style, .number(0...1)),
      Setting("elevenlabs.speed", \.elevenLabs.tuning.speed, .number(0.7...1.2)),
    ]
    return account + VoicePreset.standard.indices.flatMap(preset)
  }

  private static func preset(at place: Int) -> [Setting<ServiceSettings>] {
    let name = "elevenlabs.\(VoicePreset.standard[place].name)."
    return [
      Setting(name + "voices", \.elevenLabs.presets[place].choices, SettingKind.name(example: "Sarah").list(atLeast: 1)),
      Setting(name + "stability", \.elevenLabs.presets[place].tuning.stability, .number(0...1)),
      Setting(name + "similarity_boost", \.elevenLabs.presets[place].tuning.similarity, .number(0...1)),
      Setting(name + "style", \.elevenLabs.presets[place].tuning.style, .number(0...1)),
      Setting(name + "speed", \.elevenLabs.presets[place].tuning.speed, .number(0.7...1.2)),
    ]
  }
}
