package import Production

/// What a brand.toml says.
package struct BrandSettings: Hashable, Sendable {
  package var colours = Colours()
  /// Families, as their makers call them; nil for the usual ones.
  package var headingFont: String?
  package var bodyFont: String?
  /// Names of files in the brand's folder; nil where whatever has the key's name there is taken.
  package var logo: String?
  package var watermark: String?
  /// What is shown before and after a film: a video, or a picture that is held.
  package var intro: String?
  package var outro: String?
  package var watermarkPosition: MarkPosition = .bottomRight
  package var watermarkOpacity = 0.7
  /// A name in assets/music/ without its ending, or "none".
  package var music: String?
  package var questionerVoice: String?
  package var explainerVoice: String?

  package struct Colours: Hashable, Sendable {
    package var primary: HexColour?
    package var secondary: HexColour?
    package var accent: HexColour?
    package var text: HexColour?
    package var background: HexColour?

    package init() {}
  }

  package init() {}

  package static func decode(_ bytes: [UInt8], file: String) throws(SettingMistakes) -> BrandSettings {
    try SettingsReading.all(of: bytes, file: file, as: keys, over: BrandSettings())
  }

  static var keys: [Setting<BrandSettings>] {
    [
      Setting("colours.primary", \.colours.primary, SettingKind.colour.held(as: { $0 }, { $0 ?? HexColour(0) })),
      Setting("colours.secondary", \.colours.secondary, SettingKind.colour.held(as: { $0 }, { $0 ?? HexColour(0) })),
      Setting("colours.accent", \.colours.accent, SettingKind.colour.held(as: { $0 }, { $0 ?? HexColour(0) })),
      Setting("colours.text", \.colours.text, SettingKind.colour.held(as: { $0 }, { $0 ?? HexColour(0) })),
      Setting("colours.background", \.colours.background, SettingKind.colour.held(as: { $0 }, { $0 ?? HexColour(0) })),
      Setting("fonts.heading", \.headingFont, SettingKind.phrase(example: "Poppins", atMost: 100).orNothing),
      Setting("fonts.body", \.bodyFont, SettingKind.phrase(example: "Inter", atMost: 100).orNothing),
      Setting("logo", \.logo, SettingKind.assetFile([.picture], example: "logo.svg").orNothing),
      Setting("watermark", \.watermark, SettingKind.assetFile([.picture], example: "watermark.png").orNothing),
      Setting("watermark_position", \.watermarkPosition, .choice()),
      Setting("watermark_opacity", \.watermarkOpacity, .number(0.05...1)),
      Setting("intro", \.intro, SettingKind.assetFile([.video, .picture], example: "intro.mp4").orNothing),
      Setting("outro", \.outro, SettingKind.assetFile([.video, .picture], example: "outro.png").orNothing),
      Setting("music", \.music, SettingKind.name(example: "calm").orNothing),
      Setting("voices.questioner", \.questionerVoice, SettingKind.voice.orNothing),
      Setting("voices.explainer", \.explainerVoice, SettingKind.voice.orNothing),
    ]
  }
}
