import Glibc
import Testing

/// Files that come by other ways than a copy, and names that nobody expects.
extension OfficeTests {
  @Test(arguments: Ground.allCases) func case18_whatIsMovedInIsTaken(on ground: Ground) async throws {
    guard let office = try Office.open("case18", on: ground) else { return }
    let maria = try await office.person()
    try await maria.makeFolder("My drafts")
    try await maria.save(Words.script("Moved."), as: "My drafts/moved.txt")
    try await maria.rename("My drafts/moved.txt", to: "inbox/moved.txt")
    #expect(try await office.draft("moved") == Words.script("Moved."))
    #expect(office.names("My drafts") == [])
  }

  @Test(arguments: Ground.local) func case19_aHardLinkIsCopied(on ground: Ground) async throws {
    guard let office = try Office.open("case19", on: ground) else { return }
    let maria = try await office.person()
    try await maria.makeFolder("mine")
    try await maria.save(Words.script("The twin."), as: "mine/twin.txt")
    #expect(link("\(office.path)/mine/twin.txt", "\(office.path)/inbox/linked.txt") == 0)
    #expect(try await office.draft("linked") == Words.script("The twin."))
    try await maria.save(Words.script("Changed later."), as: "mine/twin.txt")
    try await office.rest()
    #expect(try office.read("review/linked/script.txt") == Words.script("The twin."))
    #expect(try office.read("mine/twin.txt") == Words.script("Changed later."))
  }

  @Test(arguments: Ground.local) func case20_linksAreNeverFollowed(on ground: Ground) async throws {
    guard let office = try Office.open("case20", on: ground) else { return }
    for (target, name) in [
      ("/etc/passwd", "outside.txt"), ("nowhere", "dangling.txt"), ("loop.txt", "loop.txt"), ("/etc", "folder"),
    ] {
      #expect(symlink(target, "\(office.path)/inbox/\(name)") == 0)
    }
    try await office.pageSays("outside.txt", "is a link")
    try await office.rest()
    office.nothingWasTaken()
  }

  /// The example share itself follows no link.
  @Test func theFileServerFollowsNoLinks() async throws {
    guard let office = try Office.open("links", on: .samba) else { return }
    #expect(symlink("/etc", "\(office.path)/outbox/system") == 0)
    #expect(symlink("/etc/hostname", "\(office.path)/outbox/name.txt") == 0)
    let maria = try await office.person()
    await #expect(throws: PersonError.self) { _ = try await maria.names(in: "outbox/system") }
    await #expect(throws: PersonError.self) { _ = try await maria.read("outbox/name.txt") }
    // Nor does it show what is the service's own.
    #expect(try await !maria.names(in: "").contains(".dropreel"))
  }

  @Test(arguments: Ground.local) func case21_aPipeBlocksNobody(on ground: Ground) async throws {
    guard let office = try Office.open("case21", on: ground) else { return }
    #expect(mkfifo("\(office.path)/inbox/film.txt", 0o660) == 0)
    let maria = try await office.person()
    try await maria.save(Words.script("After the pipe."), as: "inbox/after.txt")
    _ = try await office.draft("after")
    try await office.pageSays("film.txt")
    #expect(office.names("review") == ["after"])
  }

  @Test(arguments: Ground.allCases) func case33_aNewNameWhileItWaitsIsFollowed(on ground: Ground) async throws {
    guard let office = try Office.open("case33", on: ground) else { return }
    let maria = try await office.person()
    let file = try await maria.open("inbox/plan.txt", .create)
    try await maria.write(Array(Words.script("Renamed.").utf8), at: 0, to: file)
    try await maria.rename("inbox/plan.txt", to: "inbox/Plan B.txt")
    try await maria.rename("inbox/Plan B.txt", to: "inbox/plan b.txt")
    try await maria.close(file)
    #expect(try await office.draft("plan-b") == Words.script("Renamed."))
    try await office.rest()
    #expect(office.names("review") == ["plan-b"])
  }

