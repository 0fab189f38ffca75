import Glibc
import Store
import Testing

@Suite("Connections")
struct ConnectionTests {
  let folder: TemporaryFolder
  let connection: Connection

  init() throws {
    folder = try TemporaryFolder()
    connection = try Connection(at: folder.path + "/test.sqlite")
    try connection.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, a INTEGER, b REAL, c TEXT UNIQUE, d BLOB) STRICT")
  }

  @Test(arguments: [Int64.min, -1, 0, 1, .max])
  func integersComeBackAsTheyWere(_ integer: Int64) throws {
    try connection.run("INSERT INTO things (a) VALUES (?1)", integer)
    #expect(try connection.first("SELECT a FROM things") { $0.integerOrNil(0) } == integer)
  }

  @Test(arguments: ["", "plain", "with \u{0} inside", "e\u{301} 日本語 🎬", "'; DROP TABLE things; --"])
  func textsComeBackAsTheyWere(_ text: String) throws {
    try connection.run("INSERT INTO things (c) VALUES (?1)", text)
    let back = try #require(try connection.first("SELECT c FROM things") { $0.text(0) })
    #expect(Array(back.utf8) == Array(text.utf8))
    #expect(try connection.first("SELECT typeof(c) FROM things") { $0.text(0) } == "text")
  }

  @Test(arguments: [0, 1, 3, 100_000])
  func blobsComeBackAsTheyWere(_ size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: 255 - $0 * 7) }
    try connection.run("INSERT INTO things (d) VALUES (?1)", bytes)
    #expect(try connection.first("SELECT d FROM things") { $0.blobOrNil(0) } == bytes)
  }

  @Test func nothingComesBackAsNothing() throws {
    let none: String? = nil
    try connection.run("INSERT INTO things (a, b, c, d) VALUES (?1, ?2, ?3, ?4)", nil, 1.5, none, nil)
    let (a, b, c) = try #require(
      try connection.first("SELECT a, b, c FROM things") { ($0.integerOrNil(0), $0.real(1), $0.textOrNil(2)) })
    #expect(a == nil)
    #expect(b == 1.5)
    #expect(c == nil)
  }

  @Test func aStatementMayRunInsideItsOwnRows() throws {
    for number in 1...3 { try connection.run("INSERT INTO things (a) VALUES (?1)", number) }
    func all() throws -> [Int64] { try connection.rows("SELECT a FROM things ORDER BY a") { $0.integer(0) } }
    func pairs() throws -> [[Int64]] {
      try [0, 1].flatMap { depth in
        try connection.rows("SELECT a FROM things ORDER BY a") { row in depth == 0 ? try all() : [row.integer(0)] }
      }
    }
    #expect(try pairs() == [[1, 2, 3], [1, 2, 3], [1, 2, 3], [1], [2], [3]])
  }

  @Test func aTransactionThatThrowsLeavesNothing() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try connection.transaction {
        try connection.run("INSERT INTO things (a) VALUES (1)")
        throw Stop()
      }
    }
    #expect(try connection.rows("SELECT a FROM things") { $0.integer(0) }.isEmpty)
    try connection.transaction { try connection.run("INSERT INTO things (a) VALUES (2)") }
    #expect(try connection.rows("SELECT a FROM things") { $0.integer(0) } == [2])
  }

  @Test func anErrorSaysWhichStatementButNeverItsValues() throws {
    try connection.run("INSERT INTO things (c) VALUES (?1)", "a secret")
    let error = try #require(throws: SQLError.self) { try connection.run("INSERT INTO things (c) VALUES (?1)", "a secret") }
    #expect(error.isConstraint)
    #expect(error.sql == "INSERT INTO things (c) VALUES (?1)")
    #expect(!error.description.contains("secret"))
    #expect(error.description.contains("test.sqlite"))
  }

  @Test func tooFewValuesAreAnError() {
    #expect(throws: SQLError.self) { try connection.run("INSERT INTO things (a, c) VALUES (?1, ?2)", 1) }
  }

  @Test func aSecondConnectionIsRefused() throws {
    let error = try #require(throws: SQLError.self) {
      _ = try Connection(at: folder.path + "/test.sqlite", waitingForOthers: .milliseconds(10))
    }
    #expect(error.isBusy)
  }

  @Test func afterClosingOnlyTheDatabaseIsLeft() throws {
    try connection.run("INSERT INTO things (a) VALUES (1)")
    try connection.close()
    #expect(folder.names == ["test.sqlite"])
    let again = try Connection(at: folder.path + "/test.sqlite")
    #expect(try again.first("SELECT a FROM things") { $0.integer(0) } == 1)
  }

  @Test func noSharedMemoryFileIsMade() throws {
    try connection.run("INSERT INTO things (a) VALUES (1)")
    #expect(folder.names == ["test.sqlite", "test.sqlite-wal"])
  }

  @Test func aLinkIsNotFollowed() throws {
    symlink("test.sqlite", folder.path + "/link.sqlite")
    #expect(throws: SQLError.self) { _ = try Connection(at: folder.path + "/link.sqlite") }
  }

  @Test func aFolderMayBeReachedByALink() throws {
    let other = try TemporaryFolder()
    symlink(folder.path, other.path + "/state")
    let made = try Connection(at: other.path + "/state/second.sqlite")
    #expect(made.path == folder.path + "/second.sqlite")
  }

  @Test func aMissingFolderIsSaid() throws {
    let error = try #require(throws: SQLError.self) { _ = try Connection(at: folder.path + "/nowhere/test.sqlite") }
    #expect(error.description.contains("its folder is not there"))
  }

  @Test func anotherFileIsNoDatabase() throws {
    folder.write(Array(String(repeating: "not a database at all, ", count: 50).utf8), to: "other.sqlite")
    let error = try #require(throws: SQLError.self) { _ = try Connection(at: folder.path + "/other.sqlite") }
    #expect(error.isCorrupt)
  }

  @Test func damageIsFound() throws {
    for number in 1...2000 { try connection.run("INSERT INTO things (a, c) VALUES (?1, ?2)", number, "text \(number)") }
    #expect(try connection.integrityProblems() == [])
    try connection.close()
    let descriptor = open(folder.path + "/test.sqlite", O_WRONLY)
    let noise = [UInt8](repeating: 0x5a, count: 64)
    #expect(pwrite(descriptor, noise, noise.count, 5 * 4096 + 2000) == noise.count)
    close(descriptor)
    let again = try Connection(at: folder.path + "/test.sqlite")
    #expect(try !again.integrityProblems().isEmpty)
  }

  @Test(
    arguments: [
      (0x6969, "NFS"), (0xFF53_4D42, "SMB"), (0xFE53_4D42, "SMB"), (0x6573_5546, "FUSE"), (0x0102_1997, "9P"),
      (0xEF53, nil), (0x5846_5342, nil), (0x9123_683E, nil), (0x0102_1994, nil),
    ] as [(UInt32, String?)])
  func networkFileSystemsAreKnown(_ magic: UInt32, _ name: String?) {
    #expect(FileSystem.networkName(ofMagic: magic) == name)
  }
}
