import Production
import Rig
import Testing

/// What cannot be made is given back with a reason, or waits with one. The real workers read the settings files.
@Suite(.timeLimit(.minutes(10))) struct RefusalTests {
  @Test func whatCannotBeMadeComesBackWithAReason() async throws {
    let rig = try Rig()
    try rig.configure(more: "")
    try rig.write(
      try rig.read("config.toml").replacing("[intake]\n", with: "[intake]\nlargest_megabytes = 1\n"), to: "config.toml")
    try await rig.start()
    let drops: [(name: String, bytes: [UInt8], folder: String, why: String, wayOut: String)] = [
      ("Paper.pdf", Array("%PDF-1.7\n%%EOF".utf8), "paper", "is damaged", "save it again"),
      (
        "Parts.docx", [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18), "parts",
        "no Word, OpenDocument or PowerPoint document", "save it as .docx, .odt, .pptx or plain text"
      ),
      (
        "Hidden.txt", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0], "hidden", "is a program",
        "Drop what the video is to be about"
      ),
      (
        "Noise.md", [1, 0, 2, 0, 3, 4, 5, 6], "noise", "not a text that can be read",
        "Save it as a Word (.docx), PDF, text (.txt)"
      ),
      ("table.ini", Array("a=b\n".utf8), "table", "ends in .ini", "Save it as a Word (.docx), PDF, text (.txt)"),
    ]
    for drop in drops { try rig.write(drop.bytes, to: "acme/inbox/\(drop.name)") }
    try rig.write("", to: "acme/inbox/Empty.txt")
    try rig.write(String(repeating: "Far too much. ", count: 90_000), to: "acme/inbox/Large.txt")
    try rig.write("Litter.", to: "acme/inbox/.DS_Store")
    for drop in drops {
      try await rig.wait("\(drop.name) to come back") { rig.isReturned("acme/failed/\(drop.folder)") }
      let why = try rig.read("acme/failed/\(drop.folder)/WHY.txt")
      #expect(why.contains(drop.why), "\(why)")
      #expect(why.contains(drop.wayOut), "\(why)")
      #expect(try rig.bytes("acme/failed/\(drop.folder)/\(drop.name)") == drop.bytes)
    }
    try await rig.wait("the reasons to be on the page") {
      let page = try rig.read("acme/STATUS.html")
      return page.contains("is empty") && page.contains("larger than the 1 MB")
    }
    // What can still become something is not taken away, and litter is nobody's business.
    // Notes beside them say why they wait.
    #expect(rig.names("acme/inbox").filter { !$0.contains(" - ") } == ["Empty.txt", "Large.txt"])
    #expect(rig.exists("acme/inbox/.DS_Store"))
    #expect(rig.names("acme/review") == [])
    try rig.write("The sea is large. The moon pulls it. Twice a day it rises.", to: "acme/inbox/Empty.txt")
    try await rig.wait(for: "empty", toBe: .draft)
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func aScriptThatIsTooLargeIsRefusedPlainlyAndAtOnce() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("acme/inbox/long")
    try rig.write(String(repeating: "And on it goes. ", count: 70_000), to: "acme/inbox/long/script.txt")
    try await rig.wait("it to come back") { rig.isReturned("acme/failed/long") }
    #expect(try rig.read("acme/failed/long/WHY.txt").hasPrefix("The script is larger than 1 MiB.\n"))
    #expect(try rig.story("long")?.stages.isEmpty == false)
  }

  @Test func mistakesInSettingsFilesAreToldWithTheirLines() async throws {
    let rig = try Rig()
    try rig.configure(clientLines: "folders_may_set_gates = false")
    try await rig.start()
    try rig.makeFolder("acme/inbox/bad")
    try rig.write("style = \"funny\"\n\nlenght_seconds = 30\n", to: "acme/inbox/bad/folder.toml")
    try rig.write("A document.", to: "acme/inbox/bad/One.txt")
    try await rig.wait("the drop to come back") { rig.isReturned("acme/failed/one") }
    let why = try rig.read("acme/failed/one/WHY.txt")
    for words in ["folder.toml has 2 mistakes", "line 1", "funny", "folder.toml:3", "lenght_seconds", "length_seconds"] {
      #expect(why.contains(words), "\(words) in \(why)")
    }
    #expect(try rig.read("acme/failed/one/One.txt") == "A document.")
    #expect(rig.names("acme/inbox/bad") == ["folder.toml"])

    try rig.makeFolder("acme/inbox/bold")
    try rig.write("gates = []\n", to: "acme/inbox/bold/folder.toml")
    try rig.write("Another document.", to: "acme/inbox/bold/Two.txt")
    try await rig.wait("the drop to come back") { rig.isReturned("acme/failed/two") }
    #expect(try rig.read("acme/failed/two/WHY.txt").contains("administrator"))

    // Not mended, it comes back to where it was.
    try rig.write("style = \"teck\"\n", to: "acme/inbox/bad/folder.toml")
    try rig.move("acme/failed/one/One.txt", to: "acme/inbox/bad/One.txt")
    try await rig.wait("the drop to come back again") {
      (try? rig.read("acme/failed/one/WHY.txt").contains("teck")) == true && rig.isReturned("acme/failed/one")
    }
    #expect(rig.names("acme/failed/one") == ["One.txt", "WHY.txt"])

    // Mended, the same drop is taken, and nothing says any more that it was not.
    try rig.write("style = \"tech\"\n", to: "acme/inbox/bad/folder.toml")
    try rig.move("acme/failed/one/One.txt", to: "acme/inbox/bad/One.txt")
    try await rig.wait("the drop to be made") { try rig.story("one")?.settings.style == .tech }
    #expect(rig.names("acme/failed") == ["two"])
  }
}
