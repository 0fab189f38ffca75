import Ledger
import Production
import Store
import Testing

@Suite struct LeadMemoryTests {
  private func ada(_ more: [String: String] = [:], line: Int = 2) -> Lead {
    Lead(line: line, values: ["email": "Ada@x.org", "name": "Ada"].merging(more) { $1 })
  }

  @Test func `A person of whom two lists tell is one person`() async throws {
    let fixture = try await LedgerFixture()
    let (first, second) = (try await fixture.take("a.leads.csv"), try await fixture.take("b.leads.csv"))
    try await fixture.ledger.remember([ada(["company": "ACME"]), Lead(line: 3, values: ["name": "Bo"])], of: first)
    try await fixture.ledger.sealLeads(of: first)
    try await fixture.ledger.remember([ada(["phone": "1", "name": "Ada L."], line: 9)], of: second)
    try await fixture.ledger.sealLeads(of: second)
    let leads = try await fixture.ledger.leads(client: nil, matching: "ada@", limit: 10)
    #expect(leads.count == 1)
    #expect(leads.first?.values == ["email": "Ada@x.org", "name": "Ada L.", "company": "ACME", "phone": "1"])
    #expect(leads.first?.lists == 2)
    let story = try await fixture.ledger.story(of: try #require(leads.first))
    #expect(story.events.map(\.job) == [first, second])
    #expect(story.events.map(\.line) == [2, 9])
    #expect(try await fixture.ledger.leads(client: nil, limit: 10).count == 2)
    #expect(try await fixture.ledger.leads(client: nil, matching: "%", limit: 10).isEmpty)
  }

  @Test func `Said again after a kill, it changes nothing`() async throws {
    let fixture = try await LedgerFixture()
    let job = try await fixture.take("a.leads.csv")
    for _ in 0..<3 {
      try await fixture.ledger.remember([ada()], of: job)
      try await fixture.ledger.sealLeads(of: job)
    }
    let told = try await fixture.ledger.story(job)?.events.count { $0.kind == "remembered" }
    #expect(told == 1)
    #expect(try await fixture.ledger.leads(client: nil, limit: 10).map(\.lists) == [1])
    #expect(try await fixture.ledger.verify() == [])
  }

  @Test func `A list that is read once more brings nobody back who was erased`() async throws {
    let fixture = try await LedgerFixture()
    let job = try await fixture.take("a.leads.csv")
    #expect(try await !fixture.ledger.leadsAreSealed(of: job))
    try await fixture.ledger.remember([ada()], of: job)
    try await fixture.ledger.sealLeads(of: job)
    let card = try #require(try await fixture.ledger.leads(client: nil, limit: 1).first)
    let (forgetting, _) = try await fixture.ledger.forget(card, by: "Thandi")
    #expect(forgetting.lists == [job] && forgetting.videos.isEmpty)
    await #expect(throws: Refusal.self) {
      try await fixture.ledger.forget(
        LeadCard(id: 1, client: fixture.client, values: [:], lists: 0, created: card.created, changed: card.changed), by: "Thandi"
      )
    }
    let again = try await fixture.reopened()
    #expect(try await again.leadsAreSealed(of: job))
    try await again.remember([ada()], of: job)
    try await again.sealLeads(of: job)
    #expect(try await again.leads(client: nil, limit: 10).isEmpty)
    #expect(try await again.verify() == [])
    try await again.close()
  }

  @Test func `What was said of people cannot be changed unseen, and can be emptied`() async throws {
    let fixture = try await LedgerFixture()
    let job = try await fixture.take("a.leads.csv")
    try await fixture.ledger.remember([ada()], of: job)
    try await fixture.ledger.sealLeads(of: job)
    try await fixture.tamper {
      try $0.run("UPDATE leads SET identity = NULL, name = NULL, email = NULL, company = NULL, said = NULL")
      try $0.run("UPDATE lead_mentions SET said = NULL, salt = NULL")
    }
    let emptied = try await fixture.reopened()
    #expect(try await emptied.verify() == [])
    try await emptied.close()
    try await fixture.tamper { try $0.run("UPDATE lead_mentions SET line = 7") }
    let changed = try await fixture.reopened()
    #expect(try await changed.verify() != [])
    try await changed.close()
  }
}
