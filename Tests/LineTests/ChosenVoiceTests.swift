import Production
import Rig
import Testing

/// Voices that brands and characters bring with them.
@Suite(.timeLimit(.minutes(10))) struct ChosenVoiceTests {
  private static let script = DecisionTests.script("The moon does.")

  private func start(clientLines: String = "") async throws -> Rig {
    let rig = try Rig()
    try rig.configure(clientLines: clientLines)
    try await rig.start()
    return rig
  }

  /// What the job of a drop has for voices: the questioner's and the explainer's.
  private func voices(of name: String, folder: String, _ rig: Rig) async throws -> [String] {
    let path = "acme/inbox/\(name) box"
    try rig.makeFolder(path)
    try rig.write(folder, to: "\(path)/folder.toml")
    try rig.write(Self.script, to: "\(path)/\(name).txt")
    try await rig.wait(for: name, toBe: .draft)
    let settings = try #require(try rig.story(name)?.settings)
    return [settings.questioner.voice, settings.explainer.voice]
  }

  private func put(_ text: String, _ kind: String, _ name: String, _ rig: Rig) throws {
    for folder in ["acme/assets", "acme/assets/\(kind)", "acme/assets/\(kind)/\(name)"] where !rig.exists(folder) {
      try rig.makeFolder(folder)
    }
    if !text.isEmpty {
      try rig.write(text, to: "acme/assets/\(kind)/\(name)/\(kind == "brands" ? "brand" : "character").toml")
    }
  }

  @Test func `Each says it for what is nearer to the drop`() async throws {
    let rig = try await start(clientLines: "brand = \"acme\"\n[client.questioner]\nvoice = \"kumo\"")
    try put("[voices]\nexplainer = \"rms\"\n", "brands", "acme", rig)
    try put("[voices]\nquestioner = \"slt\"\nexplainer = \"slt\"\n", "brands", "spring", rig)
    try put("", "brands", "plain", rig)
    try put("voice = \"heart\"\n", "characters", "owl", rig)
    let owl = "\n[questioner]\ncharacter = \"owl\"\n"
    #expect(try await voices(of: "one", folder: "", rig) == ["kumo", "rms"])
    #expect(try await voices(of: "two", folder: "brand = \"spring\"", rig) == ["slt", "slt"])
    #expect(try await voices(of: "three", folder: "brand = \"spring\"" + owl, rig) == ["heart", "slt"])
    #expect(try await voices(of: "four", folder: "brand = \"spring\"" + owl + "voice = \"rms\"", rig) == ["rms", "slt"])
    #expect(try await voices(of: "five", folder: "brand = \"plain\"", rig) == ["kumo", "heart"])
    #expect(try rig.story("two")?.settings.brand == "spring")
  }

  @Test func `A mistake in such a file is told beside the drop`() async throws {
    let rig = try await start()
    try put("\nvoice = \"hart\"\n", "characters", "thabo", rig)
    try rig.write(Self.script, to: "acme/inbox/one.txt")
    try await rig.wait("the drop to come back") { rig.isReturned("acme/failed/one") }
    let why = try rig.read("acme/failed/one/WHY.txt")
    for words in ["assets/characters/thabo/character.toml, line 2", "hart", "heart"] {
      #expect(why.contains(words), "\(words) in \(why)")
    }
    // Mended, the same drop is taken.
    try put("voice = \"slt\"\n", "characters", "thabo", rig)
    try rig.move("acme/failed/one/one.txt", to: "acme/inbox/one.txt")
    try await rig.wait("the drop to be taken") { try rig.story("one")?.settings.questioner.voice == "slt" }
  }

  @Test func `A brand that is not there is told with those that are`() async throws {
    let rig = try await start()
    try put("", "brands", "acme", rig)
    try rig.write("brand = \"acmee\"\n", to: "acme/inbox/folder.toml")
    try rig.write(Self.script, to: "acme/inbox/one.txt")
    try await rig.wait("the drop to come back") { rig.isReturned("acme/failed/one") }
    let why = try rig.read("acme/failed/one/WHY.txt")
    #expect(why.contains("There is no brand \"acmee\" in assets/brands/.") && why.contains("There is: acme."), "\(why)")
  }
}
