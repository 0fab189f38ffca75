import Digests
import Ledger
import Production
import Store
import Testing

@Suite("The chain")
struct ChainTests {
  let fixture: LedgerFixture
  let job: JobName

  init() async throws {
    fixture = try await LedgerFixture()
    job = try await fixture.draft("a.md")
    try await fixture.approve(job)
    let voice = try #require(try await fixture.lease())
    let standing = try await fixture.ledger.intend(
      "key", provider: "voices", atMost: Money(microDollars: 5), lease: voice.lease,
      within: Budget(month: Money(microDollars: 1_000_000)))
    guard case .granted(let call) = standing else { throw LedgerError.closed }
    try await fixture.ledger.charge(call, cost: Money(microDollars: 4))
    try await fixture.finish(voice, then: .audioReady, next: .picture)
    try await fixture.finish(try #require(try await fixture.lease([.picture])), then: .rendering, next: .finish)
    try await fixture.finish(try #require(try await fixture.lease([.finish])), then: .finishing, next: nil)
    try await fixture.ledger.publish(job, outputs: [Artifact(name: "a.mp4", digest: Digest(of: "mp4"), size: 9)])
  }

  @Test func anUntouchedLedgerIsSound() async throws {
    #expect(try await fixture.ledger.verify() == [])
    #expect(try await fixture.reopened().verify() == [])
  }

  struct Edit: Sendable, CustomTestStringConvertible {
    let sql: StaticString
    var testDescription: String { sql.description }
    init(_ sql: StaticString) { self.sql = sql }
  }

  @Test(arguments: [
    Edit("UPDATE events SET at = at + 1 WHERE sequence = 3"),
    Edit("UPDATE events SET job_id = NULL WHERE sequence = 3"),
    Edit("UPDATE events SET kind = 'finished' WHERE sequence = 2"),
    Edit("UPDATE events SET state = 'queued' WHERE sequence = 3"),
    Edit("UPDATE events SET body = body || '!' WHERE sequence = 3"),
    Edit("UPDATE events SET body = NULL, salt = NULL WHERE sequence = 3"),
    Edit("UPDATE events SET salt = zeroblob(16) WHERE sequence = 3"),
    Edit("UPDATE events SET body_digest = zeroblob(32) WHERE sequence = 3"),
    Edit("UPDATE events SET record_id = record_id + 1 WHERE record = 'approval'"),
    Edit("UPDATE events SET record = NULL WHERE record = 'approval'"),
    Edit("UPDATE events SET record_digest = zeroblob(32) WHERE record = 'approval'"),
    Edit("UPDATE events SET digest = zeroblob(32) WHERE sequence = 3"),
    Edit("UPDATE events SET digest = zeroblob(32) WHERE sequence = (SELECT max(sequence) FROM events)"),
    Edit("UPDATE events SET sequence = sequence + 100 WHERE sequence = (SELECT max(sequence) FROM events)"),
    Edit("DELETE FROM events WHERE sequence = 1"),
    Edit("DELETE FROM events WHERE sequence = 4"),
    Edit("DELETE FROM events WHERE sequence = (SELECT max(sequence) FROM events)"),
    Edit("DELETE FROM events"),
    Edit("DELETE FROM events; DELETE FROM sqlite_sequence WHERE name = 'events'"),
    Edit("UPDATE jobs SET state = 'draft'"),
    Edit("UPDATE jobs SET cost = 0"),
    Edit("UPDATE drops SET digest = zeroblob(32)"),
    Edit("UPDATE scripts SET text_digest = zeroblob(32)"),
    Edit("UPDATE scripts SET estimate = 1"),
    Edit("UPDATE approvals SET text_digest = zeroblob(32)"),
    Edit("UPDATE approvals SET decision = 'reject'"),
    Edit("UPDATE approvals SET person = 'Somebody else'"),
    Edit("UPDATE approvals SET notes = 'Yes, really'"),
    Edit("UPDATE approvals SET person = NULL, notes = NULL, salt = NULL"),
    Edit("UPDATE approvals SET undone = 1"),
    Edit("UPDATE approvals SET list_digest = zeroblob(32)"),
    Edit("DELETE FROM approvals"),
    Edit(
      "INSERT INTO approvals SELECT 99, job_id, decision, 2, text_digest, at, person, notes, salt, words_digest, 0, NULL, gate, list_digest FROM approvals"
    ),
    Edit("UPDATE calls SET cost = 0"),
    Edit("UPDATE calls SET provider = 'another'"),
    Edit("UPDATE outputs SET digest = zeroblob(32)"),
    Edit("DELETE FROM outputs"),
    Edit("UPDATE job_totals SET jobs = 5"),
    Edit("UPDATE cost_totals SET cost = 0"),
  ])
  func anyEditIsFound(_ edit: Edit) async throws {
    try await fixture.tamper { try $0.execute(edit.sql) }
    let clock = fixture.clock
    let ledger = try await Ledger.open(folder: fixture.folder) { clock.now }
    let findings = try await ledger.verify()
    #expect(!findings.isEmpty)
    #expect(findings.allSatisfy { $0.hasSuffix(".") })
  }

  @Test func oneChangedRowIsNamed() async throws {
    try await fixture.tamper { try $0.execute("UPDATE events SET at = at + 1 WHERE sequence = 3") }
    let clock = fixture.clock
    let ledger = try await Ledger.open(folder: fixture.folder) { clock.now }
    #expect(try await ledger.verify() == ["Event 3 was changed, or one before it is gone."])
  }

  @Test func aCutTailIsNamed() async throws {
    let events = try #require(try await fixture.ledger.story(job)).events.count
    try await fixture.tamper { try $0.execute("DELETE FROM events WHERE sequence > 10") }
    let clock = fixture.clock
    let ledger = try await Ledger.open(folder: fixture.folder) { clock.now }
    #expect(try await ledger.verify().contains("Events 11 to \(events) are missing."))
  }

  @Test func writingGoesOnWhileItIsVerified() async throws {
    let ledger = fixture.ledger
    async let findings = ledger.verify()
    for number in 1...50 { try await fixture.take("more-\(number).md") }
    #expect(try await findings == [])
    #expect(try await ledger.verify() == [])
  }
}
