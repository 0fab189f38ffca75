import Production
import Testing

@testable import Settings

@Suite struct FolderSettingsTests {
  private func decode(_ text: String, over job: JobSettings = .defaults, maySetGates: Bool = true) throws -> JobSettings {
    try FolderSettings.decode(Array(text.utf8), file: "folder.toml", over: job, maySetGates: maySetGates)
  }

  @Test func `An empty file changes nothing`() throws {
    var job = JobSettings.defaults
    job.style = .tech
    job.again = true
    #expect(try decode("", over: job) == job)
  }

  @Test func `Every key reaches its value, and only what is said changes`() throws {
    let text = """
      style = "motivation"
      brand = "spring"
      length_seconds = 20
      longest_seconds = 30
      formats = ["tiny"]
      gates = []
      sources = true
      priority = "low"
      again = true
      tone = "casual"
      audience = ""
      key_messages = ["Start early"]
      forbidden = []
      [questioner]
      name = "Zoë"
      voice = "slt"
      [explainer]
      character = "old owl"
      """
    var expected = JobSettings.defaults
    expected.style = .motivation
    expected.brand = "spring"
    expected.targetLength = Timecode(seconds: 20)
    expected.longest = Timecode(seconds: 30)
    expected.formats = [.tiny]
    expected.gates = []
    expected.showsSources = true
    expected.priority = .low
    expected.again = true
    expected.tone = .casual
    expected.keyMessages = ["Start early"]
    expected.questioner.name = "Zoë"
    expected.questioner.voice = "slt"
    expected.explainer.character = "old owl"
    #expect(try decode(text) == expected)
  }

  @Test func `A shorter limit shortens an inherited length, and refuses a stated one`() throws {
    let job = try decode("longest_seconds = 20")
    #expect(job.targetLength == Timecode(seconds: 20))
    let found = #expect(throws: SettingMistakes.self) { _ = try decode("longest_seconds = 20\nlength_seconds = 21") }
    #expect(found?.all.map(\.line) == [2])
  }

  @Test(arguments: [
    "forbidden = [\"\"]", "key_messages = \"one\"", "audience = \"a\\nb\"", "tone = \"rude\"", "forbidden = [\"!\"]",
  ])
  func `What a script is to say is words`(text: String) {
    #expect(throws: SettingMistakes.self) { _ = try decode(text) }
  }

  @Test func `The administrator can keep the gates`() throws {
    #expect(try decode("gates = [\"script\"]", maySetGates: false).gates == [.script])
    let found = #expect(throws: SettingMistakes.self) { _ = try decode("again = true\ngates = []", maySetGates: false) }
    #expect(found?.all.map(\.line) == [2])
  }

  @Test(arguments: ["video.style = \"tech\"", "client = 1", "state = \"/\"", "[intake]\n"])
  func `A folder cannot set what is the service's`(text: String) {
    #expect(throws: SettingMistakes.self) { _ = try decode(text) }
  }

  @Test func `One mistake is one plain refusal`() {
    let found = #expect(throws: SettingMistakes.self) { _ = try decode("\n\nstyle = \"finanz\"") }
    #expect(found?.refusal.sentence == "folder.toml, line 3: style cannot be \"finanz\".")
    #expect(
      found?.refusal.wayOut
        == "Did you mean \"finance\"? It may be \"auto\", \"motivation\", \"finance\", \"tech\" or \"educational\".")
  }
}
