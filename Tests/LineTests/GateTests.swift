import Digests
import Production
import Rig
import Testing

/// What people hear and watch before the work goes on. The trial worker hands the document on as whatever is asked for.
@Suite(.timeLimit(.minutes(10))) struct GateTests {
  private func start(gates: String, grace: String = "0") async throws -> Rig {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: grace, clientLines: "gates = [\(gates)]")
    try await rig.start()
    return rig
  }

  private func drop(_ name: String, _ rig: Rig) async throws -> String {
    try rig.write(DecisionTests.script("This is \(name)."), to: "acme/inbox/\(name).txt")
    return "acme/review/\(name)"
  }

  /// Waits until a gate's folder is whole: its note comes last.
  private func wait(at gate: Gate, in folder: String, _ rig: Rig) async throws {
    let note = ["script": "HOW TO APPROVE - ", "voice": "HOW TO APPROVE the voices", "publish": "HOW TO APPROVE the video"]
    try await rig.wait("the gate \(gate)") {
      rig.exists("\(folder)/\(gate.fileName)") && rig.names(folder).contains { $0.hasPrefix(note[gate.rawValue] ?? "") }
    }
    try await rig.wait("all of it") { !rig.names(folder).contains { $0.hasPrefix("APPROVED") } }
  }

  private func began(_ stage: String, _ job: String, _ rig: Rig) throws -> Bool {
    try rig.story(job)?.events.contains { $0.text.contains("The stage \(stage) began") } ?? false
  }

  @Test func nothingIsDrawnBeforeTheVoicesAreApproved() async throws {
    let rig = try await start(gates: "\"script\", \"voice\"")
    let folder = try await drop("heard", rig)
    try await wait(at: .script, in: folder, rig)
    try rig.move("\(folder)/script.txt", to: "\(folder)/script approved.txt")
    try await wait(at: .voice, in: folder, rig)
    #expect(try rig.story("heard")?.card.state == .audioReady)
    #expect(rig.names(folder).contains("voiceover.mp3"))
    #expect(!rig.names(folder).contains { $0.hasPrefix("script") })
    #expect(rig.names("\(folder)/versions").contains("v1 - script approved.txt"))
    try await rig.wait("the page to ask") { try rig.read("acme/STATUS.html").contains("Listen to voiceover.mp3") }

    // A kill, and whatever happens to the folder meanwhile: it is shown again, and still nothing is drawn.
    try await rig.killService()
    try rig.remove("\(folder)/voice.txt")
    try await rig.start()
    try await wait(at: .voice, in: folder, rig)
    try await rig.settle()
    #expect(try !began("picture", "heard", rig))

    // What says nothing clear decides nothing here either.
    try rig.move("\(folder)/voice.txt", to: "\(folder)/voice not approved.txt")
    try await rig.wait("the note") { rig.names(folder).contains { $0.hasPrefix("NOT UNDERSTOOD") } }
    let text = try rig.bytes("\(folder)/voice not approved.txt")
    try rig.move("\(folder)/voice not approved.txt", to: "\(folder)/APPROVED voice.txt")
    try await rig.wait(for: "heard", toBe: .completed)
    let approvals = try #require(try rig.story("heard")).approvals
    #expect(approvals.map(\.gate) == [.script, .voice])
    #expect(approvals.last?.textDigest == Digest(of: text))
    let sound = try #require(try rig.story("heard")?.outputs.first { $0.name == "voiceover.mp3" })
    #expect(String(decoding: text, as: UTF8.self).contains(sound.digest.hex))
    // The copy to listen to is not kept twice.
    #expect(!rig.names("acme/outbox/heard/script").contains("voiceover.mp3"))
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func whatWasHeardIsChangedInItsScript() async throws {
    let rig = try await start(gates: "\"voice\"")
    let folder = try await drop("odd", rig)
    try await wait(at: .voice, in: folder, rig)
    // Words that were changed here would not be heard.
    try rig.write(try rig.read("\(folder)/voice.txt").replacing("So it is.", with: "So it was."), to: "\(folder)/voice.txt")
    try rig.move("\(folder)/voice.txt", to: "\(folder)/voice approved.txt")
    try await rig.wait("the note") { rig.names(folder).contains { $0.hasPrefix("NOT UNDERSTOOD") } }
    #expect(try rig.story("odd")?.approvals.isEmpty == true)

    // The script comes back as it was, although nobody was asked about it before.
    try rig.move("\(folder)/voice approved.txt", to: "\(folder)/voice redo.txt")
    try await wait(at: .script, in: folder, rig)
    #expect(try rig.story("odd")?.card.version == 2)
    #expect(try rig.read("\(folder)/script.txt") == DecisionTests.script("This is odd."))
    let changed = DecisionTests.script("This is changed.")
    try rig.write(changed, to: "\(folder)/script.txt")
    try rig.move("\(folder)/script.txt", to: "\(folder)/script approved.txt")
    try await wait(at: .voice, in: folder, rig)
    #expect(try rig.read("\(folder)/voice.txt").contains("This is changed."))

    // Notes make another script; no gate asks about that one, so it is spoken at once.
    try rig.write("Say less.", to: "\(folder)/notes.txt")
    try rig.move("\(folder)/voice.txt", to: "\(folder)/voice rejected.txt")
    try await rig.wait("version 3") { try rig.story("odd")?.card.version == 3 }
    #expect(try rig.story("odd")?.approvals.last?.notes == "Say less.")
    try await wait(at: .voice, in: folder, rig)
    #expect(try await rig.run("approve", "odd").code == 0)
    try await rig.wait(for: "odd", toBe: .completed)
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func nothingGoesOutBeforeTheVideoIsApproved() async throws {
    let rig = try await start(gates: "\"publish\"", grace: "15")
    // Its name is no decision, and neither is that of its video.
    let folder = try await drop("approved-plan", rig)
    try await wait(at: .publish, in: folder, rig)
    #expect(rig.names(folder).contains("approved-plan.tiny.mp4"))
    #expect(try rig.story("approved-plan")?.card.state == .waitingToPublish)
    #expect(!rig.names("acme/outbox").contains("approved-plan"))

    try rig.write("Title: A better title\nTags: #one two; three\nprivacy: secret\n", to: "\(folder)/publish.txt")
    try rig.move("\(folder)/publish.txt", to: "\(folder)/publish approved.txt")
    try await rig.wait("the note") { rig.names(folder).contains { $0.hasPrefix("NEEDS MENDING") } }
    let marked = try rig.read("\(folder)/publish approved.txt")
    #expect(marked.hasPrefix("#!") && marked.contains("There is no privacy \"secret\""), "\(marked)")
    #expect(try rig.story("approved-plan")?.card.state == .waitingToPublish)

    // Mended where it lies, and taken back in the grace.
    let mended = marked.replacing("privacy: secret", with: "privacy: unlisted")
    try rig.write(mended, to: "\(folder)/publish approved.txt")
    try await rig.wait(for: "approved-plan", toBe: .publishing)
    try rig.move("\(folder)/publish approved.txt", to: "\(folder)/publish.txt")
    try await rig.wait(for: "approved-plan", toBe: .waitingToPublish)
    try await rig.settle()
    #expect(!rig.names("acme/outbox").contains("approved-plan"))

    try rig.write("", to: "acme/inbox/approved-plan.approved")
    try await rig.wait(for: "approved-plan", toBe: .publishing, .completed)
    // A kill within the grace: what was approved goes out after it.
    try await rig.killService()
    try await rig.start()
    try await rig.wait(for: "approved-plan", toBe: .completed)
    #expect(try rig.read("acme/outbox/approved-plan/publish.txt") == mended)
    let receipt = try rig.read("acme/outbox/approved-plan/receipt.json")
    #expect(receipt.contains("\"title\": \"A better title\"") && receipt.contains("\"privacy\": \"unlisted\""), "\(receipt)")
    #expect(receipt.contains("\"one two\""), "\(receipt)")
    #expect(try rig.story("approved-plan")?.approvals.last?.textDigest == Digest(of: mended))
    // The video lies in the outbox once.
    #expect(!rig.names("acme/outbox/approved-plan/script").contains { $0.hasSuffix(".mp4") })
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func everyGateTakesEveryDecision() async throws {
    let rig = try await start(gates: "\"voice\", \"publish\"")
    for (job, gate, state) in [("first", Gate.voice, JobState.audioReady), ("second", .publish, .waitingToPublish)] {
      let folder = try await drop(job, rig)
      try await wait(at: .voice, in: folder, rig)
      if gate == .publish {
        try rig.write("", to: "\(folder)/approved")
        try await wait(at: .publish, in: folder, rig)
      }
      #expect(try await rig.run("hold", job).code == 0)
      try await rig.wait(for: job, toBe: .held)
      try rig.move("\(folder)/\(gate) hold.txt", to: "\(folder)/\(gate.fileName)")
      try await rig.wait(for: job, toBe: state)
      try await wait(at: gate, in: folder, rig)
      try rig.write("", to: "\(folder)/cancel")
      try await rig.wait(for: job, toBe: .cancelled)
      try await rig.wait("the drop to come back") { rig.isReturned("acme/failed/\(job)") }
      #expect(!rig.names("acme/outbox").contains(job))

      // Tried again, it waits where it was cancelled.
      #expect(try await rig.run("retry", job).code == 0)
      try await rig.wait(for: job, toBe: state)
      try await wait(at: gate, in: folder, rig)
      #expect(try await rig.run("approve", job).code == 0)
      if gate == .voice {
        try await wait(at: .publish, in: folder, rig)
        #expect(try await rig.run("approve", job).code == 0)
      }
      try await rig.wait(for: job, toBe: .completed)
    }
    #expect(try await rig.run("verify").code == 0)
  }
}
