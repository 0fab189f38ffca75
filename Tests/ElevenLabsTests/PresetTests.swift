import ElevenLabs
import Production
import Testing

@Suite struct PresetTests {
  @Test func aPresetIsTheFirstOfItsVoicesThatTheAccountHas() {
    var roster = VoiceRoster()
    let account = VoiceAccount()
    let asked = PaidVoice("professional-1")
    #expect(asked != nil && PaidVoice("heart") == nil)
    guard let asked else { return }
    #expect(roster.voice(for: asked, of: account) == nil)
    roster.voices =
      VoiceRoster.page(
        Array(
          #"{"voices":[{"voice_id":"m1","name":"Matilda"},{"voice_id":"a1","name":"Alice - Clear, British"}],"has_more":false}"#
            .utf8))?.voices ?? []
    #expect(roster.voice(for: asked, of: account)?.id == "a1")
    let own = PaidVoice("elevenlabs:Matilde")
    #expect(own.flatMap { roster.refusal(of: $0, in: account) }?.wayOut == "The nearest names are: Matilda, Alice.")
  }
}
