import Ledger
import Production
import Store
import Testing

/// Of whom a report is: of one person and nobody else, and of who does something without watching.
@Suite struct ViewScopeTests {
  let fixture: LedgerFixture
  var ledger: Ledger { fixture.ledger }

  init() async throws { fixture = try await LedgerFixture() }

  @Test func whoPressesTheButtonWithoutPlayingIsToldOf() async throws {
    var pressed = LedgerFixture.page(1)
    pressed.marks = [.cta]
    try await fixture.count([pressed])
    let tally = try #require(try await fixture.report(.video("demo"))).tally
    #expect(tally.views == 0 && tally.ctas == 1)
    #expect(try await fixture.report()?.tally == tally)
  }

  @Test func onePersonsReportIsOfNobodyElse() async throws {
    let list = try await fixture.take("people.leads.csv")
    let people = [
      ["email": "ann@x.org", "name": "John Smith", "company": "X"],
      ["email": "john@y.org", "name": "John Smith", "company": "X"],
      ["email": "eve@z.org", "name": "Eve", "company": "john@y.org"],
    ]
    try await ledger.remember(people.enumerated().map { Lead(line: $0.offset + 2, values: $0.element) }, of: list)
    try await ledger.sealLeads(of: list)
    let jobs = [try await fixture.take("a.md").text, try await fixture.take("b.md").text, try await fixture.take("c.md").text]
    try await fixture.count(jobs.enumerated().map { LedgerFixture.page(UInt64($0.offset) + 1, of: $0.element) })
    try await fixture.tamper { database in
      for (email, job) in zip(people.compactMap { $0["email"] }, jobs) {
        try database.run(
          "INSERT INTO lead_videos SELECT j.id, l.id FROM jobs j, leads l WHERE j.name = ?1 AND l.email = ?2", job, email)
      }
    }
    let again = try await fixture.reopened()
    func views(_ who: String) async throws -> Int? { try await again.viewReport(of: fixture.client, .lead(who))?.tally.views }
    #expect(try await views("john@y.org") == 1, "not of whose company is called so")
    #expect(try await views("Eve") == 1)
    #expect(try await views("X") == 2)
    #expect(try await views("nobody") == nil)
    let number = try #require(try await again.leads(client: nil, matching: "ann@", limit: 1).first).id
    #expect(try await views("lead \(number)") == 1)
    let refusal = await #expect(throws: Refusal.self) { _ = try await views("John Smith") }
    #expect(refusal?.sentence.contains("lead \(number)") == true && refusal?.wayOut.contains("--lead") == true)
    let words = try await again.viewReport(of: fixture.client, .lead("X"))?.viewersInWords
    #expect(words == "daily viewers of each video, summed")
    try await again.close()
  }
}
