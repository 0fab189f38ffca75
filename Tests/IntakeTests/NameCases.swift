import Digests
import Files
import Intake
import Production
import Testing

/// Names, storms, restarts: cases 30 to 40 as far as intake answers for them, and the small ones that are easily forgotten.
@Suite struct NameCases {
  @Test(arguments: [100, 5000])
  func case30ThousandsAtOnceWhileNobodyListens(_ limit: Int) throws {
    var stage = try Stage(limit: limit)
    stage.hears = false
    for number in 0..<3000 { try stage.drop("drop-\(number).txt", "document \(number)") }
    stage.hears = true
    try stage.pass(200)
    #expect(Set(stage.names).count == 3000 && stage.names.count == 3000)
    #expect(stage.waiting.isEmpty)
  }

  @Test func case32SameNameWithNewContentIsANewDrop() throws {
    var stage = try Stage()
    try stage.drop("report.md", "one")
    try stage.pass(3)
    try stage.drop("report.md", "two")
    try stage.pass(3)
    #expect(stage.names == ["report.md", "report.md"])
    #expect(stage.taken.map(\.digest) == [digest("one"), digest("two")])
  }

  @Test func case33RenamedWhileItWaits() throws {
    var stage = try Stage()
    try stage.drop("draft.md")
    try stage.pass(1)
    try stage.rename("draft.md", "report.md")
    try stage.pass(1)
    try stage.rename("report.md", "Report.md")
    try stage.pass(3)
    #expect(stage.names == ["Report.md"])
  }

  @Test(arguments: [
    ("Caf\u{E9}.pdf", "Cafe\u{301}.pdf"), ("a.pdf", "A.PDF"), ("\u{C5}rsrapport.pdf", "a\u{30A}rsrapport.PDF"),
  ])
  func case35NamesThatLookAlike(_ first: String, _ second: String) throws {
    var stage = try Stage()
    let open = try stage.open(first)
    try stage.write(Whole.pdf("one"), to: open)
    try stage.pass(1)
    try stage.drop(second, Whole.pdf("two"))
    try stage.pass(100)
    #expect(stage.names.isEmpty)
    #expect(stage.words(second)?.hasPrefix("has the same name as") == true)
    #expect(stage.notes[second] == "name clashes with \(first)")
    try stage.close(open)
    try stage.pass(10)
    #expect(stage.names.map { Array($0.utf8) } == [Array(first.utf8), Array(second.utf8)])
  }

