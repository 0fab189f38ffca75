import Glibc
import Line
import Production
import Rig
import StandIns
import Synchronization
import Testing

/// Voices that are paid for: the whole line, with a provider that bills as the real one does.
@Suite(.timeLimit(.minutes(10))) struct PaidVoiceTests {
  static let key = "xi-test-77ab"
  static let lines = ["Who lifts the sea?", "The quiet moon does.", "Look up."]

  static func script(_ answer: String = lines[1], asking question: String = lines[0], takeaway: String = lines[2]) -> String {
    """
    TITLE: Tides in short
    STYLE: educational

    THABO: \(question)
    LERATO: \(answer)
    TAKEAWAY: \(takeaway)

    """
  }

  static func configure(
    _ rig: Rig, _ provider: ElevenLabsServer, account: String = "", month: String = "5", voice: String = "professional-1",
    line: String = "", budget: String = "", clientLines: String = "", hasAccount: Bool = true,
    previews: Bool = false, patience: Int = 10, history: Int = 2, presets: String = ""
  ) throws {
    try rig.configure(
      grace: "0", line: "first_pause_seconds = 0.1\n\(line)", clientLines: clientLines,
      more: """
        [voices.questioner]
        voice = "professional-2"
        [voices.explainer]
        voice = "\(voice)"
        [budget]
        month_dollars = \(month)
        \(budget)
        [elevenlabs]
        url = "\(provider.url)"
        history_seconds = \(history)
        patience_seconds = \(patience)
        \(account)
        \(hasAccount ? "key = \"elevenlabs\"" : "")
        \(presets)
        """, previews: previews)
  }

  static func start(
    _ provider: ElevenLabsServer, account: String = "", month: String = "5", voice: String = "professional-1", line: String = "",
    budget: String = "", clientLines: String = "", patience: Int = 10, history: Int = 2, presets: String = ""
  ) async throws -> Rig {
    let rig = try Rig(secrets: ["elevenlabs": key])
    try configure(
      rig, provider, account: account, month: month, voice: voice, line: line, budget: budget, clientLines: clientLines,
      patience: patience, history: history, presets: presets)
    try await rig.start()
    return rig
  }

  /// Drops a script of its own, so that it is known what is said, and approves it.
  static func approve(_ rig: Rig, _ script: String = script(), as name: String = "tides") async throws {
    try rig.write(script, to: "acme/inbox/\(name).script.txt")
    try await rig.wait("the script of \(name)") { rig.exists("acme/review/\(Self.job(name))/script.txt") }
    try await rig.wait("the note of \(name)") { rig.names("acme/review/\(Self.job(name))").contains { $0.hasPrefix("HOW TO") } }
    try rig.move("acme/review/\(Self.job(name))/script.txt", to: "acme/review/\(Self.job(name))/script approved.txt")
  }

  static func facts(_ rig: Rig, _ stage: Stage, of job: String = "tides") throws -> [String: String] {
    try rig.story(Self.job(job))?.stages.last { $0.stage == stage && !$0.facts.isEmpty }?.facts ?? [:]
  }

  /// What a job is called whose script is dropped under this name.
  static func job(_ name: String) -> String { JobName(fromDrop: "\(name).script.txt") { _ in false }.text }

  /// A thousand credits cost ten cents.
  static func price(_ credits: Int) -> Money { Money(microDollars: Int64(credits) * 100) }

  @Test func paidVoicesSpeakAndTheEstimateIsWhatIsBilled() async throws {
    let provider = try ElevenLabsServer(key: Self.key)
    let rig = try await Self.start(provider)
    try await Self.approve(rig)
    try await rig.wait(for: Self.job("tides"), toBe: .completed)
    #expect(provider.complaints == [])
    #expect(provider.asked.sorted() == Self.lines.sorted())
    let story = try #require(try rig.story(Self.job("tides")))
    #expect(story.card.cost == Self.price(provider.used))
    let estimate = try Self.facts(rig, .script)["price.elevenlabs"].flatMap { Int64($0) }
    #expect(estimate.map(Money.init(microDollars:)) == story.card.cost)
    let facts = try Self.facts(rig, .speak)
    #expect(
      facts["call.1"]?.hasPrefix("ElevenLabs Daniel - Steady Broadcaster: 18 characters, 18 credits, request req1") == true,
      "\(facts)")
    // Its neighbours shape a line, and only its own text is said.
    let second = try #require(provider.lines.first { $0.text.contains("\"text\": \"The quiet moon does.\"") })
    #expect(
      second.text.contains("\"previous_text\": \"Who lifts the sea?\"") && second.text.contains("\"next_text\": \"Look up.\""))
    #expect(second.path == "/v1/text-to-speech/EXAVITQu4vr4xnSDxMaL/with-timestamps?output_format=pcm_24000")
    let voices = try Self.facts(rig, .voice)
    #expect(voices["voice.Lerato"] == "professional-1" && voices["voice.Thabo"] == "professional-2")
    let captions = try rig.read("acme/outbox/\(Self.job("tides"))/captions.srt")
    #expect(captions.contains("Who lifts the sea?"), "\(captions)")

    // A changed line costs one line; and the estimate knows that.
    try await Self.approve(rig, Self.script("The shy moon does."), as: "again")
    try await rig.wait(for: Self.job("again"), toBe: .completed)
    #expect(provider.asked.count == 4 && provider.asked.last == "The shy moon does.")
    #expect(try Self.facts(rig, .script, of: "again")["price.elevenlabs"] == "1800")
    #expect(try rig.story(Self.job("again"))?.card.cost == Self.price(18))
    #expect(try Self.facts(rig, .speak, of: "again")["lines.known"] == "2")
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
    for file in try ["state", "acme", "service.log"].flatMap({ try rig.files($0) }) {
      #expect(!String(decoding: try rig.bytes(file), as: UTF8.self).contains(Self.key), "\(file)")
    }
  }

  @Test(
    arguments: [
      [.tooMany, .tooMany, .tooMany], [.busy], [.failsBefore(500)], [.says, .failsAfter(502)], [.says, .isCutOff],
      [.failsBefore(503)], [.says, .failsAfter(503)], [.says, .busy, .tooMany], [.says, .isCutOff, .isCutOff], [.dropsUnheard],
      [.saysSlowly], [.saysWithoutTimes], [.saysExpanded], [.goesSilent],
    ] as [[SpeechPlay]]) func whateverBecomesOfALineItIsPaidOnce(_ plays: [SpeechPlay]) async throws
  {
    let provider = try ElevenLabsServer(key: Self.key, plays: plays)
    let rig = try await Self.start(provider, patience: plays == [.goesSilent] ? 1 : 10)
    try await Self.approve(rig)
    try await rig.wait(for: Self.job("tides"), toBe: .completed)
    try Self.checkPaidOnce(provider, rig)
    #expect(provider.complaints == [])
  }

  static func checkPaidOnce(_ provider: ElevenLabsServer, _ rig: Rig) throws {
    #expect(provider.history.map(\.text).sorted() == lines.sorted())
    let story = try #require(try rig.story(Self.job("tides")))
    #expect(story.card.cost == price(provider.used), "\(story.events.map(\.text))")
  }

  /// The moment is when the provider has just made that line, and nobody knows of it yet; the lines before it are paid and kept.
  @Test(arguments: 1...3) func aPowerCutAtAnyLineIsPaidForOnce(_ fatal: Int) async throws {
    let pid = Mutex<Int32?>(nil)
    let provider = try ElevenLabsServer(key: Self.key) { line in
      if line == fatal, let process = pid.withLock({ $0.take() }) { kill(process, SIGKILL) }
    }
    let rig = try await Self.start(provider)
    pid.withLock { $0 = rig.process }
    try await Self.approve(rig)
    try await rig.waitForEnd()
    try await rig.start()
    try await rig.wait(for: Self.job("tides"), toBe: .completed)
    try Self.checkPaidOnce(provider, rig)
    #expect(provider.asked.count == 3)
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func aPowerCutInTheVoiceStageAsksForNothingAgain() async throws {
    let provider = try ElevenLabsServer(key: Self.key)
    let rig = try await Self.start(provider)
    try await Self.approve(rig)
    try await rig.wait("the last line") { try !Self.facts(rig, .speak).isEmpty }
    try await rig.killService()
    try await rig.start()
    try await rig.wait(for: Self.job("tides"), toBe: .completed)
    #expect(provider.asked.count == 3)
    try Self.checkPaidOnce(provider, rig)
  }

  @Test func anUnclearLineWithoutAHistoryIsForAPerson() async throws {
    let provider = try ElevenLabsServer(key: Self.key, plays: [.isCutOff])
    provider.change { $0.historyIsShut = true }
    let rig = try await Self.start(provider)
    try await Self.approve(rig)
    try await rig.wait(for: Self.job("tides"), toBe: .perhapsCharged)
    #expect(provider.asked.count == 1)
  }

  @Test func anEmptyAccountWaitsAndGoesOn() async throws {
    let provider = try ElevenLabsServer(key: Self.key, limit: 40)
    let rig = try await Self.start(provider)
    try await Self.approve(rig)
    try await rig.wait("the page to say so") { try rig.read("acme/STATUS.html").contains("no credit left") }
    #expect(try rig.story(Self.job("tides"))?.card.state == .approved)
    #expect(provider.history.count == 2)
    provider.change { $0.limit = 1000 }
    try rig.signal(SIGHUP)
    try await rig.wait(for: Self.job("tides"), toBe: .completed)
    try Self.checkPaidOnce(provider, rig)
  }

  @Test func withAnEmptyAccountTheFreeVoicesSpeakAndItIsSaid() async throws {
    let provider = try ElevenLabsServer(key: Self.key, limit: 20)
    let rig = try await Self.start(provider, account: "when_out = \"fallback\"")
    try rig.write(Self.script(), to: "acme/inbox/tides.script.txt")
    try await rig.wait("the note to say so") {
      let notes = rig.names("acme/review/\(Self.job("tides"))").filter { $0.hasPrefix("HOW TO") }
      return try notes.contains {
        try rig.read("acme/review/\(Self.job("tides"))/\($0)").contains("has 20 credits left, and this needs 46")
      }
    }
    try rig.move("acme/review/\(Self.job("tides"))/script.txt", to: "acme/review/\(Self.job("tides"))/script approved.txt")
    try await rig.wait(for: Self.job("tides"), toBe: .completed)
    #expect(try Self.facts(rig, .speak)["fallback.professional-1"]?.hasPrefix("heart speaks instead") == true)
    #expect(try Self.facts(rig, .voice)["voice.Lerato"] == "slt")
    let receipt = try rig.names("acme/outbox/\(Self.job("tides"))").filter {
      $0.contains("receipt") || $0.contains("HOW IT WAS MADE")
    }
    .map { try rig.read("acme/outbox/\(Self.job("tides"))/\($0)") }.joined()
    #expect(receipt.contains("The free voices speak instead"), "\(receipt)")
    #expect(try rig.story(Self.job("tides"))?.card.cost == Self.price(provider.used))
  }

  @Test func aVoiceThatIsNotThereIsSaidBeforeAnybodyApproves() async throws {
    let provider = try ElevenLabsServer(key: Self.key)
    let rig = try await Self.start(provider, voice: "elevenlabs:Sara")
    try rig.write(Self.script(), to: "acme/inbox/tides.script.txt")
    try await rig.wait("the note to say so") {
      let notes = rig.names("acme/review/\(Self.job("tides"))").filter { $0.hasPrefix("HOW TO") }
      return try notes.contains {
        try rig.read("acme/review/\(Self.job("tides"))/\($0)").contains(
          "There is no voice named \"Sara\" in the ElevenLabs account. The nearest names are: Sarah,")
      }
    }
    #expect(provider.asked.isEmpty)
  }

  @Test func timesThatAreNotThoseOfTheSoundAreFoundInItAndNothingIsPaidAgain() async throws {
    let provider = try ElevenLabsServer(key: Self.key, plays: [.saysWithWrongTimes])
    let rig = try await Self.start(provider)
    try await Self.approve(rig)
    try await rig.wait(for: Self.job("tides"), toBe: .completed)
    #expect(provider.asked.count == 3)
  }

  @Test func twoJobsNeverShareTheLastDollar() async throws {
    let provider = try ElevenLabsServer(key: Self.key)
    // Enough for one of them.
    let rig = try await Self.start(provider, month: "0.007")
    for name in ["one", "two"] {
      let script = Self.script("The \(name) moon does.", asking: "Who lifts sea \(name)?", takeaway: "Look up, \(name).")
      try rig.write(script, to: "acme/inbox/\(name).script.txt")
    }
    for name in ["one", "two"] {
      try await rig.wait("the note of \(name)") { rig.names("acme/review/\(Self.job(name))").contains { $0.hasPrefix("HOW TO") } }
    }
    for name in ["one", "two"] {
      try rig.move("acme/review/\(Self.job(name))/script.txt", to: "acme/review/\(Self.job(name))/script approved.txt")
    }
    try await rig.wait("one to be made, or both to wait") {
      let states = try ["one", "two"].compactMap { try rig.story(Self.job($0))?.card.state }
      return states.contains(.overBudget) && states.allSatisfy { [.overBudget, .completed].contains($0) }
    }
    #expect(Self.price(provider.used) <= Money(microDollars: 7000))
  }

  @Test func withoutAnAccountTheFreeVoicesSpeak() async throws {
    let rig = try Rig()
    let provider = try ElevenLabsServer(key: Self.key)
    try Self.configure(rig, provider, hasAccount: false)
    try await rig.start()
    try await Self.approve(rig)
    try await rig.wait(for: Self.job("tides"), toBe: .completed)
    #expect(provider.heard.isEmpty)
    #expect(try Self.facts(rig, .voice)["voice.Thabo"] == "rms")
  }
}
