import Glibc
import Testing

/// What office programs, browsers and desktops do on their own account.
extension OfficeTests {
  @Test(arguments: Ground.allCases) func case10_openingAndClosingDecidesNothing(on ground: Ground) async throws {
    guard let office = try Office.open("case10", on: ground) else { return }
    let maria = try await office.person()
    try await maria.save(Words.script("Just looking."), as: "inbox/look.txt")
    _ = try await office.draft("look")
    let file = try await maria.open("review/look/script.txt", .change)
    try await maria.close(file)
    try await office.rest()
    #expect(office.exists("review/look/script.txt"))
    #expect(office.names("review") == ["look"])
    #expect(office.names("review/look").contains { $0.hasPrefix("HOW TO APPROVE") })
    #expect(office.names("outbox") == [])
  }

  @Test(arguments: Ground.allCases) func case11_wordsSavingIsOneDocument(on ground: Ground) async throws {
    guard let office = try Office.open("case11", on: ground) else { return }
    let maria = try await office.person()
    let open = try await maria.open("inbox/letter.txt", .create)
    try await maria.write(Array(Words.script("First.").utf8), at: 0, to: open)
    // However slow this machine is: it is not taken in between, because somebody has it open.
    try await maria.saveAsWord(Words.script("Second."), as: "letter.txt", in: "inbox")
    try await maria.close(open)
    #expect(try await office.draft("letter") == Words.script("Second."))
    try await office.rest()
    #expect(office.names("review") == ["letter"])
    #expect(office.names("inbox") == [])
    // Saved once more, after it was taken: no word is lost, and the first is not mixed with it.
    try await maria.save(Words.script("Third."), as: "inbox/letter.txt")
    try await office.wait("the third text to be a script") {
      try office.names("review").contains {
        try office.exists("review/\($0)/script.txt") && office.read("review/\($0)/script.txt") == Words.script("Third.")
      }
    }
  }

  @Test(arguments: Ground.allCases) func case12_itSaysWhoHasItOpenInWord(on ground: Ground) async throws {
    guard let office = try Office.open("case12", on: ground) else { return }
    let maria = try await office.person()
    let file = try await maria.open("inbox/Quarterly report.docx", .create)
    try await maria.write(Samples.emptyZip, at: 0, to: file)
    try await Self.ownerFile("Maria Beispiel", as: "inbox/~$arterly report.docx", by: maria)
    try await office.pageSays("Quarterly report.docx", "open in Word by Maria Beispiel")
    try await office.rest()
    office.nothingWasTaken()
    #expect(try !office.read("STATUS.html").contains("~$"))
    try await maria.remove("inbox/~$arterly report.docx")
    try await maria.close(file)
    try await office.wait("it to be taken") { !office.exists("inbox/Quarterly report.docx") }
    // An owner file that a crash left behind is in nobody's way.
    try await Self.ownerFile("Peter", as: "inbox/~$notes.txt", by: maria)
    try await maria.save(Words.script("Nobody has it open."), as: "inbox/notes.txt")
    _ = try await office.draft("notes")
  }

  /// As Word makes it: the length of the name, the name, filled up; then the same in wide characters.
  private static func ownerFile(_ name: String, as place: String, by person: any Person) async throws {
    var bytes = [UInt8(name.utf8.count)] + Array(name.utf8)
    bytes += [UInt8](repeating: 0x20, count: 54 - bytes.count) + [UInt8(name.utf8.count), 0]
    for unit in name.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    bytes += [UInt8](repeating: 0x20, count: max(0, 162 - bytes.count))
    let file = try await person.open(place, .create)
    try await person.write(bytes, at: 0, to: file)
    try await person.close(file)
  }

  @Test(arguments: Ground.allCases) func case13_wordForMacsSafeSaveFolderIsNoDrop(on ground: Ground) async throws {
    guard let office = try Office.open("case13", on: ground) else { return }
    let maria = try await office.person()
    let folder = "inbox/brief.docx.sb-6d6ce842-tI5oYC"
    try await maria.makeFolder(folder)
    try await maria.save(Words.script("Not yet."), as: "\(folder)/brief.txt")
    try await office.rest()
    office.nothingWasTaken()
    #expect(office.exists("\(folder)/brief.txt"))
    #expect((try? office.read("STATUS.html").contains("sb-6d6ce842")) != true)
  }

