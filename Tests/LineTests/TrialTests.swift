import Production
import Rig
import Testing

/// Workers that crash, fall silent, fail and spend money.
@Suite(.timeLimit(.minutes(10))) struct TrialTests {
  private func start(line: String, pays: Bool = false) async throws -> Rig {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(
      line: "first_pause_seconds = 0.1\nlongest_pause_seconds = 1\n\(line)", clientLines: "gates = []",
      more: "[budget]\nmonth_dollars = 10\ndrafting_dollars = 10\n\(pays ? BudgetTests.paying : "")")
    try rig.makeFolder("signs")
    try await rig.start()
    return rig
  }

  private func failures(_ job: String, _ rig: Rig) throws -> Int {
    try rig.story(job)?.events.filter { $0.kind == "failed" }.count ?? 0
  }

  @Test func crashesQuarantineAndPassingTroubleIsTriedAgain() async throws {
    let rig = try await start(line: "tries = 3\ncrashes = 3")
    let documents = [
      "bomb": "script: crash", "shaky": "voice: crash until 3", "busy": "read: fail", "late": "read: fail until 3",
      "wrong": "voice: refuse", "babel": "finish: babble",
    ]
    for (name, text) in documents { try rig.write(text, to: "acme/inbox/\(name).txt") }

    try await rig.wait(for: "bomb", toBe: .quarantined)
    #expect(try failures("bomb", rig) == 3)
    try await rig.wait(for: "shaky", toBe: .completed)
    #expect(try failures("shaky", rig) == 2)
    #expect(try rig.story("shaky")?.stages.first { $0.stage == .voice }?.attempts == 3)
    try await rig.wait(for: "busy", toBe: .failed)
    #expect(try failures("busy", rig) == 3)
    try await rig.wait(for: "late", toBe: .completed)
    #expect(try failures("late", rig) == 2)
    try await rig.wait(for: "wrong", toBe: .failed)
    #expect(try failures("wrong", rig) == 1)
    try await rig.wait(for: "babel", toBe: .quarantined)

    for name in ["bomb", "busy", "wrong", "babel"] {
      try await rig.wait("\(name) to come back") { rig.isReturned("acme/failed/\(name)") }
      #expect(try rig.read("acme/failed/\(name)/\(name).txt") == documents[name])
      #expect(!rig.names("acme/outbox").contains(name))
    }
    #expect(try rig.read("acme/failed/bomb/WHY.txt").contains("SIGKILL"))
    #expect(try rig.read("acme/failed/wrong/WHY.txt").contains("The trial went wrong."))
    try await rig.wait("the page to name them") {
      let page = try rig.read("acme/STATUS.html")
      return page.contains("Could not be made") && page.contains("bomb") && page.contains("quarantined")
    }
    #expect(try await rig.run("verify").code == 0)
  }

  /// The same document would need as much again: it is tried once, and its people are told what to do.
  @Test func aDocumentThatNeedsTooMuchMemoryIsNotReadAgain() async throws {
    let rig = try await start(line: "tries = 3\ncrashes = 3")
    try rig.write("read: starve", to: "acme/inbox/huge.txt")
    try await rig.wait(for: "huge", toBe: .failed)
    try await rig.wait("it to come back") { rig.isReturned("acme/failed/huge") }
    #expect(try failures("huge", rig) == 1)
    let why = try rig.read("acme/failed/huge/WHY.txt")
    #expect(why.hasPrefix("The document is too large or too complicated to be read.\nDrop the part of it"), "\(why)")
  }

  @Test func aLogThatNeedsTooMuchMemoryIsToBeSplit() async throws {
    let rig = try await start(line: "tries = 3\ncrashes = 3")
    try rig.write("read: starve", to: "acme/inbox/views.csv")
    try await rig.wait(for: "views", toBe: .failed)
    try await rig.wait("it to come back") { rig.isReturned("acme/failed/views") }
    #expect(try rig.read("acme/failed/views/WHY.txt").contains("Split it, and drop the parts."))
  }

  /// A lease that stays open would let nobody be at the job again.
  @Test func aResultThatCannotBeRecordedIsATryThatFailed() async throws {
    let rig = try await start(line: "tries = 3\ncrashes = 3")
    try rig.write("read: log", to: "acme/inbox/odd.txt")
    try rig.write("read: log until 2", to: "acme/inbox/once.txt")
    try await rig.wait(for: "odd", toBe: .quarantined)
    #expect(try failures("odd", rig) == 3)
    try await rig.wait(for: "once", toBe: .completed)
    #expect(try failures("once", rig) == 1)
    #expect(try await rig.run("verify").code == 0)
  }

  /// Twenty seconds is the patience with a worker that reads settings.
  @Test func aSilentWorkerIsEnded() async throws {
    let rig = try await start(line: "crashes = 1")
    try rig.makeFolder("acme/inbox/quiet")
    try rig.write("# settings: hang\nsettings: hang\n", to: "acme/inbox/quiet/folder.toml")
    try rig.write("A document.", to: "acme/inbox/quiet/Unheard.txt")
    try await rig.wait("the drop to come back") { rig.isReturned("acme/failed/unheard") }
    #expect(try rig.read("acme/failed/unheard/WHY.txt").contains("made no progress for 20 s"))
    #expect(try rig.read("acme/failed/unheard/Unheard.txt") == "A document.")
  }

  @Test func aSettingsFileThatBreaksItsReaderIsTriedAgainFirst() async throws {
    let rig = try await start(line: "crashes = 3")
    for folder in ["bad", "busy"] { try rig.makeFolder("acme/inbox/\(folder)") }
    try rig.write("settings: crash\n", to: "acme/inbox/bad/folder.toml")
    try rig.write("A document.", to: "acme/inbox/bad/Broken.txt")
    try rig.write("settings: fail\n", to: "acme/inbox/busy/folder.toml")
    try rig.write("A document for later.", to: "acme/inbox/busy/Later.txt")
    try await rig.wait("the drop to come back") { rig.isReturned("acme/failed/broken") }
    #expect(try rig.read("acme/failed/broken/WHY.txt").contains("cannot be read without harm"))
    // What passes gives nothing back.
    #expect(rig.names("acme/inbox/busy") == ["Later.txt", "folder.toml"])
    #expect(rig.names("acme/failed") == ["broken"])
    try rig.write("# nothing to say\n", to: "acme/inbox/busy/folder.toml")
    try await rig.wait(for: "later", toBe: .completed)
  }

  @Test func aFailedJobGoesOnWhereItStopped() async throws {
    let rig = try await start(line: "")
    try rig.write("voice: need \(rig.path)/signs/there", to: "acme/inbox/needy.txt")
    try await rig.wait(for: "needy", toBe: .failed)
    try await rig.wait("the drop to come back") { rig.isReturned("acme/failed/needy") }
    try rig.write("voice: need \(rig.path)/signs/there\nAnother one.", to: "acme/inbox/renamed.txt")
    try await rig.wait(for: "renamed", toBe: .failed)
    try await rig.wait("the drop to come back") { rig.isReturned("acme/failed/renamed") }

    try rig.write("", to: "signs/there")
    let retried = try await rig.run("retry", "needy")
    #expect(retried.code == 0, "\(retried.errors)")
    try rig.move("acme/failed/renamed", to: "acme/failed/renamed retry")
    try await rig.wait(for: "needy", toBe: .completed)
    try await rig.wait(for: "renamed", toBe: .completed)
    #expect(rig.exists("acme/outbox/renamed/source/renamed.txt"))
    let story = try #require(try rig.story("needy"))
    #expect(story.events.filter { $0.text.contains("The stage read began") }.count == 1)
    #expect(story.events.filter { $0.text.contains("The stage voice began") }.count == 2)
    #expect(rig.exists("acme/outbox/needy/source/needy.txt"))
    #expect(rig.names("acme/failed") == [])
  }

  @Test func aCancelEndsTheWorkerAtOnce() async throws {
    let rig = try await start(line: "cores = 1")
    for name in ["first", "second"] {
      try rig.write("read: wait \(rig.path)/signs\nThis is \(name).", to: "acme/inbox/\(name).txt")
    }
    func reading() throws -> String? { try ["first", "second"].first { try rig.story($0)?.card.state == .reading } }
    try await rig.wait("one to be read") { try reading() != nil }
    let one = try #require(try reading())
    let other = one == "first" ? "second" : "first"
    try await rig.wait("the worker to be at it") { rig.names("acme/review/\(one)").contains { $0.hasPrefix("WORKING") } }
    #expect(try await rig.run("cancel", one).code == 0)
    #expect(try rig.story(one)?.card.state == .cancelled)
    try await rig.wait("the document to come back") { rig.names("acme/failed/\(one)").contains("\(one).txt") }
    // Its core is free for the next, and nothing of it is left.
    try await rig.wait(for: other, toBe: .reading)
    #expect(!rig.names("acme/review").contains(one))
    try rig.write("", to: "signs/\(other).read")
    try await rig.wait(for: other, toBe: .completed)
    #expect(!rig.log.contains("could not be recorded"))
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func whatIsPaidIsWrittenDownBeforeAndAfter() async throws {
    let rig = try await start(line: "", pays: true)
    try rig.write("consult: pay first", to: "acme/inbox/paying.txt")
    try await rig.wait(for: "paying", toBe: .completed)
    let story = try #require(try rig.story("paying"))
    let kinds = story.events.map(\.kind)
    let intended = try #require(kinds.firstIndex(of: "intended"))
    let charged = try #require(kinds.firstIndex(of: "charged"))
    #expect(intended < charged)
    #expect(story.card.cost == Money(microDollars: 200_000))
    #expect(story.stages.first { $0.stage == .consult }?.cost == Money(microDollars: 200_000))
    let receipt = try rig.read("acme/outbox/paying/receipt.json")
    #expect(receipt.contains("\"cost_microdollars\": 200000"), "\(receipt)")

    // The same call of another job is not made again.
    try rig.write("consult: pay first\nAnother document.", to: "acme/inbox/copying.txt")
    try await rig.wait(for: "copying", toBe: .failed)
    #expect(try rig.story("copying")?.card.cost == .zero)
  }

  @Test func whatAnotherJobAsksJustNowIsWaitedFor() async throws {
    let rig = try await start(line: "", pays: true)
    try rig.write("consult: pay-slowly same \(rig.path)/signs", to: "acme/inbox/first.txt")
    try await rig.wait("the call to be granted") {
      try rig.story("first")?.events.contains { $0.kind == "intended" } ?? false
    }
    try rig.write("consult: pay same", to: "acme/inbox/second.txt")
    try await rig.wait("the second to wait") {
      try rig.story("second")?.card.note?.sentence.contains("asked for another job just now") == true
    }
    #expect(try rig.story("second")?.card.state == .drafting)
    try rig.write("", to: "signs/first.consult")
    try await rig.wait(for: "first", toBe: .completed)
    // What came back was not kept here, so the second one is told, and nothing is paid again.
    try await rig.wait(for: "second", toBe: .failed)
    #expect(try rig.story("second")?.card.cost == .zero)
  }

  /// A worker decodes what strangers wrote: only a stage that reads no file of theirs may spend, and nobody less than nothing.
  @Test(arguments: [
    "voice: pay first", "consult: pay first -50", "consult: charge 1", "consult: charge-less", "consult: doubt 1",
  ])
  func whatAWorkerCannotHaveMeantEndsIt(_ act: String) async throws {
    let rig = try await start(line: "crashes = 1", pays: true)
    try rig.write(act, to: "acme/inbox/odd.txt")
    if act.hasPrefix("consult: charge-less") {
      // Its own call was out: nobody knows.
      try await rig.wait(for: "odd", toBe: .perhapsCharged)
    } else {
      try await rig.wait(for: "odd", toBe: .quarantined)
      #expect(try rig.story("odd")?.card.cost == .zero)
    }
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func aCallThatAKillCutOffIsNeverRepeatedByItself() async throws {
    let rig = try await start(line: "", pays: true)
    try rig.write("consult: pay-slowly second \(rig.path)/signs", to: "acme/inbox/cut.txt")
    try await rig.wait("the call to be granted") {
      try rig.story("cut")?.events.contains { $0.kind == "intended" } ?? false
    }
    #expect(try rig.story("cut")?.card.cost == Money(microDollars: 500_000))
    // Also on the disk, and not only in the service's head.
    try await rig.killService()
    try rig.write("", to: "signs/cut.consult")
    try await rig.start()
    try await rig.wait(for: "cut", toBe: .perhapsCharged)
    try await rig.settle()
    var story = try #require(try rig.story("cut"))
    #expect(story.card.state == .perhapsCharged)
    #expect(story.card.cost == Money(microDollars: 500_000))
    #expect(story.events.filter { $0.kind == "intended" }.count == 1)
    try await rig.wait("the page to ask a person") {
      let page = try rig.read("acme/STATUS.html")
      return page.contains("perhaps charged") && page.contains("cut")
    }

    // A person looked at the bill, and lets it go on: it is bought once more, and both count.
    let retried = try await rig.run("retry", "cut")
    #expect(retried.code == 0, "\(retried.errors)")
    try await rig.wait(for: "cut", toBe: .completed)
    story = try #require(try rig.story("cut"))
    #expect(story.events.filter { $0.kind == "intended" }.count == 2)
    #expect(story.card.cost == Money(microDollars: 700_000))
  }

  @Test func aStopWaitsForTheAnswerOfAPaidCall() async throws {
    let rig = try await start(line: "stop_seconds = 2", pays: true)
    try rig.write("consult: pay-slowly third \(rig.path)/signs", to: "acme/inbox/patient.txt")
    try await rig.wait("the call to be granted") {
      try rig.story("patient")?.events.contains { $0.kind == "intended" } ?? false
    }
    try rig.signal(15)
    try await rig.wait("the service to stop listening") { !rig.exists("state/dropreel.sock") }
    try await rig.settle()
    try rig.write("", to: "signs/patient.consult")
    #expect(try await rig.waitForEnd() == 0)
    try await rig.start()
    try await rig.wait(for: "patient", toBe: .completed)
    let story = try #require(try rig.story("patient"))
    #expect(story.events.filter { $0.kind == "intended" }.count == 1)
    #expect(story.events.filter { $0.kind == "charged" }.count == 1)
    #expect(story.card.cost == Money(microDollars: 200_000))
  }
}
