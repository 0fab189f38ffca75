import Digests
import Files
import Intake
import Production
import Testing

/// What office programs, Macs and NAS systems do around a document: cases 10 to 15.
@Suite struct OfficeCases {
  @Test func case10OpenedAndClosedWithoutAChange() throws {
    var stage = try Stage()
    try stage.drop("brief.docx", Whole.zip())
    try stage.pass(1)
    let file = try stage.open("brief.docx")
    try stage.pass(5)
    #expect(stage.names.isEmpty)
    try stage.close(file)
    try stage.pass(30)
    #expect(stage.names == ["brief.docx"])
  }

  @Test func case11WordSavesWhileItWaits() throws {
    var stage = try Stage()
    try stage.drop("brief.docx", Whole.zip("first"))
    try stage.pass(1)
    try stage.drop("~WRD0001.tmp", Whole.zip("second"))
    try stage.rename("brief.docx", "45C1A3.tmp")
    try stage.rename("~WRD0001.tmp", "brief.docx")
    try stage.remove("45C1A3.tmp")
    try stage.pass(30)
    #expect(stage.names == ["brief.docx"])
    #expect(stage.taken[0].digest == digest(Whole.zip("second")))
  }

  @Test func case12SomebodyHasItOpenInWord() throws {
    var stage = try Stage()
    try stage.drop("OfficeReport.docx", Whole.zip())
    let open = try stage.open("OfficeReport.docx")
    try stage.drop("~$ficeReport.docx", Self.ownerFile("Ann Lee"))
    try stage.pass(100)
    #expect(stage.names.isEmpty)
    #expect(stage.words("OfficeReport.docx") == "is open in Word by Ann Lee; it is taken when it is closed there")
    #expect(stage.notes["OfficeReport.docx"] == "open in Word by Ann Lee, please close it")
    try stage.remove("~$ficeReport.docx")
    try stage.close(open)
    try stage.pass(10)
    #expect(stage.names == ["OfficeReport.docx"])
  }

  @Test(arguments: [
    ("brief.docx", "~$brief.docx", "Word"), ("letters.doc", "~$etters.doc", "Word"),
    ("OfficeReport.docx", "~$ficeReport.docx", "Word"),
    ("budget.xlsx", "~$budget.xlsx", "Excel"), ("talk.pptx", "~$talk.pptx", "PowerPoint"),
  ])
  func case12AllRulesForTheOwnersFile(_ name: String, _ owner: String, _ program: String) throws {
    var stage = try Stage()
    try stage.drop(name, Whole.zip())
    _ = try stage.open(name)
    try stage.drop(owner, Self.ownerFile("Bo"))
    try stage.pass(20)
    #expect(stage.words(name) == "is open in \(program) by Bo; it is taken when it is closed there")
  }

  @Test func case12LeftAfterACrash() throws {
    var stage = try Stage()
    try stage.drop("~$brief.docx", Self.ownerFile("Ann"))
    try stage.drop("brief.docx", Whole.zip())
    try stage.pass(5)
    #expect(stage.names.isEmpty, "an editor may be between two savings")
    try stage.pass(10)
    #expect(stage.names == ["brief.docx"])
  }

  @Test func case12WithoutLeasesTheOwnersFileIsAllThatTells() throws {
    var stage = try Stage()
    stage.world.change { $0.givesLeases = false }
    try stage.drop("brief.docx", Whole.zip())
    try stage.drop("~$brief.docx", Self.ownerFile("Ann"))
    try stage.pass(11 * 3600)
    #expect(stage.names.isEmpty)
    #expect(stage.words("brief.docx")?.hasPrefix("is open in Word by Ann") == true)
    try stage.pass(2 * 3600)
    #expect(stage.names == ["brief.docx"], "nobody has a document open for more than twelve hours")
  }

  @Test func case12LibreOfficeSaysWho() throws {
    var stage = try Stage()
    try stage.drop("plan.odt", Whole.zip("x", first: "mimetype"))
    _ = try stage.open("plan.odt")
    try stage.drop(".~lock.plan.odt#", ",cleo,desk-4,05.03.2026 14:02,file:///home/cleo;")
    try stage.pass(10)
    #expect(stage.words("plan.odt") == "is open in LibreOffice by cleo; it is taken when it is closed there")
  }