  @Test(arguments: Ground.allCases) func case35_twoSpellingsOfOneNameAreTwoDrops(on ground: Ground) async throws {
    guard let office = try Office.open("case35", on: ground) else { return }
    let maria = try await office.person()
    try await maria.save(Words.script("Composed."), as: "inbox/Caf\u{E9}.txt")
    try await maria.save(Words.script("Decomposed."), as: "inbox/Cafe\u{301}.txt")
    try await office.wait("both to be scripts") {
      let texts = try office.names("review").compactMap { name in
        office.exists("review/\(name)/script.txt") ? try office.read("review/\(name)/script.txt") : nil
      }
      return Set(texts) == [Words.script("Composed."), Words.script("Decomposed.")]
    }
    // Nobody at a desk can tell the names apart otherwise.
    let names = office.names("review")
    #expect(Set(names.map { $0.unicodeScalars.filter { $0.value < 0x300 }.map(String.init).joined() }).count == 2, "\(names)")
  }

  @Test(arguments: Ground.allCases) func case36_anyNameIsOnlyAName(on ground: Ground) async throws {
    guard let office = try Office.open("case36", on: ground) else { return }
    let maria = try await office.person()
    let names = [
      "-rf.txt", "100% \u{1F600}.txt", "it's \u{201C}so\u{201D}.txt", "\u{202E}txt.gpj.txt", "CON.txt", "brief.docx.txt",
      "$(reboot).txt", "a;b&c.txt", String(repeating: "long ", count: 48) + "name.txt", " space.txt",
      "\u{F022}quoted\u{F022}.txt",
    ]
    for (number, name) in names.enumerated() { try await maria.save(Words.script("Number \(number)."), as: "inbox/\(name)") }
    try await office.wait("all to be scripts") {
      office.names("review").filter { office.exists("review/\($0)/script.txt") }.count == names.count
    }
    #expect(office.names("inbox") == [])
    #expect(office.names("failed") == [])
    let jobs = office.names("review")
    let texts = try Set(jobs.map { try office.read("review/\($0)/script.txt") })
    #expect(texts == Set(names.indices.map { Words.script("Number \($0).") }))
    // Each can be reached by the names that were made of them.
    for job in jobs { #expect(try await maria.names(in: "review/\(job)").contains("script.txt")) }
  }

  /// Windows knows one name where Linux knows two.
  @Test func case37_anotherCaseIsTheSameFile() async throws {
    guard let office = try Office.open("case37", on: .samba) else { return }
    let maria = try await office.person()
    let file = try await maria.open("inbox/price list.txt", .create)
    try await maria.write(Array(Words.script("Old.").utf8), at: 0, to: file)
    try await maria.save(Words.script("New."), as: "inbox/PRICE LIST.TXT")
    try await maria.close(file)
    #expect(try await office.draft("price-list") == Words.script("New."))
    try await office.rest()
    #expect(office.names("review") == ["price-list"])
  }

  @Test(arguments: Ground.allCases) func case38_anotherFileOfTheSameNameIsAnotherFile(on ground: Ground) async throws {
    guard let office = try Office.open("case38", on: ground) else { return }
    let maria = try await office.person()
    for number in 1...10 {
      try await maria.save(Words.script("Number \(number)."), as: "inbox/again and over.txt")
      // On a very slow machine it may have been taken by now, as it should be.
      if number < 10 { try? await maria.remove("inbox/again and over.txt") }
    }
    func texts() throws -> [String] {
      try office.names("review").filter { office.exists("review/\($0)/script.txt") }.map {
        try office.read("review/\($0)/script.txt")
      }
    }
    try await office.wait("the last text") { try texts().contains(Words.script("Number 10.")) }
    try await office.rest()
    let all = try texts()
    #expect(Set(all).count == all.count, "\(all)")
  }

  @Test(arguments: Ground.allCases) func case32_theSameTwiceIsMadeOnce(on ground: Ground) async throws {
    guard let office = try Office.open("case32", on: ground) else { return }
    let maria = try await office.person()
    try await maria.save(Words.script("Once."), as: "inbox/first.txt")
    _ = try await office.draft("first")
    try await maria.save(Words.script("Once."), as: "inbox/second.txt")
    try await office.wait("a pointer to the first") { office.exists("outbox/second/ALREADY-MADE.txt") }
    try await maria.save(Words.script("Something else."), as: "inbox/first.txt")
    try await office.wait("the new content") {
      try office.names("review").contains { name in
        try office.exists("review/\(name)/script.txt")
          && office.read("review/\(name)/script.txt") == Words.script("Something else.")
      }
    }
    #expect(office.names("failed") == [])
  }
}
