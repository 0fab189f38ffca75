import Pages
import Production

@testable import Hosting

/// A page with all that a page may have on it.
enum SamplePage {
  static let palette = PagePalette(
    band: HexColour(0x0F0F23), bandText: HexColour(0xFFFFFF), button: HexColour(0xE94560), buttonText: HexColour(0x000000),
    accentOnLight: HexColour(0xC62D48), accentOnDark: HexColour(0xEF6D83))

  static func page(
    title: String = "How to spot a phishing e-mail", settings: PageSettings = withButton, films: [SharePage.Film] = films
  ) -> SharePage {
    var page = SharePage(
      title: title, description: "Look twice, click once.", language: "en", films: films, palette: palette, settings: settings)
    page.cues = [
      .init(start: 0, end: 1500, text: "What is a phishing e-mail?"),
      .init(start: 1600, end: 3900, text: "A message that pretends\nto be <b>yours</b>."),
    ]
    page.showsCaptions = true
    page.chapters = [
      .init(start: .zero, clock: "0:00", title: "What it is"),
      .init(start: Timecode(seconds: 2), clock: "0:02", title: "What to do"),
    ]
    page.transcript = [
      .init(speaker: "Thabo", text: "What is a phishing e-mail?"),
      .init(speaker: "Lerato", text: "A message that pretends to be yours."),
    ]
    page.isSpokenByComputer = true
    return page
  }

  static let films = [
    SharePage.Film(file: "180p.mp4", width: 320, height: 180, poster: "thumbnail.jpg"),
    SharePage.Film(file: "90p.mp4", width: 160, height: 90, poster: "thumbnail.jpg"),
  ]

  static var withButton: PageSettings {
    var settings = PageSettings()
    settings.buttonLabel = "Book a meeting"
    settings.buttonAddress = "https://www.example.com/meeting?from=video"
    return settings
  }
}
