import Glibc
import Ledger
import OldLedgers
import Production
import Store
import Testing

/// A small file system that the tests can fill; mounting one needs root.
final class TinyDisk: Sendable {
  let path: String

  static var isPossible: Bool { getuid() == 0 && (try? TinyDisk()) != nil }

  init() throws {
    path = try LedgerFixture.newFolder()
    // The ballast, and room beside it for the database and its log.
    guard mount("tmpfs", path, "tmpfs", 0, "size=14m") == 0 else {
      rmdir(path)
      throw CannotMakeFolder()
    }
  }

  deinit {
    umount2(path, 2)
    rmdir(path)
  }

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
  let clock = TestClock()

  init() throws { disk = try TinyDisk() }

  private func open() async throws -> Ledger {
    let clock = clock
    return try await Ledger.open(folder: disk.path) { clock.now }
  }

  private func drops(_ count: Int) throws -> [DropNotice] {
    try (0..<count).map { .order(try LedgerFixture.order("drop-\($0).md", inode: UInt64($0))) }
  }

  private func isDiskFull(_ error: any Error) -> Bool {
    guard case LedgerError.diskFull = error else { return false }
    return true
  }

  @Test func aWriteIsWholeOrNotThereAndTheBallastHelps() async throws {
    let ledger = try await open()
    #expect(try await ledger.hasBallast)
    disk.fill()
    do {
      _ = try await ledger.beginClaims(try drops(3000))
      Issue.record("a full disk took three thousand rows")
    } catch {
      #expect(isDiskFull(error))
    }
    #expect(try await ledger.openClaims().isEmpty)

    #expect(try await ledger.freeBallast())
    #expect(try await ledger.hasBallast == false)
    #expect(try await ledger.beginClaims(try drops(100)).count == 100)
    #expect(try await ledger.verify() == [])
    disk.fill()
    #expect(try await ledger.restoreBallast() == false)
    disk.empty()
    // The kernel counts the free blocks of each core, and may take a moment to find them all.
    var isBack = false
    for _ in 0..<100 where !isBack {
      isBack = try await ledger.restoreBallast()
      if !isBack { usleep(20_000) }
    }
    #expect(isBack)
  }

  @Test func aLedgerOpensOnAFullDisk() async throws {
    let first = try await open()
    _ = try await first.beginClaims(try drops(5))
    try await first.close()
    disk.fill()
    let ledger = try await open()
    #expect(try await ledger.openClaims().count == 5)
    _ = try await ledger.freeBallast()
    #expect(try await ledger.beginClaims(try drops(10)).count == 10)
  }

  @Test func anUpgradeOnAFullDiskTakesTheBallast() async throws {
    try await open().close()
    let older = try Connection(at: disk.path + "/ledger.sqlite")
    try OldLedger.takeBack(older)
    try older.close()
    disk.fill()
    let ledger = try await open()
    #expect(try await ledger.hasBallast == false)
    #expect(try await ledger.verify() == [])
  }

  @Test func aNewLedgerOnAFullDiskSaysDiskFull() async throws {
    disk.fill()
    do {
      _ = try await open()
      Issue.record("a full disk took a new ledger")
    } catch {
      #expect(isDiskFull(error))
      #expect("\(error)".contains("full"))
    }
  }
}
