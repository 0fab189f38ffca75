import Drawing
import Hosting
import Production
import Scenes
import Testing

@testable import Stages

@Suite struct PagePaletteTests {
  /// Also what nobody would choose.
  @Test(arguments: [0x000000, 0xFFFFFF, 0x777777, 0xF2B705, 0x0000FF, 0xFFFF00, 0xE94560] as [UInt32])
  func everyTextOfAPageCanBeReadWhateverTheBrandIs(_ colour: UInt32) {
    let brand = Brand.Colours(
      primary: Colour(colour), secondary: Colour(colour), accent: Colour(colour), text: Colour(colour), background: Colour(colour)
    )
    let palette = PagePalette(brand)
    func contrast(_ one: HexColour, _ other: HexColour) -> Double { Colour(one.value).contrast(with: Colour(other.value)) }
    #expect(palette.button.value == colour && palette.band.value == colour)
    #expect(contrast(palette.buttonText, palette.button) >= 4.5)
    #expect(contrast(palette.bandText, palette.band) >= 4.5)
    for ground in PagePalette.lightGrounds { #expect(contrast(palette.accentOnLight, ground) >= 4.5) }
    for ground in PagePalette.darkGrounds { #expect(contrast(palette.accentOnDark, ground) >= 4.5) }
  }
}
