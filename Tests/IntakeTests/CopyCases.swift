import Files
import Intake
import Production
import Testing

/// Copies that take their time, break off, or begin again: cases 1 to 9 and 16 to 19.
@Suite struct CopyCases {
  @Test func case01PresizedCopyThatStalls() throws {
    var stage = try Stage()
    let film = Whole.mp4(400)
    let file = try stage.open("film.mp4")
    try stage.presize(file, film.count)
    try stage.write(Array(film.prefix(film.count / 2)), to: file, at: 0)
    try stage.pass(180)
    #expect(stage.names.isEmpty)
    #expect(stage.words("film.mp4") == "is being copied: 50 % of it is there")
    #expect(stage.notes["film.mp4"] == "still being copied, please wait")
    try stage.write(Array(film.dropFirst(film.count / 2)), to: file, at: film.count / 2)
    try stage.close(file)
    try stage.pass(10)
    #expect(stage.names == ["film.mp4"])
    try stage.pass(100)
    #expect(stage.names.count == 1)
  }

  @Test func case02LaptopClosedInTheMiddleOfACopy() throws {
    var stage = try Stage()
    let file = try stage.open("brief.docx")
    let brief = Whole.zip(String(repeating: "word ", count: 100))
    try stage.presize(file, brief.count)
    try stage.write(Array(brief.prefix(brief.count * 38 / 100)), to: file, at: 0)
    try stage.close(file)
    try stage.pass(120)
    #expect(stage.names.isEmpty)
    #expect(stage.words("brief.docx")?.hasPrefix("was cut off at 3") == true)
    #expect(stage.notes["brief.docx"]?.hasSuffix("percent, please copy it again") == true)
    try stage.drop("brief.docx", brief)
    try stage.pass(10)
    #expect(stage.names == ["brief.docx"])
    #expect(stage.notes.isEmpty)
  }

  @Test func case02TextWithAHoleIsCutOffToo() throws {
    var stage = try Stage()
    let file = try stage.open("notes.md")
    try stage.presize(file, 1000)
    try stage.write(Array("# Notes".utf8), to: file, at: 0)
    try stage.close(file)
    try stage.pass(60)
    #expect(stage.names.isEmpty)
    #expect(stage.words("notes.md") == "was cut off at 0 %; please copy it again")
  }

  @Test(arguments: ["brief.docx", "paper.pdf"])
  func case03TheRestIsZerosAndNoHole(_ name: String) throws {
    var stage = try Stage()
    let whole = [
      "brief.docx": Whole.zip("abc"), "paper.pdf": Whole.pdf("a page with many words on it"),
    ][name]!
    let cut = whole.count - 26
    try stage.drop(name, Array(whole.prefix(cut)) + [UInt8](repeating: 0, count: whole.count - cut + 3000))
    try stage.pass(60)
    #expect(stage.names.isEmpty)
    #expect(stage.words(name) == Obstacle.unfinished.words)
    try stage.pass(700)
    #expect(stage.names.isEmpty)
    #expect(stage.words(name)?.contains("please copy it again") == true)
    #expect(stage.notes[name]?.contains("please copy it again") == true)
    try stage.drop(name, whole)
    try stage.pass(200)
    #expect(stage.names == [name])
  }

  /// What a camera or a recorder could not finish comes to no better end: as soon as nobody is at it, it is given back.
  @Test(arguments: [
    (Array(Whole.mp4(400).prefix(300)), "only "), (Array(Whole.mp4().dropLast(24)), "its end is missing"),
    ([UInt8](repeating: 0, count: 500), "never written"), ([0x25], "its end is missing"), ([], "is empty"),
  ])
  func case02ARecordingThatNobodyGoesOnWithIsGivenBack(_ bytes: [UInt8], _ words: String) throws {
    var stage = try Stage()
    try stage.drop("film.mp4", bytes)
    try stage.pass(100)
    #expect(stage.names.isEmpty)
    try stage.pass(200)
    #expect(stage.names == ["film.mp4"])
    #expect(stage.taken.first?.why?.contains(words) == true, "\(stage.taken.first?.why ?? "")")
  }

  /// As long as somebody has it open, it may still be written to.
  @Test func case07ARecordingThatPausesIsWaitedFor() throws {
    var stage = try Stage()
    let whole = Whole.mp4(400)
    let file = try stage.open("film.mp4")
    try stage.write(Array(whole.prefix(300)), to: file)
    try stage.pass(3000)
    #expect(stage.names.isEmpty)
    try stage.write(Array(whole.dropFirst(300)), to: file)
    try stage.close(file)
    try stage.pass(300)
    #expect(stage.names == ["film.mp4"] && stage.taken.first?.why == nil)
  }

