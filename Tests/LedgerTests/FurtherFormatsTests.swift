import Ledger
import Production
import Testing

/// A finished video's script, approvals and results become those of another job, in other formats.
@Suite struct FurtherFormatsTests {
  private func finished(_ fixture: LedgerFixture) async throws -> JobName {
    let job = try await fixture.draft("report.md")
    try await fixture.approve(job)
    try await fixture.makeVideo(job)
    try await fixture.ledger.publish(job, outputs: [])
    return job
  }

  @Test func theyBeginWithWhatIsThere() async throws {
    let fixture = try await LedgerFixture()
    let ledger = fixture.ledger
    let job = try await finished(fixture)
    let first = try await ledger.record(of: job)
    let voices = try #require(first.results[.voice]?.artifacts.map(\.digest))
    let kept = voices + [try #require(first.approvedText)]
    #expect(try await ledger.unneeded(among: kept, keepingLinesSince: fixture.clock.now).count == kept.count)

    let further = try await ledger.reformat(job, into: [.youtube, .linkedin], from: .picture, by: "Ada")
    #expect(further.text == "\(job)-2")
    #expect(try await ledger.unneeded(among: kept, keepingLinesSince: fixture.clock.now).isEmpty)
    let record = try await ledger.record(of: further)
    #expect(record.formatsOf == job && record.isSplit && record.state == .audioReady)
    #expect(record.approvedText == first.approvedText && record.version == first.version)
    #expect(Set(record.results.keys) == [.read, .script, .voice])
    #expect(record.order.settings.formats == [.youtube, .linkedin])
    #expect(try await ledger.story(further)?.card.cost == .zero)
    // The same once more is the same job; another order of the formats is no other wish.
    #expect(try await ledger.reformat(job, into: [.linkedin, .youtube], from: .picture, by: "Ada") == further)
    await #expect(throws: Refusal.self) { try await ledger.reformat(job, into: [.youtube], from: .picture, by: "Ada") }
    let work = try #require(try await fixture.lease())
    #expect(work.lease.stage == .picture && work.lease.job == further)
    #expect(try await ledger.verify() == [])
  }

  @Test func oneThatWasGivenUpMayBeAskedForAgain() async throws {
    let fixture = try await LedgerFixture()
    let ledger = fixture.ledger
    let job = try await finished(fixture)
    let further = try await ledger.reformat(job, into: [.youtube], from: .voice, by: "Ada")
    #expect(Set(try await ledger.record(of: further).results.keys) == [.read, .script])
    await #expect(throws: Refusal.self) { try await ledger.reformat(further, into: [.linkedin], from: .picture, by: "Ada") }
    _ = try await ledger.cancel(further, by: "Ada")
    #expect(try await ledger.reformat(job, into: [.youtube], from: .picture, by: "Ada").text == "\(job)-3")
    await #expect(throws: Refusal.self) { try await ledger.reformat(job, into: [.tiktok], from: .picture, by: "Ada") }
    #expect(try await ledger.verify() == [])
  }
}
