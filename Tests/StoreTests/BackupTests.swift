import Store
import Testing

@Suite("Backups")
struct BackupTests {
  let folder: TemporaryFolder
  let connection: Connection

  init() throws {
    folder = try TemporaryFolder()
    connection = try Connection(at: folder.path + "/test.sqlite")
    try connection.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, text TEXT) STRICT")
    try add(1...2000)
  }

  private func add(_ numbers: ClosedRange<Int>) throws {
    try connection.transaction {
      for number in numbers {
        try connection.run("INSERT INTO things VALUES (?1, ?2)", number, String(repeating: "x", count: 200))
      }
    }
  }

  @Test func whatIsWrittenMeanwhileIsInTheCopy() throws {
    let path = folder.path + "/copy.sqlite"
    let backup = try Backup(of: connection, to: path)
    #expect(try backup.step(pages: 10))
    try add(2001...2500)
    try connection.run("UPDATE things SET text = 'changed' WHERE id = 1")
    while try backup.step(pages: 10) {}
    #expect(!folder.names.contains("copy.sqlite"))
    try backup.publish()
    #expect(!folder.names.contains("copy.sqlite.part"))

    let copy = try Connection(at: path)
    #expect(try copy.integrityProblems() == [])
    #expect(try copy.first("SELECT count(*) FROM things") { $0.integer(0) } == 2500)
    #expect(try copy.first("SELECT text FROM things WHERE id = 1") { $0.text(0) } == "changed")
  }

  @Test func aBackupThatIsGivenUpLeavesNothing() throws {
    do {
      let backup = try Backup(of: connection, to: folder.path + "/copy.sqlite")
      #expect(try backup.step(pages: 10))
    }
    #expect(folder.names == ["test.sqlite", "test.sqlite-wal"])
  }

  @Test func anOlderCopyIsReplaced() throws {
    try connection.backup(to: folder.path + "/copy.sqlite")
    try add(3000...3000)
    try connection.backup(to: folder.path + "/copy.sqlite")
    let copy = try Connection(at: folder.path + "/copy.sqlite")
    #expect(try copy.first("SELECT count(*) FROM things") { $0.integer(0) } == 2001)
  }
}
