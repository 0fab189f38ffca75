import Production
import Scripts
import Testing
import Writers

/// The guide shows what is really written.
@Suite struct GuideTests {
  @Test(arguments: ["honeybees.md", "library-faq.md", "bridge-reopens.txt"])
  func nobodyEditedTheScriptsOfTheGuide(name: String) throws {
    let draft = OfflineWriter().write(document: try Fixture(name: name).document(), fileName: name, settings: .defaults) {
      SpeechEstimate.seconds($0, voice: $1, language: .english)
    }
    let guide = String(decoding: try Fixture.bytes("\(Fixture.folder())/../../docs/guide-scripts.md"), as: UTF8.self)
    #expect(guide.contains("```\n\(draft.script.printed)```"), "\(draft.script.printed)")
  }
}
