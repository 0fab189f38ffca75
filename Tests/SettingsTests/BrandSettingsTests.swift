import Production
import Settings
import Testing

@Suite struct BrandSettingsTests {
  private func decode(_ text: String) throws(SettingMistakes) -> BrandSettings {
    try BrandSettings.decode(Array(text.utf8), file: "brand.toml")
  }

  @Test func everyKeyIsRead() throws {
    let brand = try decode(
      """
      logo = "logo.svg"
      watermark = "mark.png"
      watermark_position = "top_left"
      watermark_opacity = 0.5
      intro = "opening.mp4"
      outro = "thanks.png"
      music = "calm"
      [colours]
      primary = "#112233"
      accent = "#FFAA00"
      [fonts]
      heading = "Lato"
      body = "DejaVu Sans"
      [voices]
      questioner = "heart"
      """)
    #expect(brand.colours.primary == HexColour(0x112233) && brand.colours.accent == HexColour(0xFFAA00))
    #expect(brand.colours.background == nil)
    #expect(brand.logo == "logo.svg" && brand.watermark == "mark.png" && brand.watermarkPosition == .topLeft)
    #expect(brand.watermarkOpacity == 0.5 && brand.music == "calm")
    #expect(brand.intro == "opening.mp4" && brand.outro == "thanks.png")
    #expect(brand.headingFont == "Lato" && brand.bodyFont == "DejaVu Sans" && brand.questionerVoice == "heart")
  }

  @Test func allMistakesAreToldAtOnceWithTheNearestKey() {
    let text = """
      logo = "../logo.svg"
      watermark_postion = "top_left"
      watermark_opacity = 3
      [colours]
      primary = "red"
      acent = "#ffffff"
      [fonts]
      heading = 5
      """
    do throws(SettingMistakes) {
      _ = try decode(text)
      Issue.record("it was read")
    } catch {
      #expect(error.all.map(\.line) == [1, 2, 3, 5, 6, 8])
      #expect(error.all.compactMap(\.nearest) == ["watermark_position", "colours.accent"])
    }
  }

  @Test func aFileOfTheBrandIsNoPath() {
    for name in ["../logo.svg", "/etc/logo.svg", "logo.exe", ".svg", "a/b.png"] {
      #expect(throws: SettingMistakes.self) { try decode("logo = \"\(name)\"") }
      #expect(throws: SettingMistakes.self) { try decode("intro = \"\(name.replacing("svg", with: "mp3"))\"") }
    }
  }
}
