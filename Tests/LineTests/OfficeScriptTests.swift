import Production
import Rig
import Testing
import Zips

/// Scripts that people saved with a word processor, read by the real worker.
@Suite(.timeLimit(.minutes(10))) struct OfficeScriptTests {
  private static let lines = [
    "TITLE: Made in Word", "STYLE: tech", "", "THABO (thinking): Isn\u{2019}t it \u{201C}real\u{201D}?", "LERATO: It is.",
    "TAKEAWAY: Done.",
  ]

  /// As Word saves it, but for what nobody reads.
  private static func word(_ lines: [String]) -> [UInt8] {
    let paragraphs = lines.map { "<w:p><w:r><w:t xml:space=\"preserve\">\($0)</w:t></w:r></w:p>" }.joined()
    let document =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
      + "<w:body>\(paragraphs)</w:body></w:document>"
    return Zip.stored([("word/document.xml", Array(document.utf8))])
  }

  private func draft(_ name: String, _ rig: Rig) async throws -> String {
    try rig.write(
      "# \(name)\n\nThe moon pulls the water of the sea. The water rises, and the coast sees a tide.\n",
      to: "acme/inbox/\(name).md")
    try await rig.wait(for: name, toBe: .draft)
    try await rig.wait("the script of \(name)") { rig.exists("acme/review/\(name)/script.txt") }
    return "acme/review/\(name)"
  }

  @Test func aScriptFromWordIsTakenInTheScriptsPlace() async throws {
    let rig = try Rig()
    try rig.configure(grace: "0")
    try await rig.start()
    let folder = try await draft("tides", rig)
    try rig.write(Self.word(Self.lines), to: "\(folder)/script.docx")
    try rig.move("\(folder)/script.txt", to: "\(folder)/script approved.txt")
    try await rig.wait(for: "tides", toBe: .completed)
    let transcript = try rig.read("acme/outbox/tides/transcript.txt")
    #expect(transcript.contains("It is."), "\(transcript)")
    #expect(rig.names("acme/outbox/tides/script").contains("script.docx"))
  }

  @Test func whatCannotBeReadInItIsToldAndMended() async throws {
    let rig = try Rig()
    try rig.configure(grace: "0")
    try await rig.start()
    let folder = try await draft("mended", rig)
    let wrong = Self.word(Self.lines + ["MARIA: Who am I?"])
    try rig.write(wrong, to: "\(folder)/script approved.docx")
    try await rig.wait("the note") { rig.names(folder).contains { $0.hasPrefix("NEEDS MENDING") } }
    let name = try #require(rig.names(folder).first { $0.hasPrefix("NEEDS MENDING") })
    let note = try rig.read("\(folder)/\(name)")
    #expect(note.contains("MARIA: Who am I?") && note.contains("\"script approved.docx\""), "\(note)")
    // Not a byte of it was touched.
    #expect(try rig.bytes("\(folder)/script approved.docx") == wrong)
    #expect(try rig.story("mended")?.card.state == .draft)

    // Neither does what is no document decide anything.
    try rig.write(Array("PK\u{3}\u{4}".utf8) + [0, 1, 2, 3], to: "\(folder)/script approved.docx")
    try await rig.wait("the other note") { rig.names(folder).contains { $0.hasPrefix("NOT UNDERSTOOD") } }
    try rig.write(Self.word(Self.lines), to: "\(folder)/script approved.docx")
    try await rig.wait(for: "mended", toBe: .completed)
  }

  @Test func whereBothWereChangedAPersonIsAskedAndNotesMayComeFromWord() async throws {
    let rig = try Rig()
    try rig.configure(grace: "0")
    try await rig.start()
    let folder = try await draft("both", rig)
    try rig.write(Self.word(Self.lines), to: "\(folder)/script.docx")
    try rig.write(DecisionTests.script("I was changed too."), to: "\(folder)/script.txt")
    try rig.write("", to: "\(folder)/approved")
    try await rig.wait("the note") { rig.names(folder).contains { $0.hasPrefix("NOT UNDERSTOOD") } }
    #expect(try rig.story("both")?.approvals.isEmpty == true)
    try rig.remove("\(folder)/approved")
    try rig.write(Self.word(["Please say more about the moon."]), to: "\(folder)/rejected.docx")
    try await rig.wait("version 2") { try rig.story("both")?.card.version == 2 }
    #expect(try rig.story("both")?.approvals.last?.notes == "Please say more about the moon.")
  }
}
