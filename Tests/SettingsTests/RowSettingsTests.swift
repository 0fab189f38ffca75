import Production
import Settings
import Testing

/// Settings in the columns of a table.
@Suite struct RowSettingsTests {
  private func read(_ cells: [(String, String)]) throws -> JobSettings {
    try RowSettings.decode(cells.map { (header: $0.0, text: $0.1) }, line: 7, file: "topics.csv", over: .defaults)
  }

  @Test func eachKindOfCellIsRead() throws {
    let settings = try read([
      ("Style", "finance"), ("length_seconds", "60"), ("Formats", "tiktok, youtube"), ("audience", "45"),
      ("Key messages", "Start early, and stay\nNever panic; really"), ("voice", "rms"), ("mark words", "no"), ("language", ""),
    ])
    #expect(settings.style == .finance && settings.targetLength == Timecode(seconds: 60) && !settings.marksWords)
    #expect(settings.formats.map(\.name) == ["tiktok", "youtube"])
    #expect(settings.audience == "45" && settings.keyMessages == ["Start early, and stay", "Never panic", "really"])
    #expect(settings.explainer.voice == "rms" && settings.questioner.voice == JobSettings.defaults.questioner.voice)
    #expect(settings.language == "")
  }

  @Test func allMistakesOfARowAreToldWithItsLine() throws {
    let mistakes = #expect(throws: SettingMistakes.self) {
      try read([("style", "purple"), ("length_seconds", "long"), ("mark_words", "perhaps")])
    }
    #expect(mistakes?.all.map(\.key).sorted() == ["length_seconds", "mark_words", "style"])
    #expect(mistakes?.all.allSatisfy { $0.line == 7 && !$0.wayOut.isEmpty } == true)
  }

  @Test func whoMayDecideWhatIsNoColumn() {
    for key in ["gates", "priority", "max_batch", "again", "brand", "topics", "text"] { #expect(!RowSettings.isSetting(key)) }
    #expect(RowSettings.nearest(to: "stlye") == "style" && RowSettings.nearest(to: "owner") == nil)
  }
}