  /// A picture of a telephone lies in the same boxes, and has another index: it is no recording that lacks something.
  @Test func aPictureInBoxesIsWhole() throws {
    var stage = try Stage()
    let picture = Whole.box("ftyp", 16) + Whole.box("meta", 60) + Whole.box("mdat", 40)
    try stage.drop("IMG_1.heic", picture)
    try stage.pass(10)
    #expect(stage.names == ["IMG_1.heic"])
  }

  /// What somebody wrote behind it does not make it less whole.
  @Test func aRecordingWithSomethingBehindItIsWhole() throws {
    var stage = try Stage()
    try stage.drop("film.mp4", Whole.mp4() + Array("made by a program".utf8))
    try stage.pass(10)
    #expect(stage.names == ["film.mp4"] && stage.taken.first?.why == nil)
  }

  @Test(arguments: ["paper.pdf", "brief.docx", "voice.wav"])
  func case02CutOffWithinTheFirstBytes(_ name: String) throws {
    var stage = try Stage()
    try stage.drop(name, [0x25])
    try stage.pass(700)
    #expect(stage.names.isEmpty)
    #expect(stage.words(name) == Obstacle.cutOff(percent: nil).words)
  }

  @Test func case03AllIsZeros() throws {
    var stage = try Stage()
    try stage.drop("brief.docx", [UInt8](repeating: 0, count: 500))
    try stage.pass(700)
    #expect(stage.words("brief.docx") == "was cut off at 0 %; please copy it again")
  }

  @Test func case04NothingFirstAndTheContentLater() throws {
    var stage = try Stage()
    try stage.drop("report.md", "")
    try stage.pass(30)
    let file = try stage.open("report.md")
    try stage.write(Array("# Report".utf8), to: file)
    try stage.pass(3)
    try stage.close(file)
    try stage.pass(10)
    #expect(stage.names == ["report.md"])
  }

  @Test func case05EmptyForEver() throws {
    var stage = try Stage()
    try stage.drop("report.md", "")
    try stage.pass(20)
    #expect(stage.words("report.md")?.hasPrefix("has just arrived") == true)
    #expect(stage.notes.isEmpty)
    try stage.pass(100)
    #expect(stage.words("report.md") == Obstacle.empty.words)
    #expect(stage.notes == ["report.md": "is empty"])
    try stage.remove("report.md")
    #expect(stage.waiting.isEmpty && stage.notes.isEmpty)
  }

  /// The first scans teach it: each later one is waited for as long as its pages take.
  @Test func case06ScannerThatOpensItsFileForEveryPage() throws {
    var stage = try Stage()
    func scan(_ name: String, pages: Int, pause: Double, _ stage: inout Stage) throws {
      for page in 1...pages {
        let file = try stage.open(name)
        try stage.write(Array("page \(page)\n".utf8), to: file)
        try stage.close(file)
        if page < pages { try stage.pass(pause) }
      }
    }
    try scan("first.txt", pages: 5, pause: 1.5, &stage)
    try stage.pass(120)
    #expect(stage.names == ["first.txt"])
    // Longer pauses than the quiet time, and yet one drop.
    try scan("second.txt", pages: 6, pause: 4, &stage)
    try stage.pass(120)
    #expect(stage.names == ["first.txt", "second.txt"])
    #expect(stage.taken.last?.drop.size == 42)
    // It is learnt for this kind of file only, and never without bounds.
    let start = stage.time
    try stage.drop("other.md")
    try stage.pass(5)
    #expect(stage.names.last == "other.md")
    #expect(stage.time - start <= .seconds(5))
  }

  @Test func case06APDFIsKeptBackByItsMissingEnd() throws {
    var stage = try Stage()
    var file = try stage.open("scan.pdf")
    try stage.write(Array("%PDF-1.4\npage one\n".utf8), to: file)
    try stage.close(file)
    try stage.pass(60)
    #expect(stage.names.isEmpty)
    file = try stage.open("scan.pdf")
    try stage.write(Array("page two\n%%EOF\n".utf8), to: file)
    try stage.close(file)
    try stage.pass(10)
    #expect(stage.names == ["scan.pdf"])
  }

  @Test func case07RecordingThatGrowsForAnHour() throws {
    var stage = try Stage()
    let file = try stage.open("call.mkv")
    for _ in 0..<1800 {
      try stage.write([1, 2, 3], to: file)
      try stage.pass(2)
    }
    #expect(stage.names.isEmpty)
    #expect(stage.words("call.mkv") == "is being copied")
    #expect(stage.notes["call.mkv"] == "still being copied, please wait")
    try stage.close(file)
    try stage.pass(10)
    #expect(stage.names == ["call.mkv"])
  }

