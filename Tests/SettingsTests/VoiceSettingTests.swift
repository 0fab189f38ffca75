import Production
import Testing

@testable import Settings

/// Voices as settings files name them.
@Suite struct VoiceSettingTests {
  private func brand(_ text: String) throws -> BrandSettings {
    try BrandSettings.decode(Array(text.utf8), file: "assets/brands/acme/brand.toml")
  }

  private func character(_ text: String) throws -> CharacterSettings {
    try CharacterSettings.decode(Array(text.utf8), file: "assets/characters/owl/character.toml")
  }

  @Test(
    arguments: OwnVoice.allCases.map(\.rawValue) + VoicePreset.standard.map(\.name) + ["elevenlabs:Sarah", "elevenlabs: Zoë B"])
  func `A voice that there may be is taken`(name: String) throws {
    #expect(try character("voice = \"\(name)\"").voice == name)
    #expect(try brand("[voices]\nexplainer = \"\(name)\"") == BrandSettings(questionerVoice: nil, explainerVoice: name))
    let folder = try FolderSettings.decode(
      Array("questioner.voice = \"\(name)\"".utf8), file: "folder.toml", over: .defaults)
    #expect(folder.questioner.voice == name)
  }

  @Test(arguments: ["hart", "Heart", "professional-5", "elevenlabs:", "elevenlabs: ", "", "a/b"])
  func `A voice that there cannot be is told`(name: String) {
    #expect(throws: SettingMistakes.self) { _ = try character("voice = \"\(name)\"") }
    #expect(throws: SettingMistakes.self) { _ = try brand("[voices]\nquestioner = \"\(name)\"") }
  }

  @Test func `A mistake names the file, the line and what was meant`() {
    let found = #expect(throws: SettingMistakes.self) { _ = try brand("\n[voices]\nquestioner = \"hart\"") }
    #expect(found?.refusal.sentence == "assets/brands/acme/brand.toml, line 3: voices.questioner cannot be \"hart\".")
    #expect(found?.all.first?.nearest == "heart")
    let key = #expect(throws: SettingMistakes.self) { _ = try brand("[voices]\nquestoner = \"heart\"") }
    #expect(key?.all.first?.nearest == "voices.questioner")
  }

  @Test func `A client's own voices and brand go before everybody's`() throws {
    let text = """
      [voices.questioner]
      voice = "rms"
      [voices.explainer]
      voice = "slt"
      [[client]]
      name = "acme"
      share = "/srv/a"
      brand = "spring"
      [client.questioner]
      voice = "kumo"
      [[client]]
      name = "beta"
      share = "/srv/b"
      """
    let clients = try ConfigFile(Array(text.utf8), file: "config.toml", environment: [:]).settings.clients
    #expect(clients.map(\.job.questioner.voice) == ["kumo", "rms"])
    #expect(clients.map(\.job.explainer.voice) == ["slt", "slt"])
    #expect(clients.map(\.job.brand) == ["spring", ""])
  }
}

extension BrandSettings {
  fileprivate init(questionerVoice: String?, explainerVoice: String?) {
    self.init()
    self.questionerVoice = questionerVoice
    self.explainerVoice = explainerVoice
  }
}