  @Test func case36NamesThatAreAnything() throws {
    var stage = try Stage()
    let names: [[UInt8]] =
      [
        "-rf.md", "a\nb.md", "\"quoted\".md", "100%d.md", "a\u{F022}b.md", "\u{202E}fdp.md", "CON.md", "brief.docx.docx.md",
        "trailing .md ", "dot.md.", "😀.md", String(repeating: "x", count: 252) + ".md",
      ].map { Array($0.utf8) } + [[0xFF, 0xFE, 0x2E, 0x6D, 0x64], [0xFF, 0xFD, 0x2E, 0x6D, 0x64]]
    for name in names {
      let file = try stage.open(InboxPath(folders: [], name: try #require(FileName(bytes: name))))
      try stage.write(Array("text".utf8), to: file)
      try stage.close(file)
    }
    try stage.pass(10)
    #expect(Set(stage.taken.map { $0.drop.path[0] }) == Set(names))
    #expect(stage.names.count == names.count)
  }

  @Test func case37OverwrittenFromWindowsUnderAnotherCase() throws {
    var stage = try Stage()
    try stage.drop("a.pdf", Whole.pdf("one"))
    try stage.pass(1)
    // The file server finds a.pdf when A.PDF is asked for, empties it, and writes.
    let file = try stage.open("a.pdf", truncating: true)
    try stage.pass(5)
    try stage.write(Whole.pdf("two"), to: file)
    try stage.close(file)
    try stage.pass(5)
    #expect(stage.names == ["a.pdf"])
    #expect(stage.taken[0].digest == digest(Whole.pdf("two")))
  }

  @Test func case38AnotherFileWithTheSameNumber() throws {
    var stage = try Stage()
    stage.hears = false
    try stage.drop("report.md", "one")
    try stage.rescan()
    try stage.pass(1.5)
    try stage.remove("report.md")
    try stage.drop("report.md", "two")
    try stage.pass(1)
    #expect(stage.names.isEmpty, "its rest began anew")
    try stage.pass(10)
    #expect(stage.taken.map(\.digest) == [digest("two")])
  }

  @Test func case39KilledAndStartedAgainAtEveryMoment() throws {
    var stage = try Stage()
    let file = try stage.open("film.mp4")
    let film = Whole.mp4(300)
    try stage.presize(file, film.count)
    for piece in stride(from: 0, to: film.count, by: 50) {
      try stage.write(Array(film[piece..<min(piece + 50, film.count)]), to: file, at: piece)
      try stage.restart()
      try stage.pass(3)
    }
    #expect(stage.names.isEmpty)
    try stage.close(file)
    for _ in 0..<5 {
      try stage.restart()
      try stage.pass(1.5)
    }
    #expect(stage.names.isEmpty, "what lies there at the start is waited for like anything else")
    try stage.pass(3)
    try stage.restart()
    try stage.pass(10)
    #expect(stage.names == ["film.mp4"])
  }

  @Test func case40AZipIsOneDropAndHalfOfOneIsNone() throws {
    var stage = try Stage()
    let zip = Whole.zip("content", first: "a.md")
    let file = try stage.open("material.zip")
    try stage.write(Array(zip.prefix(60)), to: file)
    try stage.close(file)
    try stage.pass(60)
    #expect(stage.names.isEmpty)
    try stage.drop("material.zip", zip)
    try stage.drop("letter.zip", Whole.zip())
    try stage.pass(5)
    #expect(Set(stage.names) == ["material.zip", "letter.zip"])
    #expect(stage.taken.first { $0.name == "material.zip" }?.kind == .archive)
    #expect(stage.taken.first { $0.name == "letter.zip" }?.why?.contains("Office document") == true)
  }

  @Test func bonusDeletedWhileItWaits() throws {
    var stage = try Stage()
    try stage.drop("report.md")
    try stage.makeFolder("project")
    try stage.drop("project/a.md")
    try stage.pass(1)
    try stage.remove("report.md")
    try stage.remove("project")
    try stage.pass(100)
    #expect(stage.names.isEmpty && stage.waiting.isEmpty)
  }

  @Test func bonusAnIndexerTouchesItAllTheTime() throws {
    var stage = try Stage()
    try stage.drop("report.md")
    for _ in 0..<40 where stage.names.isEmpty {
      try stage.change("report.md") { $0.changed = $0.changed.advanced(by: .milliseconds(1)) }
      stage.hear(Stage.path("report.md"), .stirred)
      try stage.pass(1)
    }
    #expect(stage.names == ["report.md"])
    #expect(stage.time > .seconds(30))
  }

  @Test func bonusItIsWrittenWhileItIsRead() throws {
    var stage = try Stage()
    let text = String(repeating: "a long text ", count: 8000)
    try stage.drop("report.md", text)
    let world = stage.world
    world.change { state in
      state.duringDigest = {
        world.change { state in
          let inode = (try? state.find([.known("report.md")])) ?? 0
          state.set(inode) { $0.bytes[5] = 66 }
        }
      }
    }
    try stage.pass(2.1)
    #expect(stage.names.isEmpty)
    #expect(stage.words("report.md") == Obstacle.changing.words)
    try stage.pass(10)
    #expect(stage.names == ["report.md"])
    #expect(stage.taken[0].digest != digest(text))
  }

  @Test(arguments: [
    [0x4C, 0, 0, 0, 1, 0x14, 2, 0, 9] as [UInt8], Array("book".utf8) + [0, 0, 0, 0] + Array("mark".utf8) + [0, 1],
  ])
  func bonusShortcutsAreNoFiles(_ bytes: [UInt8]) throws {
    var stage = try Stage()
    try stage.drop("report - Shortcut.lnk", bytes)
    try stage.pass(5)
    #expect(stage.taken.first?.why?.contains("a shortcut to a file, and not the file") == true)
  }

  @Test(arguments: ["brief Kopie.md", "brief - Kopie (2).md", "Copy of brief.md"])
  func bonusCopiesAreFilesLikeOthers(_ name: String) throws {
    var stage = try Stage()
    try stage.drop(name)
    try stage.pass(3)
    #expect(stage.names == [name])
  }

  @Test func bonusOurOwnNotesAreNoDrops() throws {
    var stage = try Stage()
    let name = "brief.docx - is empty.txt"
    let note = Seal.sealed("It waits.\n(Written by ", name: Array(name.utf8), ending: .text)
    try stage.drop(name, note)
    try stage.pass(100)
    #expect(stage.names.isEmpty && stage.waiting.isEmpty)
    #expect(stage.inbox.notesLyingThere == [Stage.path(name)])
    try stage.restart()
    try stage.pass(100)
    #expect(stage.names.isEmpty)
    // Whoever writes into it makes it a file of theirs.
    try stage.drop(name, Array("My own words.\n".utf8) + note)
    try stage.pass(40)
    #expect(stage.names == [name])
  }

  @Test func withoutLeasesItRestsLongerAndThatIsSaid() throws {
    var stage = try Stage()
    stage.world.change { $0.givesLeases = false }
    try stage.drop("report.md")
    try stage.pass(5)
    #expect(stage.names.isEmpty)
    try stage.pass(2)
    #expect(stage.names == ["report.md"])
    #expect(stage.inbox.leasesAreMissing)
  }

  @Test func onAPolledShareItRestsLonger() throws {
    var stage = try Stage()
    stage.setPolled()
    try stage.pass(31)
    try stage.drop("report.md")
    try stage.pass(38)
    #expect(stage.names.isEmpty)
    try stage.pass(5)
    #expect(stage.names == ["report.md"])
  }

  @Test func aLongWaitIsCounted() throws {
    var stage = try Stage()
    try stage.makeFolder("project")
    try stage.drop("project/a.md")
    try stage.pass(12)
    #expect(stage.words("project") == "waits 20 s more")
  }
}

func digest(_ bytes: [UInt8]) -> Digest { Digest(of: bytes) }
func digest(_ text: String) -> Digest { Digest(of: text) }
