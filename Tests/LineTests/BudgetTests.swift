import Production
import Rig
import Testing

/// Jobs that wait for money: what people see of it, and what lets them go on.
@Suite(.timeLimit(.minutes(10))) struct BudgetTests {
  private func configure(_ rig: Rig, month: String, gates: String = "[]", more: String = "") throws {
    try rig.configure(
      grace: "0", line: "first_pause_seconds = 0.1", clientLines: "gates = \(gates)",
      more: "[budget]\nmonth_dollars = \(month)\ndrafting_dollars = 100\n\(more)\n\(Self.paying)")
  }

  /// The stage that may pay is run, and nobody else writes.
  static let paying = """
    [writer]
    models = ["trial"]
    offline_too = false
    [[model]]
    name = "trial"
    provider = "openai"
    id = "trial"
    key = ""
    """

  private func start(month: String, gates: String = "[]", more: String = "") async throws -> Rig {
    let rig = try Rig(worker: "trial-worker")
    try configure(rig, month: month, gates: gates, more: more)
    try rig.makeFolder("signs")
    try await rig.start()
    return rig
  }

  private func waitForExcess(_ job: String, _ rig: Rig) async throws {
    try await rig.wait(for: job, toBe: .overBudget)
    try await rig.wait("the note") { rig.names("acme/review/\(job)").contains { $0.hasPrefix("OVER BUDGET") } }
  }

  @Test func aJobOverBudgetWaitsUntilTheBudgetIsRaised() async throws {
    let rig = try await start(month: "0.4")
    try rig.write("consult: pay first", to: "acme/inbox/paying.txt")
    try await waitForExcess("paying", rig)
    let note = try rig.read("acme/review/paying/OVER BUDGET - it waits.txt")
    #expect(note.contains("$0.50") && note.contains("$0.40") && note.contains("budget.month_dollars"), "\(note)")
    #expect(note.contains("dropreel cancel paying"), "\(note)")
    try await rig.wait("the page to say so") {
      let page = try rig.read("acme/STATUS.html")
      return page.contains("over budget") && page.contains("budget.month_dollars")
    }
    // It stays so, also after a restart, and nothing was paid.
    try await rig.killService()
    try await rig.start()
    try await rig.settle()
    var story = try #require(try rig.story("paying"))
    #expect(story.card.state == .overBudget)
    #expect(story.card.cost == .zero)
    #expect(!story.events.contains { $0.kind == "intended" })

    try configure(rig, month: "0.5")
    try rig.signal(1)
    try await rig.wait(for: "paying", toBe: .completed)
    story = try #require(try rig.story("paying"))
    #expect(story.card.cost == Money(microDollars: 200_000))
    // Waiting for money is no try.
    #expect(story.stages.first { $0.stage == .consult }?.attempts == 1)
    #expect(!rig.names("acme/review").contains("paying"))
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func twoJobsNeverShareTheLastDollar() async throws {
    let rig = try await start(month: "0.9")
    try rig.write("consult: pay-slowly one \(rig.path)/signs", to: "acme/inbox/first.txt")
    try await rig.wait("the call to be granted") {
      try rig.story("first")?.events.contains { $0.kind == "intended" } ?? false
    }
    try rig.write("consult: pay two", to: "acme/inbox/second.txt")
    try await waitForExcess("second", rig)
    #expect(try rig.story("second")?.card.cost == .zero)
    // The first one cost less than it might have: what is left is enough for the second.
    try rig.write("", to: "signs/first.consult")
    try await rig.wait(for: "first", toBe: .completed)
    try await rig.wait(for: "second", toBe: .completed)
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func aBudgetThatComesToItsEndIsToldAndShown() async throws {
    let rig = try await start(month: "0.5")
    try rig.write("consult: pay a 50\nconsult: pay b 20", to: "acme/inbox/first.txt")
    // Twenty cents are charged each time.
    try await rig.wait(for: "first", toBe: .completed)
    try await rig.wait("the administrator to be told") {
      guard rig.exists("state/reports/alerts.csv") else { return false }
      return try rig.read("state/reports/alerts.csv").contains("75 % of the budget of the month")
    }
    #expect(rig.log.contains("An alert was raised"))
    let shown = try await rig.run("budget")
    #expect(shown.output.contains("$0.40 of $0.50 spent, 80 %"), "\(shown.output)")
    #expect(shown.output.contains("budget.month_dollars"))
    let lines = try await rig.run("budget", "--json")
    #expect(lines.output.contains("\"spent\" : 400000") || lines.output.contains("\"spent\": 400000"), "\(lines.output)")
    #expect(!(try rig.read("state/reports/alerts.csv")).contains("90 %"))
  }

  @Test func oneVideoHasItsOwnLimit() async throws {
    let rig = try await start(month: "10", more: "video_dollars = 0.6")
    // Twenty cents each are charged, and half a dollar is asked for: the third time is too much.
    try rig.write("consult: pay a\nconsult: pay b 40\nconsult: pay c 40", to: "acme/inbox/dear.txt")
    try await waitForExcess("dear", rig)
    let note = try rig.read("acme/review/dear/OVER BUDGET - it waits.txt")
    #expect(note.contains("this video's budget"), "\(note)")
    // A person gives it up in its folder, which was made for the note alone.
    try rig.write("", to: "acme/review/dear/cancel")
    try await rig.wait(for: "dear", toBe: .cancelled)
    try await rig.wait("the drop to come back") { rig.isReturned("acme/failed/dear") }
    #expect(try rig.story("dear")?.card.cost == Money(microDollars: 400_000))
  }

  @Test func aVideoThatComesToTheEndOfItsBudgetIsToldOnce() async throws {
    let rig = try await start(month: "10", more: "video_dollars = 0.5")
    // Twenty cents each are charged; the third time is too much.
    try rig.write("consult: pay a\nconsult: pay b 30\nconsult: pay c 40", to: "acme/inbox/dear.txt")
    try await waitForExcess("dear", rig)
    try await rig.wait("its people to be told") {
      guard rig.exists("acme/reports/alerts.csv") else { return false }
      return try rig.read("acme/reports/alerts.csv").contains("75 % of the budget of dear are spent")
    }
    let shown = try await rig.run("budget")
    #expect(
      shown.output.contains("acme: budget of dear") && shown.output.contains("$0.40 of $0.50 spent, 80 %"), "\(shown.output)")
    try await rig.settle()
    let told =
      try rig.read("acme/reports/alerts.csv").split(separator: "75 % of the budget of dear", omittingEmptySubsequences: false)
      .count - 1
    #expect(told == 1)
  }

  @Test func anApprovalLooksAtTheBudgetAgain() async throws {
    let rig = try await start(month: "1", gates: "[\"script\"]")
    try rig.write(DecisionTests.script("This is dear. [script: price 200]"), to: "acme/inbox/dear.txt")
    let folder = "acme/review/dear"
    try await rig.wait("the draft with its price") { rig.names(folder).contains { $0.contains("costs $2.00") } }
    let note = try #require(rig.names(folder).first { $0.contains("costs $2.00") })
    #expect(try rig.read("\(folder)/\(note)").contains("Left in the budget: $1.00"))
    try rig.move("\(folder)/script.txt", to: "\(folder)/script approved.txt")
    try await waitForExcess("dear", rig)
    try await rig.settle()
    #expect(try rig.story("dear")?.card.state == .overBudget)
    #expect(try rig.story("dear")?.events.contains { $0.text.contains("voice began") } == false)

    // A change of mind is still one.
    try rig.move("\(folder)/script approved.txt", to: "\(folder)/script.txt")
    try await rig.wait(for: "dear", toBe: .draft)
    try rig.move("\(folder)/script.txt", to: "\(folder)/script approved.txt")
    try await waitForExcess("dear", rig)
    // What was approved need not be approved again.
    try configure(rig, month: "2", gates: "[\"script\"]")
    try rig.signal(1)
    try await rig.wait(for: "dear", toBe: .completed)
    #expect(try rig.story("dear")?.approvals.count == 1)
    #expect(try await rig.run("verify").code == 0)
  }
}
