import FoundationEssentials
import Production
import Rig
import Testing

/// The same by commands: against the running service, and where none runs.
@Suite(.timeLimit(.minutes(10))) struct CommandTests {
  private func json<Value: Decodable>(_ type: Value.Type, _ outcome: Rig.Outcome) throws -> Value {
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    return try JSONDecoder().decode(type, from: Data(outcome.output.utf8))
  }

  private struct Done: Decodable { let done: String }
  private struct Refused: Decodable { let refused: Refusal }
  private struct Verified: Decodable {
    let filesChecked: Int
    let problems: [String]
  }

  @Test func decisionsByCommandDoWhatRenamingDoes() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "2")
    try await rig.start()
    for name in ["one", "two", "three"] {
      try rig.write(DecisionTests.script("This is \(name)."), to: "acme/inbox/\(name).txt")
    }
    for name in ["one", "two", "three"] {
      try await rig.wait(for: name, toBe: .draft)
      try await rig.wait("the script of \(name)") { rig.exists("acme/review/\(name)/script.txt") }
    }

    let text = DecisionTests.script("This was edited, and approved by a command.")
    try rig.write(text, to: "acme/review/one/script.txt")
    let approved = try json(Done.self, try await rig.run("approve", "one", "--json"))
    #expect(approved.done.contains("one: approved"))
    try await rig.wait(for: "one", toBe: .completed)
    // Renamed as a person would have, and put away with the video.
    try await rig.wait("the script of one") { rig.exists("acme/outbox/one/script/script approved.txt") }
    #expect(try rig.read("acme/outbox/one/captions.srt") == text)

    let rejected = try await rig.run("reject", "two", "--notes", "Shorter, please.")
    #expect(rejected.code == 0)
    #expect(rejected.output.contains("next version"))
    try await rig.wait("version 2 of two") { try rig.story("two")?.card.version == 2 }
    try await rig.wait(for: "two", toBe: .draft)
    #expect(try rig.story("two")?.approvals.first?.notes == "Shorter, please.")
    #expect(try await rig.run("redo", "two").code == 0)
    try await rig.wait("version 3 of two") { try rig.story("two")?.card.version == 3 }
    try await rig.wait(for: "two", toBe: .draft)
    try await rig.wait("the script to lie there") { rig.exists("acme/review/two/script.txt") }
    #expect(try await rig.run("hold", "two").code == 0)
    #expect(try rig.story("two")?.card.state == .held)
    // The folder says the same as the ledger: nothing is taken back.
    try await rig.settle()
    #expect(try rig.story("two")?.card.state == .held)
    #expect(try await rig.run("approve", "two").code == 0)
    try await rig.wait(for: "two", toBe: .completed)

    #expect(try await rig.run("cancel", "three").code == 0)
    try await rig.wait("three to be given back") { rig.isReturned("acme/failed/three") }
    #expect(rig.exists("acme/failed/three/three.txt"))
    #expect(try await rig.run("retry", "three").code == 0)
    try await rig.wait(for: "three", toBe: .draft)
    #expect(!rig.names("acme/failed/three").contains("WHY.txt"))
    try await rig.wait("the script of three") { rig.exists("acme/review/three/script.txt") }
    try await looksAround(rig)
  }

  /// One job finished, another in review.
  private func looksAround(_ rig: Rig) async throws {
    let cards = try json([JobCard].self, try await rig.run("jobs", "--json"))
    #expect(
      Dictionary(uniqueKeysWithValues: cards.map { ($0.name.text, $0.state) }) == [
        "one": .completed, "two": .completed, "three": .draft,
      ])
    let newest = try json([JobCard].self, try await rig.run("jobs", "--json", "--limit", "1"))
    #expect(newest.count == 1)
    let drafts = try await rig.run("jobs", "draft")
    #expect(drafts.output.contains("three") && !drafts.output.contains("one"), "\(drafts.output)")
    let boards = try json([StatusBoard].self, try await rig.run("status", "--json"))
    #expect(boards.map(\.client.text) == ["acme"])
    #expect(boards.first?.jobs.map(\.name.text) == ["three"])
    let status = try await rig.run("status")
    #expect(status.output.contains("review/three"), "\(status.output)")
    let story = try json(JobStory.self, try await rig.run("show", "one", "--json"))
    #expect(story.approvals.map(\.decision) == [.approve])
    let told = try await rig.run("show", "one")
    #expect(told.output.contains("approve of version 1 by"), "\(told.output)")
    let sources = try await rig.run("show", "one", "--sources")
    #expect(sources.code == 1 && sources.errors.contains("No statement of the script of one is traced"), "\(sources.errors)")
    let verified = try json(Verified.self, try await rig.run("verify", "--json"))
    #expect(verified.problems == [])
    #expect(verified.filesChecked > 0)

    // What cannot be done is said, and the exit code says so too.
    for arguments in [["approve", "one"], ["hold", "nobody"], ["retry", "three"], ["show", "nobody"], ["cancel", "one"]] {
      let plain = try await rig.run(arguments)
      #expect(plain.code == 1, "\(arguments)")
      #expect(plain.output.isEmpty && !plain.errors.isEmpty, "\(arguments): \(plain.output)")
      let refused = try await rig.run(arguments + ["--json"])
      #expect(refused.code == 1)
      let refusal = try JSONDecoder().decode(Refused.self, from: Data(refused.output.utf8)).refused
      #expect(!refusal.sentence.isEmpty && !refusal.wayOut.isEmpty)
    }
    for arguments in [["aprove", "one"], ["approve"], ["jobs", "--colour"], ["jobs", "nonsense"], ["backup", "relative"]] {
      #expect(try await rig.run(arguments).code == 64, "\(arguments)")
    }
    let elsewhere = try await rig.run(["jobs"], config: "\(rig.path)/nothing.toml")
    #expect(elsewhere.code == 78, "\(elsewhere.errors)")
  }

  @Test func whereNoServiceRunsCommandsTakeItsPlace() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0")
    #expect(try await rig.run("jobs").output == "There are no such jobs.\n")
    try await rig.start()
    try rig.write(DecisionTests.script("This is one."), to: "acme/inbox/one.txt")
    try await rig.wait(for: "one", toBe: .draft)
    let backup = "\(rig.path)/copied/ledger.sqlite"
    try rig.makeFolder("copied")
    try rig.makeFolder("other")
    #expect(try await rig.run("backup", backup).code == 0)
    try await rig.stop()

    // A copy is a ledger.
    try rig.write(
      "state = \"\(rig.path)/copied\"\n[[client]]\nname = \"acme\"\nshare = \"\(rig.path)/other\"\n", to: "copied.toml")
    let copied = try json([JobCard].self, try await rig.run(["jobs", "--json"], config: "\(rig.path)/copied.toml"))
    // Its scripts are not copied with it; that one cannot be shown is no reason to answer nothing.
    #expect(copied.map(\.name.text) == ["one"])

    let cards = try json([JobCard].self, try await rig.run("jobs", "--json"))
    #expect(cards.map(\.state) == [.draft])
    #expect(try await rig.run("verify").code == 0)
    #expect(try await rig.run("approve", "one").code == 0)
    #expect(rig.names("acme/review/one").contains("script approved.txt"))
    try await rig.start()
    try await rig.wait(for: "one", toBe: .completed)
  }

  @Test func aSecondServiceSaysWhoHoldsTheHouse() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure()
    try await rig.start()
    let process = try #require(rig.process)
    try rig.makeFolder("state2")
    try rig.makeFolder("share2")
    let share = rig.share()
    for (state, share) in [("state", rig.path + "/share2"), ("state2", share)] {
      try rig.write(
        "state = \"\(rig.path)/\(state)\"\n[[client]]\nname = \"acme\"\nshare = \"\(share)\"\n", to: "second.toml")
      let second = try await rig.run(["watch"], config: "\(rig.path)/second.toml")
      #expect(second.code == 1)
      #expect(second.errors.contains("Another Dropreel service is at work here: process \(process) on "), "\(second.errors)")
    }
    // The first one does not mind.
    try rig.write(DecisionTests.script("Still here."), to: "acme/inbox/still.txt")
    try await rig.wait(for: "still", toBe: .draft)
    try await rig.stop()
    // Nothing of it is left in the way.
    try await rig.start()
    try await rig.wait(for: "still", toBe: .draft)
  }
}
