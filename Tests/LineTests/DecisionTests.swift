import Digests
import Production
import Rig
import Testing

/// What people decide by renaming and by markers, and what the folder answers. The documents are scripts, and the trial worker hands
/// them on as they are.
@Suite(.timeLimit(.minutes(10))) struct DecisionTests {
  static func script(_ line: String) -> String {
    "TITLE: A trial\nSTYLE: tech\n\nTHABO: \(line)\nLERATO: So it is.\nTAKEAWAY: Done.\n"
  }

  /// Drops a script, and waits until it lies in review.
  private func draft(_ name: String, _ rig: Rig) async throws -> String {
    try rig.write(Self.script("This is \(name)."), to: "acme/inbox/\(name).txt")
    try await rig.wait(for: name, toBe: .draft)
    try await rig.wait("the script of \(name)") { rig.exists("acme/review/\(name)/script.txt") }
    return "acme/review/\(name)"
  }

  private func waitForNote(_ start: String, in folder: String, _ rig: Rig) async throws {
    try await rig.wait("the note \(start) in \(folder)") { rig.names(folder).contains { $0.hasPrefix(start) } }
  }

  private func kinds(_ job: String, _ rig: Rig) throws -> [String] { try rig.story(job)?.events.map(\.kind) ?? [] }

  @Test func anApprovalIsAnsweredAtOnceAndUndoneOrEditedInItsGrace() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "15")
    try await rig.start()
    let undone = try await draft("undone", rig)
    let edited = try await draft("edited", rig)

    try rig.move("\(undone)/script.txt", to: "\(undone)/APPROVED-script.txt")
    try await waitForNote("APPROVED - starts in", in: undone, rig)
    #expect(try rig.story("undone")?.card.state == .approved)
    try rig.move("\(undone)/APPROVED-script.txt", to: "\(undone)/script.txt")
    try await rig.wait(for: "undone", toBe: .draft)
    try await waitForNote("HOW TO APPROVE", in: undone, rig)
    try await rig.wait("the answer to go") { !rig.names(undone).contains { $0.hasPrefix("APPROVED") } }

    try rig.move("\(edited)/script.txt", to: "\(edited)/script approved.txt")
    try await waitForNote("APPROVED - starts in", in: edited, rig)
    let text = Self.script("This was changed in the last moment.")
    try rig.write(text, to: "\(edited)/script approved.txt")
    try await rig.wait(for: "edited", toBe: .completed)
    // The worker gives back what it was given to speak.
    #expect(try rig.read("acme/outbox/edited/captions.srt") == text)
    #expect(try rig.story("edited")?.approvals.map(\.textDigest) == [Digest(of: text)])
    #expect(rig.names("acme/outbox/edited/script").contains("script approved.txt"))

    // The other one's grace is long over by now.
    let story = try #require(try rig.story("undone"))
    #expect(story.card.state == .draft)
    #expect(story.approvals.isEmpty)
    #expect(!story.events.contains { $0.kind == "leased" && $0.text.contains("voice") })
    #expect(rig.names("acme/outbox") == ["edited"])

    // It can still be approved, in another way.
    try rig.write("", to: "\(undone)/Approved")
    try await rig.wait(for: "undone", toBe: .completed)
  }

  /// Whatever an editor or another system makes of the text and its name.
  @Test func aScriptFromAnyEditorCanBeApproved() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0")
    try await rig.start()
    let text = "title： A trial\r\nStyle: tech\r\n\r\nthabo:\tIsn\u{2019}t it?\r\nLERATO: It is.\r\nTakeaway: Done."
    let windows = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let cases: [(job: String, bytes: [UInt8], name: String)] = [
      ("marked", windows, "script.txt.approved"), ("wide", wide, "script - Copy approved.txt"),
      ("plain", Array(text.utf8), "Script Approved.TXT"),
    ]
    for (job, bytes, name) in cases {
      let folder = try await draft(job, rig)
      try rig.write(bytes, to: "\(folder)/script.txt")
      try rig.move("\(folder)/script.txt", to: "\(folder)/\(name)")
      try await rig.wait(for: job, toBe: .completed)
      // Not a byte of it was changed on the way.
      #expect(try rig.story(job)?.approvals.last?.textDigest == Digest(of: bytes))
      #expect(try rig.bytes("acme/outbox/\(job)/captions.srt") == bytes)
    }
  }

  @Test func aDecisionMayBeDroppedIntoTheInbox() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0")
    try await rig.start()
    _ = try await draft("first", rig)
    try rig.write("Say less.", to: "acme/inbox/First.rejected")
    // Until version 2 is shown, what comes is still a word about version 1, and is put away with it.
    try await rig.wait("version 1 to be put away") {
      rig.names("acme/review/first/versions").contains { $0.contains("rejected") }
    }
    try await waitForNote("HOW TO APPROVE", in: "acme/review/first", rig)
    #expect(try rig.story("first")?.approvals.last?.notes == "Say less.")
    // Until it is shown, a word is about the version before.
    try await rig.wait("version 2 to lie there") {
      try rig.story("first")?.card.state == .draft
        && !rig.names("acme/review/first").contains { $0.hasSuffix(".rejected") || $0.hasPrefix("REJECTED") }
    }
    try rig.write("", to: "acme/inbox/first.approved")
    try await rig.wait(for: "first", toBe: .completed)
    #expect(rig.names("acme/inbox") == [])
  }

  @Test func redoHoldAndCancel() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0")
    try await rig.start()
    let redone = try await draft("redone", rig)
    try rig.write("", to: "\(redone)/redo.txt")
    try await rig.wait("version 2") { try rig.story("redone")?.card.version == 2 && rig.exists("\(redone)/script.txt") }
    try await rig.wait(for: "redone", toBe: .draft)
    try await rig.wait("the marker to be put away") { !rig.names(redone).contains("redo.txt") }
    #expect(rig.names("\(redone)/versions").contains { $0.contains("redo") })

    let held = try await draft("held", rig)
    try rig.move("\(held)/script.txt", to: "\(held)/script hold.txt")
    try await rig.wait(for: "held", toBe: .held)
    try await waitForNote("ON HOLD", in: held, rig)
    try rig.move("\(held)/script hold.txt", to: "\(held)/script.txt")
    try await rig.wait(for: "held", toBe: .draft)
    try await waitForNote("HOW TO APPROVE", in: held, rig)
    try rig.move("\(held)/script.txt", to: "\(held)/script approved.txt")
    try await rig.wait(for: "held", toBe: .completed)

    let cancelled = try await draft("cancelled", rig)
    try rig.write("", to: "\(cancelled)/cancel")
    try await rig.wait(for: "cancelled", toBe: .cancelled)
    try await rig.wait("the drop to come back") { rig.isReturned("acme/failed/cancelled") }
    #expect(try rig.read("acme/failed/cancelled/WHY.txt").contains("cancelled by"))
    #expect(try rig.read("acme/failed/cancelled/cancelled.txt") == Self.script("This is cancelled."))
    try await rig.wait("the review folder to be gone") { !rig.names("acme/review").contains("cancelled") }
    #expect(!rig.names("acme/outbox").contains("cancelled"))
  }

  /// While the next version cannot be shown, the word about the one before must not count for it.
  @Test func aWordCountsForTheVersionThatWasShown() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0")
    try await rig.start()
    let folder = try await draft("blocked", rig)
    try await waitForNote("HOW TO APPROVE", in: folder, rig)
    try rig.removeFolder("\(folder)/versions")
    try rig.write("in the way", to: "\(folder)/versions")
    try rig.write("", to: "\(folder)/redo")
    try await rig.wait("version 2") { try rig.story("blocked")?.card.version ?? 1 > 1 }
    try await rig.wait(for: "blocked", toBe: .draft)
    let early = try await rig.run("approve", "blocked")
    #expect(early.code == 1 && early.errors.contains("just being shown"), "\(early.output)\(early.errors)")
    try await rig.settle()
    #expect(try rig.story("blocked")?.card.version == 2)
    #expect(try rig.story("blocked")?.approvals.count == 1)
    try rig.remove("\(folder)/versions")
    try await rig.wait("version 2 to be shown") { !rig.names(folder).contains("redo") }
    #expect(try await rig.run("approve", "blocked").code == 0)
    try await rig.wait(for: "blocked", toBe: .completed)
  }

  @Test func whatHasBegunIsNotTakenBackButCancelled() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0", line: "first_pause_seconds = 4\nlongest_pause_seconds = 4")
    try await rig.start()
    // Its first try fails, so that it is "approved" for a second time, and waits.
    for name in ["late", "unwanted"] {
      try rig.write(Self.script("I am \(name). [voice: fail until 2]"), to: "acme/inbox/\(name).txt")
      try await rig.wait(for: name, toBe: .draft)
      try await rig.wait("the script") { rig.exists("acme/review/\(name)/script.txt") }
      try rig.move("acme/review/\(name)/script.txt", to: "acme/review/\(name)/script approved.txt")
      try await rig.wait("the first try to fail") { try kinds(name, rig).contains("failed") }
      if name == "late" {
        try rig.move("acme/review/late/script approved.txt", to: "acme/review/late/script.txt")
      } else {
        try rig.write("", to: "acme/review/unwanted/cancel")
        try rig.move("acme/review/unwanted/script approved.txt", to: "acme/review/unwanted/script.txt")
      }
      try await rig.wait(for: name, toBe: name == "late" ? .completed : .cancelled)
    }
    #expect(!rig.log.contains("A round of reading decisions did not end well"))
    try await rig.wait("the drop to come back") { rig.exists("acme/failed/unwanted/unwanted.txt") }
  }

  @Test func whatIsNotClearDecidesNothing() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "4")
    try await rig.start()
    let negated = try await draft("negated", rig)
    try rig.move("\(negated)/script.txt", to: "\(negated)/script not approved.txt")
    try await waitForNote("NOT UNDERSTOOD", in: negated, rig)
    let torn = try await draft("torn", rig)
    try rig.write("", to: "\(torn)/approved")
    try rig.move("\(torn)/script.txt", to: "\(torn)/script rejected.txt")
    try await waitForNote("NOT UNDERSTOOD", in: torn, rig)
    let unreadable = try await draft("unreadable", rig)
    try rig.write(Self.script("Hello.") + "NOBODY: Who am I?\n", to: "\(unreadable)/script.txt")
    try rig.move("\(unreadable)/script.txt", to: "\(unreadable)/script approved.txt")
    try await waitForNote("NEEDS MENDING", in: unreadable, rig)
    try await rig.settle()

    for job in ["negated", "torn", "unreadable"] {
      let story = try #require(try rig.story(job))
      #expect(story.card.state == .draft, "\(job)")
      // Two changes are two moments: the first may have been seen alone, and must then have been taken back.
      #expect(story.approvals.isEmpty, "\(job)")
    }
    let marked = try rig.read("\(unreadable)/script approved.txt")
    #expect(marked.hasPrefix("#!"))
    #expect(marked.contains("NOBODY"))
    #expect(marked.hasSuffix(Self.script("Hello.") + "NOBODY: Who am I?\n"))

    // Mended, with the service's lines left where they are.
    try rig.write(marked.replacing("NOBODY:", with: "LERATO:"), to: "\(unreadable)/script approved.txt")
    try await rig.wait(for: "unreadable", toBe: .completed)
    // The contradiction is resolved by taking one away.
    try rig.remove("\(torn)/approved")
    try await rig.wait("version 2") { try rig.story("torn")?.card.version == 2 }
    try rig.move("\(negated)/script not approved.txt", to: "\(negated)/script.txt")
    try await rig.wait("the note to go") { !rig.names(negated).contains { $0.hasPrefix("NOT UNDERSTOOD") } }
  }
}
