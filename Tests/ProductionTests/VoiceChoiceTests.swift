import Production
import Testing

/// Who is heard when several say which voice a speaker has.
@Suite struct VoiceChoiceTests {
  @Test(arguments: [
    (VoiceChoice(usual: "usual"), "usual"),
    (VoiceChoice(brand: "brand", usual: "usual"), "brand"),
    (VoiceChoice(character: "character", usual: "usual"), "character"),
    (VoiceChoice(character: "character", brand: "brand", usual: "usual"), "character"),
    (VoiceChoice(drop: "drop", usual: "usual"), "drop"),
    (VoiceChoice(drop: "drop", brand: "brand", usual: "usual"), "drop"),
    (VoiceChoice(drop: "drop", character: "character", usual: "usual"), "drop"),
    (VoiceChoice(drop: "drop", character: "character", brand: "brand", usual: "usual"), "drop"),
  ]) func `The nearest wins`(choice: VoiceChoice, voice: String) {
    #expect(choice.voice == voice)
  }

  @Test func `Each file among the assets is looked for once`() {
    var settings = JobSettings.defaults
    settings.explainer.character = settings.questioner.character
    #expect(settings.assetSettings.map(\.shown) == ["assets/characters/thabo/character.toml"])
    settings.brand = "ac me"
    settings.explainer.character = "owl"
    #expect(
      settings.assetSettings.map(\.shown) == [
        "assets/brands/ac me/brand.toml", "assets/characters/thabo/character.toml", "assets/characters/owl/character.toml",
      ])
  }
}
