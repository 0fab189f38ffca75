import FoundationEssentials
import Production
import Rig
import Testing

/// A copy of the ledger put back, and drops by command.
@Suite(.timeLimit(.minutes(10))) struct RestoreTests {
  @Test func aCopyIsPutBackAndThePresentLedgerKept() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0")
    try await rig.start()
    try rig.write(DecisionTests.script("This is one."), to: "acme/inbox/one.txt")
    try await rig.wait(for: "one", toBe: .draft)
    let copy = "\(rig.path)/copy.sqlite"
    #expect(try await rig.run("backup", copy).code == 0)
    try rig.write(DecisionTests.script("This is two."), to: "acme/inbox/two.txt")
    try await rig.wait(for: "two", toBe: .draft)
    let running = try await rig.run("restore", copy)
    #expect(running.code == 1 && running.errors.contains("Another Dropreel service is at work"), "\(running.errors)")
    try await rig.stop()

    let restored = try await rig.run("restore", copy)
    #expect(restored.code == 0 && restored.output.contains("is kept as"), "\(restored.output)\(restored.errors)")
    let kept = try #require(rig.names("state").first { $0.hasPrefix("ledger-until-") })
    #expect(!rig.names("state").contains("restoring"))
    let cards = try JSONDecoder().decode([JobCard].self, from: Data(try await rig.run("jobs", "--json").output.utf8))
    #expect(cards.map(\.name.text) == ["one"])

    // What was kept can be put back in turn: nothing is lost by a restore.
    #expect(try await rig.run("restore", "\(rig.state)/\(kept)").code == 0)
    let both = try JSONDecoder().decode([JobCard].self, from: Data(try await rig.run("jobs", "--json").output.utf8))
    #expect(Set(both.map(\.name.text)) == ["one", "two"])
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func whatAnOlderLedgerDoesNotKnowIsGivenBack() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0")
    try await rig.start()
    try rig.write(DecisionTests.script("This is one."), to: "acme/inbox/one.txt")
    try await rig.wait(for: "one", toBe: .draft)
    #expect(try await rig.run("backup", "\(rig.path)/copy.sqlite").code == 0)
    let two = DecisionTests.script("This is two.")
    try rig.write(two, to: "acme/inbox/two.txt")
    try await rig.wait(for: "two", toBe: .draft)
    try await rig.wait("the script of two") { rig.exists("acme/review/two/script.txt") }
    try await rig.stop()
    #expect(try await rig.run("restore", "\(rig.path)/copy.sqlite").code == 0)

    try await rig.start()
    #expect(try rig.read("acme/failed/recovered-2/drop 2.txt") == two)
    #expect(try rig.read("acme/failed/recovered-2/WHY.txt").contains("an older state"))
    #expect(!rig.exists("acme/review/two"))
    #expect(rig.names("acme/failed/two").contains("WHY.txt"))
    // The number that was given twice stands in nobody's way.
    try rig.write(DecisionTests.script("This is three."), to: "acme/inbox/three.txt")
    try await rig.wait(for: "three", toBe: .draft)
    try rig.move("acme/failed/recovered-2/drop 2.txt", to: "acme/inbox/two.txt")
    try await rig.wait(for: "two", toBe: .draft)
  }

  @Test func whatIsNoWholeCopyChangesNothing() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0")
    try await rig.start()
    try rig.write(DecisionTests.script("This is one."), to: "acme/inbox/one.txt")
    try await rig.wait(for: "one", toBe: .draft)
    #expect(try await rig.run("backup", "\(rig.path)/copy.sqlite").code == 0)
    try await rig.stop()
    let ledger = try rig.bytes("state/ledger.sqlite")

    var damaged = try rig.bytes("copy.sqlite")
    // The first byte says of what kind a page is; further on may lie nothing that anybody reads.
    for place in stride(from: 8192, to: damaged.count, by: 4096) { damaged[place] ^= 0xFF }
    try rig.write(damaged, to: "damaged.sqlite")
    try rig.write(Array(try rig.bytes("copy.sqlite").prefix(20_000)), to: "half.sqlite")
    try rig.write("no ledger", to: "text.sqlite")
    for name in ["damaged.sqlite", "half.sqlite", "text.sqlite", "nothing.sqlite"] {
      let refused = try await rig.run("restore", "\(rig.path)/\(name)")
      #expect(refused.code == 1 && !refused.errors.isEmpty, "\(name): \(refused.output)")
      #expect(try rig.bytes("state/ledger.sqlite") == ledger, "\(name)")
      #expect(!rig.names("state").contains { $0.hasPrefix("ledger-until-") || $0 == "restoring" }, "\(name)")
    }
    #expect(try await rig.run("restore", "copy.sqlite").code == 64)
  }

  @Test func filesAreDroppedByCommand() async throws {
    let rig = try Rig(clients: ["acme", "bolt"], worker: "trial-worker")
    try rig.configure(grace: "0")
    try await rig.start()
    try rig.write(DecisionTests.script("This is one."), to: "one.txt")
    #expect(try await rig.run("drop", "\(rig.path)/one.txt").code == 64)
    #expect(try await rig.run("drop", "\(rig.path)/one.txt", "--client", "nobody").code == 64)
    #expect(try await rig.run("drop", "\(rig.path)/none.txt", "--client", "bolt").code == 1)
    let dropped = try await rig.run("drop", "\(rig.path)/one.txt", "--client", "bolt")
    #expect(dropped.code == 0 && dropped.output.contains("one.txt lies in the inbox of bolt"), "\(dropped.errors)")
    try await rig.wait(for: "one", toBe: .draft)
    // The caller's own file stays, and nothing half made lies about.
    #expect(rig.exists("one.txt"))
    #expect(rig.names("bolt/inbox").isEmpty)
    #expect(rig.names("acme/review").isEmpty)
  }
}
