import Glibc
import Store
import Testing

/// A file system of two megabytes, where the tests may mount one.
final class TinyDisk {
  let folder: TemporaryFolder
  var path: String { folder.path }

  static var isPossible: Bool {
    guard getuid() == 0, let disk = try? TinyDisk() else { return false }
    return disk.free > 0
  }

  init() throws {
    folder = try TemporaryFolder()
    guard mount("tmpfs", path, "tmpfs", 0, "size=2m") == 0 else { throw CannotMakeFolder() }
  }

  deinit { umount2(path, 2) }

  var free: Int {
    var facts = statvfs()
    return statvfs(path, &facts) == 0 ? Int(facts.f_bavail) * Int(facts.f_frsize) : 0
  }

  /// Writes a file until nothing more fits.
  func fill() {
    let descriptor = open(path + "/filler", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    let page = [UInt8](repeating: 1, count: 4096)
    while write(descriptor, page, page.count) > 0 {}
    close(descriptor)
  }

  func empty() { unlink(path + "/filler") }
}

@Suite("A full disk", .enabled(if: TinyDisk.isPossible, "mounting a tmpfs needs root"))
struct FullDiskTests {
  let disk: TinyDisk

  init() throws { disk = try TinyDisk() }

  @Test func aWriteFailsWholeAndWorksOnceThereIsRoom() throws {
    let connection = try Connection(at: disk.path + "/test.sqlite")
    try connection.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, text TEXT) STRICT")
    try connection.run("INSERT INTO things (text) VALUES ('before')")
    disk.fill()
    let error = try #require(throws: SQLError.self) {
      try connection.transaction {
        for _ in 1...2000 { try connection.run("INSERT INTO things (text) VALUES (?1)", String(repeating: "x", count: 1000)) }
      }
    }
    #expect(error.isFull)
    #expect(error.description.contains("disk is full"))
    disk.empty()
    try connection.run("INSERT INTO things (text) VALUES ('after')")
    #expect(try connection.rows("SELECT text FROM things") { $0.text(0) } == ["before", "after"])
    #expect(try connection.integrityProblems() == [])
  }

  @Test func openingSaysThatTheDiskIsFullOrWorks() throws {
    do {
      let connection = try Connection(at: disk.path + "/test.sqlite")
      try connection.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, text TEXT) STRICT")
      try connection.close()
    }
    disk.fill()
    do {
      let connection = try Connection(at: disk.path + "/test.sqlite")
      try connection.run("INSERT INTO things (text) VALUES ('x')")
      Issue.record("a full disk took a write")
    } catch {
      #expect(error.isFull)
    }
    disk.empty()
    let connection = try Connection(at: disk.path + "/test.sqlite")
    #expect(try connection.integrityProblems() == [])
  }
}