  @Test(arguments: Ground.allCases) func case14_finderShadowsAreNoDrops(on ground: Ground) async throws {
    guard let office = try Office.open("case14", on: ground) else { return }
    let mac = try await office.person()
    try await mac.save("shadow", as: "inbox/._alone.txt")
    try await mac.save("shadow", as: "inbox/._brief.txt")
    try await mac.save(Words.script("The letter itself."), as: "inbox/brief.txt")
    #expect(try await office.draft("brief") == Words.script("The letter itself."))
    try await mac.save("shadow", as: "inbox/._brief.txt")
    try await office.rest()
    #expect(office.names("review") == ["brief"])
    #expect(office.names("failed") == [])
    #expect(office.exists("inbox/._alone.txt"))
  }

  @Test(arguments: Ground.allCases) func case15_litterIsLeftWhereItLies(on ground: Ground) async throws {
    guard let office = try Office.open("case15", on: ground) else { return }
    let maria = try await office.person()
    for folder in ["@eaDir", "#recycle"] {
      try await maria.makeFolder("inbox/\(folder)")
      try await maria.save("index", as: "inbox/\(folder)/thumb.txt")
    }
    for _ in 1...3 {
      for name in [".DS_Store", "Thumbs.db", "desktop.ini"] { try await maria.save("litter", as: "inbox/\(name)") }
      try await Task.sleep(for: .milliseconds(300))
    }
    try await office.rest()
    office.nothingWasTaken()
    for name in [".DS_Store", "Thumbs.db", "desktop.ini", "@eaDir/thumb.txt"] { #expect(office.exists("inbox/\(name)")) }
    #expect((try? office.read("STATUS.html").contains("Thumbs")) != true)
  }

  @Test(arguments: Ground.allCases) func case16_aDownloadIsTakenUnderItsLastName(on ground: Ground) async throws {
    guard let office = try Office.open("case16", on: ground) else { return }
    let browser = try await office.person()
    try await browser.save(Words.script("Downloaded."), as: "inbox/paper.txt.crdownload")
    try await browser.save(Words.script("Never finished."), as: "inbox/lost.txt.part")
    try await office.rest()
    office.nothingWasTaken()
    try await browser.rename("inbox/paper.txt.crdownload", to: "inbox/paper.txt")
    #expect(try await office.draft("paper") == Words.script("Downloaded."))
    #expect(office.exists("inbox/lost.txt.part"))
  }

  @Test(arguments: Ground.allCases) func case17_rsyncsTemporaryNameIsNoDrop(on ground: Ground) async throws {
    guard let office = try Office.open("case17", on: ground) else { return }
    let rsync = try await office.person()
    try await rsync.save(Words.script("Synced."), as: "inbox/.sync.txt.Ab3dE9")
    try await office.rest()
    office.nothingWasTaken()
    try await rsync.rename("inbox/.sync.txt.Ab3dE9", to: "inbox/sync.txt")
    #expect(try await office.draft("sync") == Words.script("Synced."))
    try await office.rest()
    #expect(office.names("review") == ["sync"])
  }

  /// Finder marks a file that it copies, writes its shadow, and its own litter, in this order.
  @Test func aMacsCopyIsOneDrop() async throws {
    guard let office = try Office.open("finder", on: .samba) else { return }
    let mac = try await office.person()
    // U+F03A is how a Mac says ":" to a server.
    let file = try await mac.open("inbox/Offer\u{F03A} draft.txt", .create)
    try await mac.write(Array(Words.script("From a Mac.").utf8), at: 0, to: file)
    try await mac.setModified(1_577_836_800, of: file)
    try await mac.close(file)
    let info = try await mac.open("inbox/Offer\u{F03A} draft.txt:AFP_AfpInfo", .edit)
    try await mac.close(info)
    try await mac.save("litter", as: "inbox/.DS_Store")
    #expect(try await office.draft("offer-draft") == Words.script("From a Mac."))
    #expect(office.names("failed") == [])
    #expect(office.names("review") == ["offer-draft"])
  }
}

enum Samples {
  /// A whole zip with nothing in it.
  static let emptyZip: [UInt8] = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)
}