  @Test func case12TheNameIsCleaned() throws {
    var stage = try Stage()
    try stage.drop("brief.docx", Whole.zip())
    _ = try stage.open("brief.docx")
    try stage.drop("~$brief.docx", Self.ownerFile("<b>A\u{202E}/../n:n|</b>"))
    try stage.pass(100)
    #expect(stage.notes["brief.docx"] == "open in Word by bA..nnb, please close it")
  }

  @Test func case12OnlyTheEightBitNameIsThere() throws {
    var stage = try Stage()
    try stage.drop("brief.docx", Whole.zip())
    _ = try stage.open("brief.docx")
    try stage.drop("~$brief.docx", [3] + Array("Dan".utf8) + [UInt8](repeating: 0, count: 158))
    try stage.pass(20)
    #expect(stage.words("brief.docx")?.contains("by Dan;") == true)
  }

  @Test func case13WordForMacKeepsAFolderBesideIt() throws {
    var stage = try Stage()
    try stage.makeFolder("brief.docx.sb-6d6ce842-tI5oYC")
    try stage.drop("brief.docx.sb-6d6ce842-tI5oYC/brief.docx", Whole.zip("old"))
    try stage.drop("brief.docx", Whole.zip("new"))
    let open = try stage.open("brief.docx")
    try stage.pass(30)
    #expect(stage.waiting == ["brief.docx"])
    #expect(stage.words("brief.docx") == "is open in Word; it is taken when it is closed there")
    try stage.close(open)
    try stage.pass(60)
    #expect(stage.names == ["brief.docx"])
    #expect(stage.exists("brief.docx.sb-6d6ce842-tI5oYC/brief.docx"))
  }

  @Test func case14ShadowFilesOfMacs() throws {
    var stage = try Stage()
    try stage.drop("._brief.docx", "shadow before")
    try stage.drop("brief.docx", Whole.zip())
    try stage.pass(1)
    try stage.drop("._brief.docx", "shadow after")
    try stage.drop("._alone.docx", "shadow alone")
    try stage.pass(100)
    #expect(stage.names == ["brief.docx"])
    #expect(stage.exists("._brief.docx") && stage.exists("._alone.docx"))
  }

  @Test func case14TheFinderIsStillCopying() throws {
    var stage = try Stage()
    try stage.drop("film.mp4", Whole.mp4(65_000) + [0, 0, 0, 255] + Array("free".utf8) + [UInt8](repeating: 1, count: 247))
    try stage.change("film.mp4") { node in
      node.isFinderAtIt = true
      node.bytes += Self.freeBox(3000)
    }
    try stage.pass(100)
    #expect(stage.names.isEmpty)
    try stage.change("film.mp4") { $0.isFinderAtIt = false }
    try stage.pass(60)
    #expect(stage.names == ["film.mp4"])
  }

  @Test func case15LitterAppearsAllTheTime() throws {
    var stage = try Stage()
    let litter = [".DS_Store", "Thumbs.db", "desktop.ini", "Icon\r", "ehthumbs.db"]
    try stage.makeFolder("@eaDir")
    try stage.makeFolder("#recycle")
    try stage.drop("@eaDir/old.md", "x")
    try stage.makeFolder("empty")
    for round in 0..<50 {
      try stage.drop(litter[round % litter.count], "\(round)")
      try stage.drop("empty/.DS_Store", "\(round)")
      try stage.pass(1)
    }
    #expect(stage.names.isEmpty && stage.waiting.isEmpty)
    let opened = try stage.world.with { $0.opened }
    #expect(opened == 0, "nobody looks into it")
  }

  static func freeBox(_ size: Int) -> [UInt8?] {
    [0, 0, UInt8(size >> 8), UInt8(size & 255)] + Array("free".utf8) + [UInt8](repeating: 1, count: size - 8)
  }

  /// 162 bytes: the length and the name in 8-bit letters, then both in UTF-16 from byte 54 on.
  static func ownerFile(_ person: String) -> [UInt8] {
    let plain = Array(person.utf8.prefix(53))
    let units = Array(person.utf16.prefix(53))
    var bytes = [UInt8(plain.count)] + plain + [UInt8](repeating: 0x20, count: 53 - plain.count)
    bytes += [UInt8(units.count), 0] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    return bytes + [UInt8](repeating: 0, count: max(0, 162 - bytes.count))
  }
}
