import Digests
import Production
import Rig
import Testing

/// Decisions that come too early, too late, twice, or in another place than expected.
@Suite(.timeLimit(.minutes(10))) struct ReviewRaceTests {
  private func draft(_ name: String, _ rig: Rig) async throws -> String {
    try rig.write(DecisionTests.script("This is \(name)."), to: "acme/inbox/\(name).txt")
    try await rig.wait(for: name, toBe: .draft)
    try await rig.wait("the script of \(name)") { rig.exists("acme/review/\(name)/script.txt") }
    return "acme/review/\(name)"
  }

  private func waitForNote(_ start: String, in folder: String, _ rig: Rig) async throws {
    try await rig.wait("the note \(start) in \(folder)") { rig.names(folder).contains { $0.hasPrefix(start) } }
  }

  /// Waits until a dropped decision came back, and answers with what it was told.
  private func answer(to marker: String, _ rig: Rig) async throws -> String {
    try await rig.wait("the answer to \(marker)") {
      rig.exists("acme/failed/\(marker)/WHY.txt") && rig.exists("acme/failed/\(marker)/\(marker)")
    }
    #expect(!rig.exists("acme/inbox/\(marker)"))
    return try rig.read("acme/failed/\(marker)/WHY.txt")
  }

  @Test func aDroppedDecisionIsNeverIgnored() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0")
    try await rig.start()
    try rig.makeFolder("gate")
    _ = try await draft("waiting", rig)
    try rig.write("", to: "acme/inbox/nobody.approved")
    #expect(try await answer(to: "nobody.approved", rig).contains("Waiting now: waiting."))
    try rig.write("", to: "acme/inbox/waiting.publish")
    #expect(try await answer(to: "waiting.publish", rig).contains("no place to publish"))

    // Empty, and called nearly as a decision is.
    try rig.write("", to: "acme/inbox/waiting.aproved")
    #expect(try await answer(to: "waiting.aproved", rig).contains("Did you mean waiting.approved?"))

    // Before its draft is there, and while it is being made.
    try rig.write("Text.\n[script: wait \(rig.path)/gate]\n[voice: wait \(rig.path)/gate]", to: "acme/inbox/slow.txt")
    try await rig.wait(for: "slow", toBe: .drafting)
    try rig.write("", to: "acme/inbox/slow.approved")
    #expect(try await answer(to: "slow.approved", rig).contains("not written yet"))
    try rig.write("", to: "gate/slow.script")
    try await rig.wait(for: "slow", toBe: .draft)
    try await rig.settle()
    #expect(try rig.story("slow")?.card.state == .draft, "what was said before the draft decides nothing about it")
  }

  @Test func aStoppedServiceSaysSo() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0")
    try await rig.start()
    _ = try await draft("waiting", rig)
    try await rig.wait("the page") { (try? rig.read("acme/STATUS.html").contains("waiting")) == true }
    #expect(try !rig.read("acme/STATUS.html").contains("not running"))
    #expect(try await !rig.run("status", "--once").output.contains("not running"))
    try await rig.stop()
    #expect(try rig.read("acme/STATUS.html").contains("The service is not running"))
    #expect(try await rig.run("status", "--once").output.contains("The service is not running"))
    try await rig.start()
    try await rig.wait("the page") { (try? rig.read("acme/STATUS.html").contains("not running")) == false }
  }

  @Test func aCancelFromTheInboxStopsWhatIsBeingMade() async throws {
    let rig = try Rig(worker: "trial-worker")
    // While voices speak on all cores of a small machine, nothing else begins.
    try rig.configure(grace: "0", line: "cores = 4")
    try await rig.start()
    try rig.makeFolder("gate")
    for name in ["dropped", "renamed"] {
      let text = DecisionTests.script("I am \(name). [voice: wait \(rig.path)/gate]")
      try rig.write(text, to: "acme/inbox/\(name).txt")
      try await rig.wait(for: name, toBe: .draft)
      try await rig.wait("the script") { rig.exists("acme/review/\(name)/script.txt") }
      try rig.move("acme/review/\(name)/script.txt", to: "acme/review/\(name)/script approved.txt")
      try await rig.wait(for: name, toBe: .speaking)
    }
    try rig.write("Not needed any more.", to: "acme/inbox/dropped.cancel")
    try await rig.wait(for: "dropped", toBe: .cancelled)
    try await rig.wait("the drop to come back") { rig.exists("acme/failed/dropped/dropped.cancel") }

    // Another word than cancel comes too late, and is told.
    try rig.move("acme/review/renamed/script approved.txt", to: "acme/review/renamed/script hold.txt")
    try await waitForNote("TOO LATE", in: "acme/review/renamed", rig)
    #expect(try rig.story("renamed")?.card.state == .speaking)
    try rig.move("acme/review/renamed/script hold.txt", to: "acme/review/renamed/script cancel.txt")
    try await rig.wait(for: "renamed", toBe: .cancelled)
    try await rig.wait("the drop to come back") { rig.isReturned("acme/failed/renamed") }
  }

  /// With the real writer, whose second version is another one.
  @Test func aWordAboutAnEarlierVersionIsToldAndDecidesNothing() async throws {
    let rig = try Rig()
    try rig.configure(grace: "0")
    try await rig.start()
    try rig.write(WholeWayTests.document, to: "acme/inbox/old.md")
    try await rig.wait(for: "old", toBe: .draft)
    let folder = "acme/review/old"
    try await rig.wait("the script") { rig.exists("\(folder)/script.txt") }
    let first = try rig.read("\(folder)/script.txt")
    try rig.write("Less about the sun, and shorter please.", to: "acme/inbox/old.rejected")
    try await rig.wait("version 2") { try rig.story("old")?.card.version == 2 }
    try await rig.wait("another text") { try rig.exists("\(folder)/script.txt") && rig.read("\(folder)/script.txt") != first }
    try await waitForNote("HOW TO APPROVE", in: folder, rig)

    // Somebody who never saw version 2.
    try rig.write(first, to: "\(folder)/script approved.txt")
    try await waitForNote("NOT UNDERSTOOD", in: folder, rig)
    let name = try #require(rig.names(folder).first { $0.hasPrefix("NOT UNDERSTOOD") })
    let note = try rig.read("\(folder)/\(name)")
    #expect(note.contains("the text of version 1"), "\(note)")
    #expect(try rig.story("old")?.approvals.map(\.decision) == [.reject])
    // Who names the version means it.
    try rig.move("\(folder)/script approved.txt", to: "\(folder)/script v1 approved.txt")
    try await rig.wait(for: "old", toBe: .completed)
    #expect(try rig.story("old")?.approvals.last?.textDigest == Digest(of: first))
  }

  /// What is dropped while the next version is being written is about the one before.
  @Test func aWordWhileTheNextVersionIsWrittenIsTold() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0")
    try await rig.start()
    try rig.makeFolder("gate")
    try rig.write("", to: "gate/early.script")
    let text = DecisionTests.script("I wait. [script: wait \(rig.path)/gate]")
    try rig.write(text, to: "acme/inbox/early.txt")
    try await rig.wait(for: "early", toBe: .draft)
    let folder = "acme/review/early"
    try await rig.wait("the script") { rig.exists("\(folder)/script.txt") }
    try rig.remove("gate/early.script")
    // A note, so that the second version is not taken from the store.
    try rig.write("Make it anew.", to: "\(folder)/rejected")
    try await rig.wait(for: "early", toBe: .drafting)
    try rig.write("", to: "acme/inbox/early.approved")
    try await rig.wait("the word to lie in review") { rig.names(folder).contains("early.approved") }
    try rig.write("", to: "gate/early.script")
    try await waitForNote("TOO LATE", in: folder, rig)
    let story = try #require(try rig.story("early"))
    #expect(story.card.state == .draft && story.card.version == 2)
    #expect(rig.names("\(folder)/versions").contains("v1 - early.approved"))
    #expect(rig.names(folder).contains { $0.hasPrefix("HOW TO APPROVE") })
  }

  @Test func aRenamedFolderIsADecision() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0")
    try await rig.start()
    let meant = try await draft("meant", rig)
    try rig.move(meant, to: "acme/review/meant - APPROVED")
    try await rig.wait(for: "meant", toBe: .completed)
    #expect(rig.names("acme/outbox/meant/script").contains("approved.txt"))

    let asked = try await draft("asked", rig)
    try rig.move(asked, to: "acme/review/asked approved?")
    try await waitForNote("NOT UNDERSTOOD", in: asked, rig)
    #expect(rig.names("acme/review") == ["asked"])
    #expect(try rig.story("asked")?.approvals.isEmpty == true)
  }

  @Test func manyReviewsKeepNobodyWaitingAndPeopleAreReminded() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0", review: "remind_days = 0.00002")
    try await rig.start()
    for number in 1...12 { _ = try await draft("job-\(number)", rig) }
    let last = "acme/review/job-12"
    try await waitForNote("WAITING 1 DAY", in: last, rig)
    #expect(rig.names(last).contains { $0.hasPrefix("HOW TO APPROVE") })
    // On hold, nobody is reminded.
    let held = "acme/review/job-11"
    try rig.move("\(held)/script.txt", to: "\(held)/script hold.txt")
    try await waitForNote("ON HOLD", in: held, rig)
    // One note takes the place of the other, one after the other.
    try await rig.wait("the reminder to go") { !rig.names(held).contains { $0.hasPrefix("WAITING") } }
    try await rig.settle()
    #expect(!rig.names(held).contains { $0.hasPrefix("WAITING") })
    try rig.move("\(last)/script.txt", to: "\(last)/script approved.txt")
    try await rig.wait(for: "job-12", toBe: .completed)
    #expect(rig.names("acme/outbox") == ["job-12"])
  }

  @Test func decisionsInTheInboxCanBeForbidden() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0", review: "decisions_in_inbox = false")
    try await rig.start()
    _ = try await draft("strict", rig)
    try rig.write("", to: "acme/inbox/strict.approved")
    #expect(try await answer(to: "strict.approved", rig).contains("only taken in the review folder"))
    #expect(try rig.story("strict")?.card.state == .draft)
  }

  /// A command's word goes before a marker that says something else; the marker is put away, not lost.
  @Test func everyDecisionIsACommandToo() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0")
    try await rig.start()
    let folder = try await draft("steered", rig)
    #expect(try await rig.run("hold", "steered").code == 0)
    try await rig.wait(for: "steered", toBe: .held)
    #expect(rig.names(folder).contains("script hold.txt"))
    try rig.move("\(folder)/script hold.txt", to: "\(folder)/script.txt")
    try await rig.wait(for: "steered", toBe: .draft)
    try rig.write("", to: "\(folder)/hold")
    try await rig.wait(for: "steered", toBe: .held)
    #expect(try await rig.run("approve", "steered").code == 0)
    try await rig.wait(for: "steered", toBe: .completed)
    #expect(rig.names("acme/outbox/steered/script/versions").contains("v1 - hold"))

    let other = try await draft("other", rig)
    #expect(try await rig.run("reject", "other", "--notes", "Shorter.").code == 0)
    try await rig.wait("version 2") { try rig.story("other")?.card.version == 2 && rig.exists("\(other)/script.txt") }
    try await rig.wait(for: "other", toBe: .draft)
    #expect(try await rig.run("redo", "other").code == 0)
    try await rig.wait("version 3") { try rig.story("other")?.card.version == 3 }
    try await rig.wait(for: "other", toBe: .draft)
    #expect(try await rig.run("cancel", "other").code == 0)
    try await rig.wait(for: "other", toBe: .cancelled)
  }

  /// Samba's log says who it was, where the file's owner does not.
  @Test func sambasLogSaysWhoItWas() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0", review: "samba_audit = \"\(rig.path)/audit.log\"")
    try await rig.start()
    let folder = try await draft("signed", rig)
    let whole = "\(rig.path)/\(folder)/script approved.txt"
    let line = "\(Clock.iso8601) nas smbd_audit[1]: maria|10.0.0.9|acme|renameat|ok|\(rig.path)/\(folder)/script.txt|\(whole)\n"
    try rig.write(line, to: "audit.log")
    try rig.move("\(folder)/script.txt", to: "\(folder)/script approved.txt")
    try await rig.wait(for: "signed", toBe: .completed)
    #expect(try rig.story("signed")?.approvals.last?.by == "maria")
    #expect(try rig.read("acme/outbox/signed/receipt.json").contains("maria"))
  }
}
