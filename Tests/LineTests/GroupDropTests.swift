import Production
import Rig
import Testing

/// Files of one name beside each other are one job: settings and a script that belong to a document.
@Suite(.timeLimit(.minutes(10))) struct GroupDropTests {
  private static let script =
    "TITLE: My own words\n\nTHABO: Why do tides rise?\nLERATO: The moon pulls the sea.\nTAKEAWAY: Look up.\n"

  private func drop(_ files: [String: String], _ rig: Rig) throws {
    // The main file last, as people drag them: the others wait for it.
    for name in files.keys.sorted(by: >) { try rig.write(files[name] ?? "", to: "acme/inbox/\(name)") }
  }

  @Test func aGivenScriptIsShownAndSpokenAndAllComesBack() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    let files = [
      "demo.md": "# Tides\n\nThe moon pulls the sea.", "demo.toml": "style = \"tech\"\n", "demo.script.txt": Self.script,
      "demo.leads.csv": "first_name\nAda\n",
    ]
    try drop(files, rig)
    try await rig.wait(for: "demo", toBe: .draft)
    #expect(rig.names("acme/inbox") == [])
    #expect(try rig.story("demo")?.settings.style == .tech)
    try await rig.wait("the note") { rig.names("acme/review/demo").contains { $0.hasPrefix("HOW TO APPROVE") } }
    #expect(try rig.read("acme/review/demo/script.txt") == Self.script)
    let how = try #require(rig.names("acme/review/demo").first { $0.hasPrefix("HOW TO APPROVE") })
    let note = try rig.read("acme/review/demo/\(how)")
    #expect(note.contains("leads.csv (the people in it are remembered, but the script asks for none of them"), "\(note)")
    #expect(note.contains("nothing was written here"), "\(note)")

    try rig.move("acme/review/demo/script.txt", to: "acme/review/demo/script approved.txt")
    try await rig.wait(for: "demo", toBe: .completed)
    #expect(try rig.read("acme/outbox/demo/transcript.txt").contains("The moon pulls the sea."))
    #expect(rig.names("acme/outbox/demo/source") == files.keys.sorted())
    for (name, text) in files { #expect(try rig.read("acme/outbox/demo/source/\(name)") == text) }
    #expect(rig.names("acme/.dropreel/claimed") == [])
    #expect(try rig.read("acme/outbox/demo/how-it-was-made.txt").contains("A person wrote the script"))
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
  }

  @Test func whatCannotBeReadInAGivenScriptIsMarked() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try drop(["talk.md": "The moon pulls the sea.", "talk.script.txt": "TITLE: Tides\n\nMARIA: Why?\nLERATO: The moon.\n"], rig)
    try await rig.wait(for: "talk", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/talk/script.txt") }
    let script = try rig.read("acme/review/talk/script.txt")
    #expect(script.hasPrefix("#! "), "\(script)")
    #expect(script.contains("MARIA: Why?"))
    // Where nobody is asked, nobody could mend it.
    try rig.makeFolder("acme/inbox/trusted")
    try rig.write("gates = []\n", to: "acme/inbox/trusted/folder.toml")
    try rig.write("TITLE: Tides\n\nMARIA: Why?\n", to: "acme/inbox/trusted/other.script.txt")
    try rig.write("The moon pulls the sea.", to: "acme/inbox/trusted/other.md")
    try await rig.wait("the group to come back") { rig.exists("acme/failed/other/other.script.txt") }
    #expect(try rig.read("acme/failed/other/WHY.txt").contains("MARIA"))
    #expect(rig.names("acme/failed/other") == ["WHY.txt", "other.md", "other.script.txt"])
  }

  @Test func mistakesInItsSettingsAreNamedAndItIsTriedAgainAsAGroup() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("acme/inbox/news")
    try rig.write("style = \"finance\"\n", to: "acme/inbox/news/folder.toml")
    try rig.write("lenght_seconds = 30\n", to: "acme/inbox/news/rates.toml")
    try rig.write("Interest is paid on interest. That is how money grows.", to: "acme/inbox/news/rates.md")
    try await rig.wait("the group to come back") { rig.exists("acme/failed/rates/rates.toml") }
    let why = try rig.read("acme/failed/rates/WHY.txt")
    #expect(why.contains("rates.toml"), "\(why)")
    #expect(why.contains("length_seconds"), "\(why)")

    try rig.write("length_seconds = 30\n", to: "acme/failed/rates/rates.toml")
    try rig.move("acme/failed/rates", to: "acme/failed/rates retry")
    try await rig.wait("the job") { try rig.story("rates") != nil }
    let settings = try #require(try rig.story("rates")?.settings)
    #expect(settings.targetLength == Timecode(seconds: 30))
    // It was put back where it was dropped, so that folder's settings hold again.
    #expect(settings.style == .finance)
    #expect(rig.names("acme/inbox/news") == ["folder.toml"])
    #expect(rig.names("acme/failed") == [])
  }
}
