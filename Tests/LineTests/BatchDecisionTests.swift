import Production
import Rig
import Testing

/// Decisions about all rows of a table of topics, when something is in the way.
@Suite(.timeLimit(.minutes(10))) struct BatchDecisionTests {
  private let review = "acme/review/topics"

  private func table(_ rows: Int) -> String {
    "topic,notes\n"
      + (1...rows).map { "Pump number \($0),Pump number \($0) moves heat. It needs power. It stands outside.\n" }.joined()
  }

  private func row(_ number: Int) -> String { "topics.\(String(repeating: "0", count: 4 - String(number).count))\(number)" }

  /// A table whose rows all wait for a decision about their scripts.
  private func reviewed(_ rows: Int, grace: String = "60") async throws -> Rig {
    let rig = try Rig()
    try rig.configure(grace: grace)
    try await rig.start()
    try rig.write(table(rows), to: "acme/inbox/topics.csv")
    try await wait(rig, for: 1...rows, toBe: .draft)
    try await rig.wait("the note about all") {
      rig.names(review).contains { $0.hasPrefix("HOW TO APPROVE ALL - \(rows) scripts") }
    }
    return rig
  }

  private func wait(_ rig: Rig, for rows: ClosedRange<Int>, toBe state: JobState) async throws {
    for number in rows { try await rig.wait(for: row(number), toBe: state) }
  }

  @Test func `A command decides about each row once, however soon its next version comes`() async throws {
    let count = 60
    let rig = try await reviewed(count)
    let redone = try await rig.run("redo", "topics")
    #expect(redone.code == 0 && redone.output.contains("topics, \(count) scripts"), "\(redone)")
    try await wait(rig, for: 1...count, toBe: .draft)
    for number in 1...count {
      let story = try #require(try rig.story(row(number)))
      #expect(story.card.version == 2 && story.approvals.count == 1, "\(row(number)): version \(story.card.version)")
    }
  }

  @Test func `A row that is in the way of itself is in the way of no other`() async throws {
    let rig = try await reviewed(3)
    try rig.makeFolder("\(review)/0001/script approved.txt")
    try rig.write("", to: "\(review)/Approved.txt")
    try await wait(rig, for: 2...3, toBe: .approved)
    try await rig.wait("the answer") { rig.names(review).contains { $0.hasPrefix("APPROVED - 2 scripts") } }
    let note = try #require(rig.names(review).first { $0.hasPrefix("APPROVED - 2 scripts") })
    let told = try rig.read("\(review)/\(note)")
    #expect(told.contains("0001"), "\(told)")
    #expect(try rig.story(row(1))?.card.state == .draft)
  }

  /// While its people renamed it, the service made the old name anew: for a row that is still being written.
  @Test func `A batch's folder that is renamed while its rows are written counts`() async throws {
    let rig = try await reviewed(2)
    try await rig.stop()
    try rig.move(review, to: "\(review) approved")
    try rig.makeFolder(review)
    try rig.makeFolder("\(review)/0002")
    try rig.makeFolder("\(review)/0003")
    try rig.write("of a row that came since\n", to: "\(review)/0003/script.txt")
    try await rig.start()
    try await wait(rig, for: 1...2, toBe: .approved)
    try await rig.wait("the answer") { rig.names(review).contains { $0.hasPrefix("APPROVED - 2 scripts") } }
    #expect(rig.names("acme/review") == ["topics"], "\(rig.tree())")
    #expect(try rig.read("\(review)/0003/script.txt") == "of a row that came since\n")
  }

  /// They were ended while the share was away, and the service ended before it came back.
  @Test func `Rows that ended unseen are put away after a restart`() async throws {
    let rig = try await reviewed(2)
    try rig.move("acme", to: "elsewhere")
    #expect(try await rig.run("cancel", row(1)).code == 0)
    try await rig.killService()
    try rig.move("elsewhere", to: "acme")
    try await rig.start()
    try await rig.wait("its review to go") { !rig.exists("\(review)/0001") }
    #expect(rig.exists("\(review)/0002/script.txt"))
    #expect(try await rig.run("cancel", "topics").code == 0)
    try await rig.wait("all to go") { rig.names("acme/review").isEmpty }
  }
}
