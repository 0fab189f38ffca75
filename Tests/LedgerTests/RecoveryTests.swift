import Digests
import Glibc
import Ledger
import OldLedgers
import Production
import Store
import Testing

@Suite("Kills, copies and upgrades")
struct RecoveryTests {
  let fixture: LedgerFixture

  init() async throws { fixture = try await LedgerFixture() }

  /// What a kill leaves: the files as they are at this instant, without a close.
  private func killed() async throws -> LedgerFixture {
    let copy = try LedgerFixture.newFolder()
    for name in LedgerFixture.names(in: fixture.folder) where name.hasPrefix("ledger.sqlite") {
      try Self.copy("\(fixture.folder)/\(name)", to: "\(copy)/\(name)")
    }
    return try await LedgerFixture(folder: copy, clock: fixture.clock)
  }

  private static func copy(_ path: String, to newPath: String) throws {
    let source = open(path, O_RDONLY)
    let target = open(newPath, O_WRONLY | O_CREAT, 0o600)
    defer {
      close(source)
      close(target)
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while case let count = read(source, &buffer, buffer.count), count > 0 {
      try #require(write(target, buffer, count) == count)
    }
  }

  @Test func afterAKillWorkBeginsAgainAndIsNoTry() async throws {
    let read = try await fixture.take("read.md")
    _ = try #require(try await fixture.lease([.read]))
    let rendered = try await fixture.draft("rendered.md")
    try await fixture.approve(rendered)
    try await fixture.finish(try #require(try await fixture.lease([.voice])), then: .audioReady, next: .picture)
    _ = try #require(try await fixture.lease([.picture]))
    try await fixture.take("claimed.md")
    let claims = try await fixture.ledger.beginClaims([.order(try LedgerFixture.order("open.md"))])

    let after = try await killed()
    #expect(try await after.ledger.openClaims() == claims)
    let recovery = try await after.ledger.recoverAfterRestart()
    #expect(recovery.abandoned == [read, rendered])
    #expect(recovery.perhapsCharged.isEmpty)
    #expect(try await after.state(read) == .queued)
    #expect(try await after.state(rendered) == .audioReady)

    let picture = try #require(try await after.lease([.picture]))
    #expect(picture.job.name == rendered)
    #expect(picture.lease.attempt == 1)
    #expect(picture.job.results[.voice] != nil)
    #expect(try await after.ledger.counts(picture.lease).interruptions == 1)
    #expect(try await after.ledger.recoverAfterRestart().abandoned == [rendered])
    #expect(try await after.ledger.verify() == [])
  }

  /// Every instant between two commits is one that a kill may choose.
  @Test func atEveryStepAKillLeavesASoundLedger() async throws {
    func check() async throws {
      let after = try await killed()
      _ = try await after.ledger.recoverAfterRestart()
      #expect(try await after.ledger.verify() == [])
    }
    let job = try await fixture.take("a.md")
    try await check()
    let read = try #require(try await fixture.lease())
    try await check()
    try await fixture.finish(read, then: .reading, next: .script)
    try await fixture.write(job)
    try await check()
    try await fixture.approve(job)
    try await check()
    try await fixture.makeVideo(job)
    try await check()
    try await fixture.ledger.publish(job, outputs: [Artifact(name: "a.mp4", digest: Digest(of: "mp4"), size: 9)])
    try await check()
  }

  @Test func aBackupWhileWritingIsASoundLedger() async throws {
    for number in 1...200 { try await fixture.take("before-\(number).md") }
    let ledger = fixture.ledger
    let copy = try LedgerFixture.newFolder()
    async let copied: Void = ledger.backup(to: copy + "/ledger.sqlite")
    for number in 1...50 { try await fixture.take("meanwhile-\(number).md") }
    try await copied
    try await fixture.take("afterwards.md")

    let restored = try await LedgerFixture(folder: copy, clock: fixture.clock)
    #expect(try await restored.ledger.verify() == [])
    #expect(try await restored.ledger.jobs(limit: 1000).count >= 200)
    let afterwards = try #require(JobName("afterwards"))
    #expect(try await restored.ledger.job(named: afterwards) == nil)
  }

  @Test func aLedgerOfANewerVersionIsRefused() async throws {
    try await fixture.tamper { try $0.run("INSERT INTO migrations (name, at) VALUES ('from-the-future', 1)") }
    let clock = fixture.clock
    let error = try await #require(throws: LedgerError.self) { _ = try await Ledger.open(folder: fixture.folder) { clock.now } }
    guard case .unusable(let sentence) = error else { throw LedgerError.closed }
    #expect(sentence.contains("newer version"))
    #expect(sentence.contains("from-the-future"))
  }

  @Test func anOlderLedgerIsCopiedAndBroughtUp() async throws {
    // As far as the first migrations went, with a client in it.
    let draft = try await fixture.draft("draft.md")
    try await fixture.tamper { connection in
      try OldLedger.takeBack(connection)
    }
    let upgraded = try await LedgerFixture(folder: fixture.folder, clock: fixture.clock)
    #expect(LedgerFixture.names(in: fixture.folder).contains("ledger-before-gates-and-budgets.sqlite"))
    let copy = try Connection(at: fixture.folder + "/ledger-before-gates-and-budgets.sqlite")
    #expect(try copy.rows("SELECT name FROM clients") { $0.text(0) } == ["acme"])
    #expect(try await upgraded.ledger.job(named: draft)?.gate == .script)
    try await upgraded.take("a.md")
    #expect(try await upgraded.ledger.verify() == [])
  }

  @Test func settingsOfAnOlderVersionGetTheDefaults() async throws {
    let job = try await fixture.take("a.md")
    try await fixture.tamper { try $0.run("UPDATE drops SET settings = json_remove(settings, '$.longest', '$.questioner')") }
    let again = try await LedgerFixture(folder: fixture.folder, clock: fixture.clock)
    #expect(try await again.ledger.record(of: job).order.settings == .defaults)
  }

  @Test func aSecondLedgerIsRefused() async throws {
    let clock = fixture.clock
    let error = try await #require(throws: LedgerError.self) {
      _ = try await Ledger.open(folder: fixture.folder, waitingForOthers: .milliseconds(10)) { clock.now }
    }
    guard case .inUse = error else { throw LedgerError.closed }
  }

  @Test func aClosedLedgerSaysSo() async throws {
    try await fixture.ledger.close()
    await #expect(throws: LedgerError.closed) { try await fixture.ledger.jobs(limit: 1) }
    #expect(LedgerFixture.names(in: fixture.folder) == ["ballast", "ledger.sqlite"])
  }

  @Test func aDamagedLedgerSaysSo() async throws {
    try await fixture.ledger.close()
    let path = fixture.folder + "/ledger.sqlite"
    let descriptor = open(path, O_WRONLY)
    let noise = [UInt8](repeating: 0x5a, count: 100)
    #expect(pwrite(descriptor, noise, noise.count, 0) == noise.count)
    close(descriptor)
    let clock = fixture.clock
    let error = try await #require(throws: LedgerError.self) { _ = try await Ledger.open(folder: fixture.folder) { clock.now } }
    guard case .damaged = error else { throw LedgerError.closed }
  }
}
