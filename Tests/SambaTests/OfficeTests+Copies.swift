import Glibc
import Testing

/// Copies that take their time, stop, or never end.
extension OfficeTests {
  static let percent37 = 370_000
  static let million = 1_000_000

  @Test(arguments: Ground.allCases) func case01_aCopyThatStallsIsTakenOnceAndWhole(on ground: Ground) async throws {
    guard let office = try Office.open("case01", on: ground) else { return }
    let maria = try await office.person()
    let bytes = Words.long("Patience", bytes: 200_000)
    let file = try await maria.open("inbox/report01.txt", .create)
    try await maria.setSize(bytes.count, of: file)
    try await maria.write(Array(bytes[..<80_000]), at: 0, to: file)
    try await maria.setModified(1_577_836_800, of: file)
    try await office.pageSays("report01.txt", "being copied")
    try await office.rest()
    office.nothingWasTaken()
    try await maria.write(Array(bytes[80_000...]), at: 80_000, to: file)
    try await maria.setModified(1_577_836_800, of: file)
    try await maria.close(file)
    #expect(Array(try await office.draft("report01").utf8) == bytes)
    try await office.rest()
    #expect(office.names("review") == ["report01"])
    #expect(office.names("inbox") == [])
  }

  @Test(arguments: Ground.allCases) func case02_aCopyThatWasCutOffIsNeverTaken(on ground: Ground) async throws {
    guard let office = try Office.open("case02", on: ground) else { return }
    let maria = try await office.person()
    let file = try await maria.open("inbox/report02.txt", .create)
    try await maria.setSize(Self.million, of: file)
    try await maria.write(Array(Words.long("Gone", bytes: Self.million)[..<Self.percent37]), at: 0, to: file)
    try await maria.vanish()
    try await Self.isCutOffUntilCopiedAgain("report02", office)
  }

  /// As with "strict allocate = yes": the blocks are there, and nothing in them.
  @Test(arguments: Ground.allCases) func case03_aCutOffCopyIsFoundInAllocatedRoomToo(on ground: Ground) async throws {
    guard let office = try Office.open("case03", on: ground) else { return }
    let maria = try await office.person()
    let file = try await maria.open("inbox/report03.txt", .create)
    if ground != .samba {
      let code = posix_fallocate(Int32(file), 0, Self.million)
      try #require(code == 0)
    }
    try await maria.setSize(Self.million, of: file)
    try await maria.write(Array(Words.long("Gone", bytes: Self.million)[..<Self.percent37]), at: 0, to: file)
    try await maria.vanish()
    try await Self.isCutOffUntilCopiedAgain("report03", office)
  }

  private static func isCutOffUntilCopiedAgain(_ name: String, _ office: Office) async throws {
    try await office.pageSays("\(name).txt", "cut off at 37 %")
    try await office.rest()
    office.nothingWasTaken()
    let again = try await office.person()
    try await again.save(Words.script("Here it is again."), as: "inbox/\(name).txt")
    #expect(try await office.draft(name) == Words.script("Here it is again."))
  }

  @Test(arguments: Ground.allCases) func case04_whatIsEmptyFirstIsWaitedFor(on ground: Ground) async throws {
    guard let office = try Office.open("case04", on: ground) else { return }
    let maria = try await office.person()
    try await maria.save("", as: "inbox/late.txt")
    try await office.rest()
    office.nothingWasTaken()
    let file = try await maria.open("inbox/late.txt", .change)
    try await maria.write(Array(Words.script("Better late.").utf8), at: 0, to: file)
    try await maria.close(file)
    #expect(try await office.draft("late") == Words.script("Better late."))
    try await office.rest()
    #expect(office.names("review") == ["late"])
  }

  @Test(arguments: Ground.allCases) func case05_anEmptyFileIsToldOfUntilItGoes(on ground: Ground) async throws {
    guard let office = try Office.open("case05", on: ground) else { return }
    let maria = try await office.person()
    try await maria.save("", as: "inbox/nothing.txt")
    try await office.pageSays("nothing.txt", "empty")
    office.nothingWasTaken()
    try await maria.remove("inbox/nothing.txt")
    try await office.wait("the page to forget it") { try !office.read("STATUS.html").contains("nothing.txt") }
  }

