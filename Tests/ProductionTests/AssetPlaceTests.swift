import Production
import Testing

@Suite struct AssetPlaceTests {
  @Test(arguments: [
    ("characters/owl/standing.svg", AssetKind.picture), ("characters/owl/character.toml", .settings),
    ("backgrounds/tech.png", .picture), ("icons/piggy-bank.SVG", .picture), ("music/calm.ogg", .sound),
    ("brands/Acme Spring/brand.toml", .settings), ("brands/Acme Spring/our logo.png", .picture),
    ("brands/acme/fonts/Our Font.ttf", .font), ("brands/acme/Our Film.MOV", .video),
  ])
  func whatLiesWhereItBelongsIsAnAsset(_ path: String, _ kind: AssetKind) {
    #expect(AssetPlace(path.split(separator: "/").map(String.init)) == .asset(kind))
  }

  @Test(arguments: ["LICENSE.txt", "icons/README.md", "pronunciation.txt", "brands/acme/style-sheet.png", "icons/noending"])
  func textsAndOurOwnAreNobodysBusiness(_ path: String) {
    #expect(AssetPlace(path.split(separator: "/").map(String.init)) == .ignored)
  }

  @Test(arguments: [
    "logo.png", "characters/owl.svg", "characters/owl/deep/standing.svg", "icons/two words.svg", "icons/x.gif",
    "backgrounds/sunset.svg", "music/calm.mid", "brands/acme/fonts/x.png", "brands/logo.png", "brands/acme/intro.avi",
    "icons/star.mp4",
  ])
  func whatLiesElsewhereIsTold(_ path: String) {
    guard case .misplaced(let refusal) = AssetPlace(path.split(separator: "/").map(String.init)) else {
      Issue.record("\(path) is not misplaced")
      return
    }
    #expect(!refusal.wayOut.isEmpty)
  }

  @Test func coloursAreReadAndWritten() {
    #expect(HexColour("#0f0F23")?.description == "#0f0f23" && HexColour("#00000a")?.value == 10)
    for text in ["", "#12", "123456", "#12345g", "#1234567", "#+12345", "＃123456"] { #expect(HexColour(text) == nil) }
  }
}
