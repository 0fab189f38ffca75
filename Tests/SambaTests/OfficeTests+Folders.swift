import Glibc
import Testing

/// Whole folders.
extension OfficeTests {
  @Test(arguments: Ground.allCases) func case22_aCopiedFolderIsTakenWhole(on ground: Ground) async throws {
    guard let office = try Office.open("case22", on: ground) else { return }
    let maria = try await office.person()
    try await maria.makeFolder("inbox/Präsentation")
    try await maria.makeFolder("inbox/Präsentation/Übersicht")
    try await maria.save(Words.script("The folder."), as: "inbox/Präsentation/text.txt")
    for number in 1...60 {
      try await maria.save("Größe \(number)\n", as: "inbox/Präsentation/Übersicht/Anhang ä\(number).txt")
    }
    try await Self.isOneJobWithAll(61, office)
  }

  @Test(arguments: Ground.allCases) func case23_aMovedFolderIsTakenWhole(on ground: Ground) async throws {
    guard let office = try Office.open("case23", on: ground) else { return }
    let maria = try await office.person()
    try await maria.makeFolder("elsewhere")
    try await maria.makeFolder("elsewhere/Übersicht")
    try await maria.save(Words.script("The folder."), as: "elsewhere/text.txt")
    for number in 1...20 { try await maria.save("Größe \(number)\n", as: "elsewhere/Übersicht/Anhang ä\(number).txt") }
    try await maria.rename("elsewhere", to: "inbox/Präsentation")
    try await Self.isOneJobWithAll(21, office)
  }

  /// One folder in review/ or failed/, from which all files come back when it is over.
  private static func isOneJobWithAll(_ count: Int, _ office: Office) async throws {
    try await office.wait("the folder to be taken") { !office.exists("inbox/Präsentation") }
    // While it is read there is a folder in review/ as well, which says so and goes again.
    try await office.wait("one answer") {
      office.names("review").contains { office.exists("review/\($0)/script.txt") }
        || office.names("failed").contains { office.exists("failed/\($0)/WHY.txt") }
    }
    try await office.rest()
    let answers = office.names("review").map { "review/\($0)" } + office.names("failed").map { "failed/\($0)" }
    #expect(answers.count == 1, "\(office.picture())")
    if let job = office.names("review").first {
      try await office.person().save("", as: "review/\(job)/approved")
      try await office.finished(job)
      #expect(files(below: "outbox/\(job)/source", office) == count)
    }
  }

  private static func files(below place: String, _ office: Office) -> Int {
    office.names(place).reduce(0) { sum, name in
      let inner = "\(place)/\(name)"
      return sum + (office.names(inner).isEmpty && opendirFails("\(office.path)/\(inner)") ? 1 : files(below: inner, office))
    }
  }

  private static func opendirFails(_ path: String) -> Bool {
    guard let folder = opendir(path) else { return true }
    closedir(folder)
    return false
  }

  @Test(arguments: Ground.allCases) func case24_aFolderIsBornWithAnotherName(on ground: Ground) async throws {
    guard let office = try Office.open("case24", on: ground) else { return }
    let maria = try await office.person()
    try await maria.makeFolder("inbox/New folder")
    try await office.rest()
    #expect(office.exists("inbox/New folder"))
    office.nothingWasTaken()
    try await maria.rename("inbox/New folder", to: "inbox/Spring sale")
    try await maria.save(Words.script("In the folder."), as: "inbox/Spring sale/offer.txt")
    try await office.wait("a script of it") {
      try office.names("review").contains { name in
        try office.exists("review/\(name)/script.txt") && office.read("review/\(name)/script.txt").contains("In the folder.")
      }
    }
    #expect(!office.exists("inbox/New folder"))
  }

  @Test(arguments: Ground.allCases) func case25_aFolderThatIsMadeAnewIsWatched(on ground: Ground) async throws {
    guard let office = try Office.open("case25", on: ground) else { return }
    let maria = try await office.person()
    for _ in 1...3 {
      try await maria.makeFolder("inbox/news")
      try await Task.sleep(for: .milliseconds(200))
      try await maria.remove("inbox/news")
    }
    try await maria.makeFolder("inbox/news")
    try await maria.save("priority = \"high\"\n", as: "inbox/news/folder.toml")
    try await maria.save(Words.script("Anew."), as: "inbox/news/today.txt")
    #expect(try await office.draft("today") == Words.script("Anew."))
    #expect(office.exists("inbox/news/folder.toml"))
  }

  @Test(arguments: Ground.allCases) func case40_aHalfCopiedZipIsNotTaken(on ground: Ground) async throws {
    guard let office = try Office.open("case40", on: ground) else { return }
    let maria = try await office.person()
    // A first entry's head, and no end: closed, without a hole.
    let file = try await maria.open("inbox/bundle.zip", .create)
    try await maria.write([0x50, 0x4B, 3, 4, 20, 0] + [UInt8](repeating: 7, count: 5000), at: 0, to: file)
    try await maria.close(file)
    try await office.pageSays("bundle.zip")
    try await office.rest()
    office.nothingWasTaken()
    #expect(office.exists("inbox/bundle.zip"))
  }

  /// While the service has it on its mind, or even open.
  @Test(arguments: Ground.allCases) func aReviewFolderThatSomebodyDeletesStopsNobody(on ground: Ground) async throws {
    guard let office = try Office.open("deleting", on: ground) else { return }
    let maria = try await office.person()
    try await maria.save(Words.script("To be thrown away."), as: "inbox/away.txt")
    _ = try await office.draft("away")
    for name in try await maria.names(in: "review/away") where name != "versions" {
      try? await maria.remove("review/away/\(name)")
    }
    for name in (try? await maria.names(in: "review/away/versions")) ?? [] {
      try? await maria.remove("review/away/versions/\(name)")
    }
    try? await maria.remove("review/away/versions")
    try? await maria.remove("review/away")
    try await maria.save(Words.script("The next one."), as: "inbox/next.txt")
    #expect(try await office.draft("next") == Words.script("The next one."))
  }
}
