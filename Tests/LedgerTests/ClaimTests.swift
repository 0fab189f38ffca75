import Digests
import Ledger
import Production
import Testing

@Suite("Claims")
struct ClaimTests {
  let fixture: LedgerFixture
  var ledger: Ledger { fixture.ledger }

  init() async throws { fixture = try await LedgerFixture() }

  @Test func aConfirmedClaimIsAQueuedJob() async throws {
    let job = try await fixture.take("How Compound Interest Works.md")
    #expect(job.text == "how-compound-interest-works")
    let card = try #require(try await ledger.job(named: job))
    #expect(card.state == .queued)
    #expect(card.client.text == "acme")
    #expect(try await ledger.openClaims().isEmpty)
  }

  @Test func anOpenClaimSurvivesARestartAsItWasGiven() async throws {
    var settings = JobSettings.defaults
    settings.style = .finance
    settings.gates = []
    let bytes: [UInt8] = [0xff, 0x2e, 0x6d, 0x64]
    let plain = try LedgerFixture.order("a.md", settings: settings)
    let odd = Drop(
      client: plain.drop.client, path: [bytes], size: 1, modified: Moment(microseconds: -1), device: 1, inode: .max,
      digest: Digest(of: "x"))
    let refusal = Refusal("It is empty.", wayOut: "Drop a document with text in it.", detail: "0 bytes")
    let claims = try await ledger.beginClaims([.order(plain), .refused(odd, refusal)])
    #expect(try await fixture.lease() == nil)

    let again = try await fixture.reopened()
    #expect(try await again.openClaims() == claims)
    try await again.refuseClaim(claims[1].id, why: refusal)
    #expect(try await again.confirmClaims([claims[0].id], next: .read).map(\.text) == ["a"])
    #expect(try await again.openClaims().isEmpty)
    #expect(try await again.verify() == [])
    let board = try await again.board(plain.drop.client, limit: 10)
    #expect(board.refused.map(\.why) == [refusal])
    let other = try #require(ClientName("somebody-else"))
    #expect(try await again.board(other, limit: 10).refused.isEmpty)
  }

  @Test func confirmingTwiceAnswersWithTheSameJob() async throws {
    let claims = try await ledger.beginClaims([.order(try LedgerFixture.order("a.md"))])
    let first = try await ledger.confirmClaims(claims.map(\.id), next: .read)
    let second = try await ledger.confirmClaims(claims.map(\.id), next: .read)
    #expect(first == second)
    #expect(try await ledger.jobs(limit: 10).count == 1)
  }

  @Test func theSameFileIsClaimedOnceWhileItsClaimIsOpen() async throws {
    let first = try await ledger.beginClaims([.order(try LedgerFixture.order("a.md", content: "old", inode: 9))])
    let newer = try LedgerFixture.order("a.md", content: "new", inode: 9)
    let second = try await ledger.beginClaims([.order(newer)])
    #expect(first.map(\.id) == second.map(\.id))
    #expect(try await ledger.openClaims().map(\.notice) == [.order(newer)])
  }

  @Test func aWithdrawnClaimBecomesNoJobAndMayBeClaimedAgain() async throws {
    let order = try LedgerFixture.order("a.md")
    let claim = try #require(try await ledger.beginClaims([.order(order)]).first)
    try await ledger.withdrawClaim(claim.id, why: "It was changed.")
    await #expect(throws: LedgerError.noSuchClaim(claim.id)) { try await ledger.confirmClaims([claim.id], next: .read) }
    let again = try #require(try await ledger.beginClaims([.order(order)]).first)
    #expect(again.id != claim.id)
  }

  @Test func oneBadIdConfirmsNone() async throws {
    let claims = try await ledger.beginClaims([.order(try LedgerFixture.order("a.md"))])
    await #expect(throws: LedgerError.self) { try await ledger.confirmClaims(claims.map(\.id) + [999], next: .read) }
    #expect(try await ledger.jobs(limit: 10).isEmpty)
    #expect(try await ledger.openClaims().count == 1)
  }

  @Test func tenThousandDropsOfOneNameEachGetTheirOwn() async throws {
    let count = 10_000
    let notices = try (0..<count).map { number in
      DropNotice.order(try LedgerFixture.order("script.txt", content: "\(number)", inode: UInt64(number)))
    }
    let claims = try await ledger.beginClaims(notices)
    #expect(Set(claims.map(\.id)).count == count)
    let names = try await ledger.confirmClaims(claims.map(\.id), next: .read)
    #expect(Set(names).count == count)
    #expect(names.first?.text == "script")
    #expect(names.last?.text == "script-10000")
    let acme = try #require(ClientName("acme"))
    #expect(try await ledger.board(acme, limit: 5).counts == [.queued: count])
    #expect(try await ledger.verify() == [])
  }

  @Test func aNameThatIsTakenByHandIsSteppedOver() async throws {
    try await fixture.take("report-2.md")
    try await fixture.take("report.md")
    #expect(try await fixture.take("Report.txt").text == "report-3")
  }

  @Test(arguments: [
    ("same", "acme", false, true), ("other", "acme", false, false), ("same", "zeta", false, false), ("same", "acme", true, false),
  ])
  func theSameDroppedTwiceIsFound(_ content: String, _ client: String, _ otherStyle: Bool, _ isFound: Bool) async throws {
    let first = try await fixture.take("first.md", content: "same")
    var settings = JobSettings.defaults
    if otherStyle { settings.style = .motivation }
    // Priority does not change what is made.
    let second = try await fixture.take("second.md", client: client, content: content, priority: .high, settings: settings)
    let found = try await fixture.duplicates("acme") + fixture.duplicates("zeta")
    #expect(found.map(\.job) == (isFound ? [second] : []))
    #expect(found.map(\.earlier) == (isFound ? [first] : []))
  }

  @Test func whatIsAskedForAgainIsNoDuplicate() async throws {
    try await fixture.take("first.md", content: "same")
    var settings = JobSettings.defaults
    settings.again = true
    try await fixture.take("second.md", content: "same", settings: settings)
    #expect(try await fixture.duplicates("acme") == [])
  }

  @Test func aPointerRestsAndAFailedJobIsNoOriginal() async throws {
    let first = try await fixture.take("first.md", content: "same")
    let second = try await fixture.take("second.md", content: "same")
    try await ledger.becomePointer(second, to: first)
    let card = try #require(try await ledger.job(named: second))
    #expect(card.state.isAtRest)
    #expect(card.note?.sentence.contains("first") == true)
    try await ledger.cancel(first, by: "Thandi")
    let third = try await fixture.take("third.md", content: "same")
    #expect(try await fixture.duplicates("acme") == [])
    #expect(try await fixture.lease()?.job.name == third)
  }
}