  @Test(arguments: [0, 1_250_000_000, 1_924_905_600, -5])
  func case08TheTimeOfModificationIsOfNoMeaning(_ seconds: Int64) throws {
    var stage = try Stage()
    let file = try stage.open("old.md")
    try stage.write(Array("text".utf8), to: file)
    try stage.change("old.md") { $0.modified = Moment(microseconds: seconds * 1_000_000) }
    try stage.pass(20)
    #expect(stage.names.isEmpty)
    try stage.close(file)
    try stage.pass(3)
    #expect(stage.names == ["old.md"])
  }

  @Test(arguments: [-3600.0, 3600, -100_000_000])
  func case09TheClockOnTheWallJumps(_ jump: Double) throws {
    var stage = try Stage()
    try stage.drop("report.md")
    stage.world.change { $0.wall += Int64(jump * 1e6) }
    try stage.pass(1.9)
    #expect(stage.names.isEmpty)
    try stage.pass(0.2)
    #expect(stage.names == ["report.md"])
  }

  @Test func case16DownloadThatIsRenamedWhenItIsWhole() throws {
    var stage = try Stage()
    try stage.drop("paper.pdf.crdownload", Whole.pdf())
    try stage.pass(60)
    #expect(stage.names.isEmpty && stage.waiting.isEmpty)
    try stage.rename("paper.pdf.crdownload", "paper.pdf")
    try stage.pass(3)
    #expect(stage.names == ["paper.pdf"])
  }

  @Test(arguments: ["paper.pdf.crdownload", "film.mp4.part"])
  func case16DownloadThatWasGivenUp(_ name: String) throws {
    var stage = try Stage()
    try stage.drop(name, "half")
    try stage.pass(3000)
    #expect(stage.words(name) == nil)
    try stage.pass(700)
    #expect(stage.words(name)?.contains("browser download that was not finished") == true)
    try stage.remove(name)
    #expect(stage.waiting.isEmpty && stage.names.isEmpty)
  }

  @Test func case17RsyncWithATemporaryNameAndInPlace() throws {
    var stage = try Stage()
    try stage.drop(".report.md.a8Xc2Q", "# Report")
    try stage.pass(5)
    try stage.rename(".report.md.a8Xc2Q", "report.md")
    let inPlace = try stage.open("plan.md")
    for piece in ["# Plan", " and", " more"] {
      try stage.write(Array(piece.utf8), to: inPlace)
      try stage.pass(4)
    }
    #expect(stage.names == ["report.md"])
    try stage.close(inPlace)
    try stage.pass(3)
    #expect(stage.names == ["report.md", "plan.md"])
  }

  @Test func case17SparseCopyOfARecordingWithSilence() throws {
    var stage = try Stage()
    let sound = Whole.wav(6000)
    let file = try stage.open("voice.wav")
    try stage.presize(file, sound.count)
    try stage.write(Array(sound.prefix(1000)), to: file, at: 0)
    try stage.write(Array(sound.suffix(1000)), to: file, at: sound.count - 1000)
    try stage.close(file)
    try stage.pass(3)
    #expect(stage.names == ["voice.wav"])
  }

  @Test func case18MovedInFromAnotherFolder() throws {
    var stage = try Stage()
    stage.hears = false
    try stage.makeFolder(".elsewhere")
    try stage.drop(".elsewhere/report.md")
    stage.hears = true
    try stage.rename(".elsewhere/report.md", "report.md")
    try stage.pass(3)
    #expect(stage.names == ["report.md"])
  }

  @Test func case19HardLinkOrFileWithoutANameBefore() throws {
    var stage = try Stage()
    _ = try stage.link("report.md", "# Report")
    try stage.pass(9)
    #expect(stage.names.isEmpty, "only its name was heard of: it rests longer")
    try stage.pass(2)
    #expect(stage.names == ["report.md"])
  }

  @Test func case19TheTwinIsStillBeingWritten() throws {
    var stage = try Stage()
    let inode = try stage.link("report.md", "# Rep")
    stage.world.change { $0.nodes[inode]?.writers = 1 }
    try stage.pass(40)
    #expect(stage.names.isEmpty)
    stage.world.change { state in
      state.set(inode) { $0.bytes += Array("ort".utf8) }
      state.nodes[inode]?.writers = 0
    }
    try stage.pass(60)
    #expect(stage.names == ["report.md"])
    #expect(stage.taken[0].drop.size == 8)
  }
}