  @Test(arguments: Ground.allCases) func case06_aScannersPagesAreOneDocument(on ground: Ground) async throws {
    guard let office = try Office.open("case06", on: ground) else { return }
    let scanner = try await office.person()
    let pages = ["TITLE: A trial\nSTYLE: tech\n\n"] + (1...5).map { "THABO: Page \($0).\nLERATO: Yes.\n" } + ["TAKEAWAY: Done.\n"]
    var length = 0
    for page in pages {
      let file = try await scanner.open("inbox/scan.txt", .edit)
      try await scanner.write(Array(page.utf8), at: length, to: file)
      try await scanner.close(file)
      length += page.utf8.count
      try await Task.sleep(for: .milliseconds(30))
    }
    #expect(try await office.draft("scan") == pages.joined())
    try await office.rest()
    #expect(office.names("review") == ["scan"])
  }

  @Test(arguments: Ground.allCases) func case07_whatGrowsIsNeverTakenEarly(on ground: Ground) async throws {
    guard let office = try Office.open("case07", on: ground) else { return }
    let recorder = try await office.person()
    let bytes = Words.long("Tape", bytes: 60_000)
    let file = try await recorder.open("inbox/tape.txt", .create)
    for start in stride(from: 0, to: bytes.count, by: 4000) {
      try await recorder.write(Array(bytes[start..<min(start + 4000, bytes.count)]), at: start, to: file)
      try await Task.sleep(for: .milliseconds(250))
    }
    office.nothingWasTaken()
    try await office.pageSays("tape.txt")
    try await recorder.close(file)
    #expect(Array(try await office.draft("tape").utf8) == bytes)
  }

  @Test(arguments: Ground.allCases) func case08_datesAreOfNoMatter(on ground: Ground) async throws {
    guard let office = try Office.open("case08", on: ground) else { return }
    let maria = try await office.person()
    for (name, seconds) in [("y1970", 1), ("y2009", 1_230_768_000), ("y2031", 1_925_000_000)] {
      let file = try await maria.open("inbox/\(name).txt", .create)
      try await maria.write(Array(Words.script(name).utf8), at: 0, to: file)
      try await maria.setModified(seconds, of: file)
      try await maria.close(file)
    }
    for name in ["y1970", "y2009", "y2031"] { #expect(try await office.draft(name) == Words.script(name)) }
  }

  @Test func aFileThatStaysOpenIsShownAsSuch() async throws {
    guard let office = try Office.open("open-long", on: .samba) else { return }
    let maria = try await office.person()
    let file = try await maria.open("inbox/minutes.txt", .create)
    try await maria.write(Array(Words.script("Written.").utf8), at: 0, to: file)
    try await office.pageSays("minutes.txt", "open in a program")
    try await office.rest()
    office.nothingWasTaken()
    try await maria.close(file)
    _ = try await office.draft("minutes")
  }

  @Test(arguments: Ground.local) func case28_aStumpOnAFullDiskIsNotTaken(on ground: Ground) async throws {
    guard let office = try Office.open("case28", on: ground) else { return }
    // What is left of a copy for which there was no room: the size was announced, the rest could not be written.
    let maria = try await office.person()
    let file = try await maria.open("inbox/large.txt", .create)
    try await maria.write(Array(repeating: 0x61, count: 8192), at: 0, to: file)
    try await maria.setSize(Self.million, of: file)
    try await maria.close(file)
    try await office.pageSays("large.txt", "cut off")
    office.nothingWasTaken()
  }

  @Test(arguments: Ground.allCases) func case29_whatCannotBeReadIsSaidAndTriedAgain(on ground: Ground) async throws {
    guard let office = try Office.open("case29", on: ground) else { return }
    guard geteuid() == 0 else { return }
    let maria = try await office.person()
    try await maria.save(Words.script("Open now."), as: "inbox/secret.txt")
    chmod("\(office.path)/inbox/secret.txt", 0)
    try await office.pageSays("secret.txt", "cannot be read")
    office.nothingWasTaken()
    chmod("\(office.path)/inbox/secret.txt", 0o660)
    #expect(try await office.draft("secret") == Words.script("Open now."))
  }
}
