import Testing

@testable import Voices

@Suite struct VoiceLanguageTests {
  private let catalog = VoiceCatalog(cards: [
    card("anna", .woman, ["en-US"], .host, fallback: "bea"), card("carl", .man, ["en-GB", "de-DE"], .host, fallback: nil),
    card("bea", .woman, ["en-US"], .flite, fallback: nil), card("dora", .woman, ["fr-FR"], .flite, fallback: nil),
    card("emil", .man, ["fr-FR"], .flite, fallback: nil),
  ])

  private static func card(
    _ name: String, _ kind: VoiceCard.Kind, _ languages: [String], _ engine: VoiceCard.Engine, fallback: String?
  ) -> VoiceCard {
    VoiceCard(name: name, kind: kind, languages: languages, licence: "", engine: engine, fallback: fallback)
  }

  @Test(
    arguments: [
      ("anna", "en", true, "anna"), ("anna", "und", true, "anna"), ("anna", "en", false, "bea"),
      // One of the same kind before one of another.
      ("anna", "fr", true, "dora"), ("carl", "fr", true, "emil"), ("anna", "de", true, "carl"),
      ("anna", "de", false, nil), ("anna", "pl", true, nil), ("nobody", "fr", true, "dora"),
    ] as [(String, String, Bool, String?)])
  func aScriptIsSaidByAVoiceThatSpeaksItsLanguage(asked: String, language: String, neural: Bool, speaks: String?) {
    let engines: Set<VoiceCard.Engine> = neural ? [.host, .flite] : [.flite]
    #expect(catalog.voice(for: asked, speaking: language, with: engines)?.name == speaks)
  }

  @Test func regionsAreTheSameLanguage() {
    #expect(catalog.cards[1].speaks("en") && catalog.cards[1].speaks("de-AT") && !catalog.cards[1].speaks("fr"))
  }
}
