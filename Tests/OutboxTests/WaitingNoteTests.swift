import Files
import Outbox
import Production
import Testing

@Suite struct WaitingNoteTests {
  private func note(_ name: String, _ title: String = "is empty") -> WaitingNote {
    WaitingNote(path: name.split(separator: "/").map { Array($0.utf8) }, title: title, sentence: title + "; wait")
  }

  private func names(_ share: TestShare, _ folders: String...) throws -> [String] {
    let path = ["inbox"] + folders
    return try share.share.folder(path.map { try #require(FileName($0)) }).entries().map(\.name.description).sorted()
  }

  private func lying(_ names: [String]) -> [[[UInt8]]] { names.map { $0.split(separator: "/").map { Array($0.utf8) } } }

  @Test func theNoteLiesBesideItsDropAndGoesAway() throws {
    let share = try TestShare()
    let cut = note("brief.docx", "copy cut off at 38 percent, please copy it again")
    try share.outbox.showWaiting([cut], new: [cut], lying: [])
    let name = "brief.docx - copy cut off at 38 percent, please copy it again.txt"
    #expect(try names(share) == [name])
    // Once more, it is the same one; with other words, it is another.
    try share.outbox.showWaiting([cut], new: [cut], lying: lying([name]))
    #expect(try names(share) == [name])
    let other = note("brief.docx", "still being copied, please wait")
    try share.outbox.showWaiting([other], new: [other], lying: lying([name]))
    #expect(try names(share) == ["brief.docx - still being copied, please wait.txt"])
    try share.outbox.showWaiting([], new: [], lying: lying(try names(share)))
    #expect(try names(share).isEmpty)
  }

  @Test func itBearsOurSealAndOneThatAPersonWroteIntoStays() throws {
    let share = try TestShare()
    try share.outbox.showWaiting([note("a.md")], new: [note("a.md")], lying: [])
    let inbox = try share.share.folder(.known("inbox"))
    let name = FileName.known("a.md - is empty.txt")
    let bytes = try #require(try inbox.read(name, atMost: 9999))
    #expect(Seal.isOurs(name: name.bytes, bytes: bytes))
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("\"a.md\" is not taken yet: it is empty; wait."))
    try inbox.write(name, Array("mine ".utf8) + bytes)
    try share.outbox.showWaiting([], new: [], lying: [[name.bytes]])
    #expect(try names(share) == ["a.md - is empty.txt"])
  }

  @Test(arguments: ["a:b?*\"<>|%.md", String(repeating: "long ", count: 50) + ".md", "line\nbreak.md", "\u{202E}fdp.md"])
  func itsNameSurvivesEverySystem(_ name: String) throws {
    let share = try TestShare()
    let note = note(name, "open in Word by Ann, please close it")
    try share.outbox.showWaiting([note], new: [note], lying: [])
    let written = try #require(try names(share).first)
    #expect(written.hasSuffix(" - open in Word by Ann, please close it.txt"))
    #expect(!written.contains { ":?*\"<>|\n\u{202E}".contains($0) } && written.utf8.count <= 200)
    try share.outbox.showWaiting([], new: [], lying: lying([written]))
    #expect(try names(share).isEmpty)
  }

  @Test func whereNoneCanBeWrittenTheOthersStillAre() throws {
    let share = try TestShare()
    let notes = [note("gone/a.md"), note("b.md")]
    try share.outbox.showWaiting(notes, new: notes, lying: lying(["gone/c.md - is empty.txt"]))
    #expect(try names(share) == ["b.md - is empty.txt"])
  }
}
