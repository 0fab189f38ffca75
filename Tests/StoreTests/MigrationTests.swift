import Store
import Testing

@Suite("Migrations")
struct MigrationTests {
  let folder: TemporaryFolder
  var path: String { folder.path + "/ledger.sqlite" }

  let first = Migration("first", "CREATE TABLE things (id INTEGER PRIMARY KEY) STRICT; INSERT INTO things VALUES (7)")
  let second = Migration("second", "ALTER TABLE things ADD COLUMN name TEXT; CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT")

  init() throws { folder = try TemporaryFolder() }

  private func tables(_ connection: Connection) throws -> [String] {
    try connection.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") { $0.text(0) }
  }

  @Test func aNewDatabaseGetsThemAllWithoutABackup() throws {
    let connection = try Connection(at: path)
    try connection.migrate([first, second], at: 42)
    #expect(try tables(connection) == ["migrations", "more", "things"])
    #expect(try connection.rows("SELECT name FROM migrations ORDER BY position") { $0.text(0) } == ["first", "second"])
    #expect(folder.names == ["ledger.sqlite", "ledger.sqlite-wal"])
  }

  @Test func anOlderDatabaseIsCopiedBefore() throws {
    let old = try Connection(at: path)
    try old.migrate([first], at: 1)
    try old.close()
    let connection = try Connection(at: path)
    try connection.migrate([first, second], at: 2)
    #expect(try connection.first("SELECT id, name FROM things") { $0.integer(0) } == 7)

    let copy = try Connection(at: folder.path + "/ledger-before-second.sqlite")
    #expect(try tables(copy) == ["migrations", "things"])
    #expect(try copy.first("SELECT id FROM things") { $0.integer(0) } == 7)
  }

  @Test func oneThatFailsLeavesAllAsItWas() throws {
    let connection = try Connection(at: path)
    try connection.migrate([first], at: 1)
    #expect(throws: SQLError.self) {
      try connection.migrate([first, second, Migration("broken", "CREATE TABLE good (id INTEGER); CREATE NONSENSE")], at: 2)
    }
    #expect(try tables(connection) == ["migrations", "things"])
    try connection.migrate([first, second], at: 3)
    #expect(try tables(connection) == ["migrations", "more", "things"])
  }

  @Test func doneTwiceIsDoneOnce() throws {
    let connection = try Connection(at: path)
    try connection.migrate([first, second], at: 1)
    try connection.migrate([first, second], at: 2)
    #expect(try connection.first("SELECT count(*) FROM things") { $0.integer(0) } == 1)
  }

  @Test func aNewerDatabaseIsRefused() throws {
    let connection = try Connection(at: path)
    try connection.migrate([first, second], at: 1)
    let error = try #require(throws: MigrationError.self) { try connection.migrate([first], at: 2) }
    #expect(error == .newer(path: connection.path, migration: "second"))
    #expect(error.description.contains("newer version"))
  }

  @Test func anotherProgramsDatabaseIsRefused() throws {
    let connection = try Connection(at: path)
    try connection.execute("CREATE TABLE albums (id INTEGER)")
    let error = try #require(throws: MigrationError.self) { try connection.migrate([first], at: 1) }
    #expect(error == .foreign(path: connection.path))
  }
}
