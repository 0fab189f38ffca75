import Line
import Production
import Rig
import StandIns
import Testing

/// Scripts by language models: the whole line, with a provider that answers as real ones do.
@Suite(.timeLimit(.minutes(10))) struct ConsultTests {
  static let document = """
    # Why tides rise

    The moon pulls the water of the sea towards it. The water on the near side rises, and the coast sees a high tide.
    A second high tide comes on the far side of the Earth, about twelve hours later.
    """

  static let script = #"""
    {"title":"Why tides rise","lines":[{"speaker":"questioner","pose":"thinking","text":"What pulls the sea?","from":[]},
    {"speaker":"explainer","pose":"standing","text":"The moon pulls the water of the sea towards it.","from":["s2"]}],
    "takeaway":"The moon pulls the water."}
    """#

  /// Writes this script, or does what the test says instead.
  private static func provider(
    _ plays: [Play] = [.writes(script)], _ instead: @escaping @Sendable (StandInRequest, Int) -> Answer? = { _, _ in nil }
  ) throws -> AnthropicServer {
    try AnthropicServer(key: key, plays: plays, instead: instead)
  }

  private func configure(
    _ rig: Rig, _ provider: AnthropicServer, drafting: String = "5", offlineToo: Bool = true, patience: String = "30",
    line: String = ""
  ) throws {
    try rig.configure(
      line: "first_pause_seconds = 0.1\ntries = 2\n\(line)",
      more: """
        [writer]
        models = ["sonnet"]
        offline_too = \(offlineToo)
        [budget]
        month_dollars = 5
        drafting_dollars = \(drafting)
        [[model]]
        name = "sonnet"
        provider = "anthropic"
        url = "\(provider.url)"
        id = "claude-sonnet-5-5"
        million_in_dollars = 10
        million_out_dollars = 50
        patience_seconds = \(patience)
        """)
  }

  private static let key = "sk-test-4f1c"

  private func start(
    _ provider: AnthropicServer, drafting: String = "5", offlineToo: Bool = true, patience: String = "30", line: String = ""
  ) async throws -> Rig {
    let rig = try Rig(secrets: ["anthropic": Self.key])
    try configure(rig, provider, drafting: drafting, offlineToo: offlineToo, patience: patience, line: line)
    try await rig.start()
    try rig.write(Self.document, to: "acme/inbox/tides.md")
    return rig
  }

  private func script(_ rig: Rig) async throws -> String {
    try await rig.wait(for: "tides", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/tides/script.txt") }
    return try rig.read("acme/review/tides/script.txt")
  }

  @Test func aRowOfATableIsWrittenByAModelToo() async throws {
    let provider = try Self.provider()
    let rig = try Rig(secrets: ["anthropic": Self.key])
    try configure(rig, provider)
    try await rig.start()
    let notes = Self.document.split(separator: "\n").dropFirst().joined(separator: "\n")
    try rig.write("topic,notes\nWhy tides rise,\"\(notes)\"\nThe sun,\n", to: "acme/inbox/topics.csv")
    try await rig.wait(for: "topics.0001", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/topics/0001/script.txt") }
    #expect(try rig.read("acme/review/topics/0001/script.txt").contains("What pulls the sea?"))
    #expect(provider.complaints == [])
    // Where nothing is known nobody is asked, as nobody could say what is true.
    #expect(provider.asked.count == 1)
    #expect(try rig.read("acme/outbox/topics/batch.csv").contains("Nothing is known about it."))
  }

  @Test func aModelWritesAndItIsPaidOnce() async throws {
    let provider = try Self.provider()
    let rig = try await start(provider)
    let script = try await script(rig)
    let told = try #require(try rig.story("tides")?.stages.first { $0.stage == .consult }?.facts)
    #expect(script.contains("What pulls the sea?"), "\(told)\n\(script)")
    #expect(!script.contains("#"), "\(script)")
    #expect(provider.complaints == [])
    let asked = try #require(provider.asked.first)
    #expect(asked["x-api-key"] == Self.key)
    #expect(asked.text.contains("The moon pulls the water"))
    let story = try #require(try rig.story("tides"))
    #expect(provider.taken > 0)
    #expect(story.card.cost == Money(microDollars: provider.taken))
    let call = try #require(story.stages.first { $0.stage == .consult }?.facts["call.1"])
    #expect(call.hasPrefix("sonnet (claude-sonnet-5-5): ") && call.contains(" tokens in, "), "\(call)")
    let shown = try await rig.run("show", "tides")
    #expect(shown.output.contains(call), "\(shown.output)")
    let writer = story.stages.first { $0.stage == .script }?.facts["version.script"]
    #expect(writer == "the language model claude-sonnet-5-5")

    // A new version is asked for anew, with what the person wants; and that is paid too.
    try rig.write("Say more about the coast.", to: "acme/review/tides/notes.txt")
    try rig.move("acme/review/tides/script.txt", to: "acme/review/tides/script rejected.txt")
    try await rig.wait("version 2") {
      try rig.story("tides")?.card.version == 2 && rig.exists("acme/review/tides/script.txt")
    }
    #expect(provider.asked.count == 2)
    #expect(provider.asked.last?.text.contains("Say more about the coast.") == true)
    // Two calls, each rounded up to a millionth.
    let cost = try #require(try rig.story("tides")?.card.cost.microDollars)
    #expect((0...1).contains(cost - provider.taken))
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
    try checkNoKey(rig)
  }

  /// The key is in no file of the service and of the share.
  private func checkNoKey(_ rig: Rig) throws {
    let places = ["state", "acme", "service.out", "service.log", "config.toml"]
    let files = try places.flatMap { try rig.files($0) }
    for file in ["state/ledger.sqlite", "acme/STATUS.html", "service.log"] { #expect(files.contains(file), "\(files)") }
    for file in files {
      #expect(!String(decoding: try rig.bytes(file), as: UTF8.self).contains(Self.key), "\(file)")
    }
  }

  private static func error(_ type: String, _ message: String, status: Int) -> Answer {
    .json(#"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"}}"#, status: status)
  }

  @Test(arguments: [
    error("authentication_error", "invalid x-api-key", status: 401), error("overloaded_error", "Overloaded", status: 529),
    // It may say anything, also our own key.
    error("invalid_request_error", "not with \(key)", status: 400), error("timeout_error", "Timed out", status: 504),
    .tooMany(retryAfter: "0"), .badChunk, .json(#"{"type":"message"}"#),
  ]) func withoutAnAnswerTheBuiltInWriterWritesAndSaysSo(_ answer: Answer) async throws {
    let provider = try Self.provider { _, _ in answer }
    let rig = try await start(provider)
    let script = try await script(rig)
    #expect(script.hasPrefix("# No language model wrote this"), "\(script)")
    #expect(script.contains("moon"))
    try await rig.wait("the folder to say so") {
      let notes = rig.names("acme/review/tides").filter { $0.hasPrefix("HOW TO") }
      return try notes.contains { try rig.read("acme/review/tides/\($0)").contains("No language model wrote") }
    }
    let facts = try #require(try rig.story("tides")?.stages.first { $0.stage == .script }?.facts)
    #expect(facts["version.script"]?.contains("built-in writer") == true, "\(facts)")
    #expect(facts["version.script"]?.contains("no language model") == true, "\(facts)")
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
    try checkNoKey(rig)
  }

  @Test func whatIsPassingIsTriedAgain() async throws {
    let provider = try Self.provider { _, count in count <= 3 ? .tooMany(retryAfter: "1") : nil }
    let rig = try await start(provider)
    #expect(try await script(rig).contains("What pulls the sea?"))
    #expect(provider.asked.count == 4)
    // The stand-in takes its price before it is told to turn away.
    #expect(try rig.story("tides")?.card.cost == Money(microDollars: (provider.taken + 3) / 4))
  }

  @Test func withoutABudgetForDraftsNothingIsSent() async throws {
    let provider = try Self.provider()
    let rig = try await start(provider, drafting: "0")
    #expect(try await script(rig).hasPrefix("# No language model wrote this"))
    #expect(provider.asked.isEmpty)
    #expect(try rig.story("tides")?.card.cost == .zero)
  }

  @Test func whereOnlyModelsMayWriteAJobWaitsForTheBudget() async throws {
    let provider = try Self.provider()
    let rig = try await start(provider, drafting: "0", offlineToo: false)
    try await rig.wait(for: "tides", toBe: .overBudget)
    #expect(try rig.story("tides")?.card.note?.wayOut.contains("budget.drafting_dollars") == true)
    #expect(provider.asked.isEmpty)
    try configure(rig, provider, offlineToo: false)
    try rig.signal(1)
    #expect(try await script(rig).contains("What pulls the sea?"))
  }

  @Test func aRefusedKeyIsToldOnceAndNoJobIsSpentOnIt() async throws {
    let provider = try Self.provider { _, _ in Self.error("authentication_error", "no", status: 401) }
    let rig = try await start(provider, offlineToo: false)
    try await rig.wait("the provider to be asked") { !provider.heard.isEmpty }
    try rig.write(Self.document + "\nThe sun helps.", to: "acme/inbox/second.md")
    try await rig.wait("both jobs to wait") {
      try ["tides", "second"].allSatisfy { try rig.story($0)?.card.note?.sentence.isEmpty == false }
    }
    try await rig.settle()
    for job in ["tides", "second"] { #expect(try rig.story(job)?.card.state == .drafting) }
    #expect(rig.log.split(separator: "\n").count { $0.contains("A provider refuses a key") } == 1)
    // One refusal; the second job asked nothing.
    #expect(provider.asked.count == 1, "\(provider.heard.map(\.path))")
    #expect(provider.heard.allSatisfy { !$0.text.contains("The sun helps") })
    // A person looked after it.
    try rig.signal(1)
    // Both jobs may ask at once.
    try await rig.wait("the provider to be asked again") { provider.asked.count >= 2 }
  }

  @Test func aCallThatNobodyKnowsOfIsPerhapsChargedAndNotRepeated() async throws {
    let provider = try Self.provider { _, _ in .silence }
    let rig = try await start(provider, offlineToo: false, patience: "5")
    try await rig.wait(for: "tides", toBe: .perhapsCharged)
    #expect(provider.asked.count == 1)
    let cost = try #require(try rig.story("tides")?.card.cost)
    #expect(cost > .zero)
    try await rig.killService()
    try await rig.start()
    try await rig.settle()
    #expect(try rig.story("tides")?.card.state == .perhapsCharged)
    #expect(provider.asked.count == 1)
  }

  @Test func killedBetweenTheCallAndItsAnswerItIsNotPaidTwice() async throws {
    let provider = try Self.provider { _, count in count == 1 ? .silence : nil }
    let rig = try await start(provider)
    try await rig.wait("the call to go out") { provider.asked.count == 1 }
    try await rig.killService()
    try await rig.start()
    try await rig.wait(for: "tides", toBe: .perhapsCharged)
    try await rig.settle()
    #expect(provider.asked.count == 1)
    // Only a person's word pays again.
    #expect(try await rig.run("retry", "tides").code == 0)
    #expect(try await script(rig).contains("What pulls the sea?"))
    #expect(provider.asked.count == 2)
    #expect(try await rig.run("verify").code == 0)
  }

  /// The first answer was charged and put away, and the service was killed before the stage came to its end.
  @Test func whatWasPaidForBeforeAKillIsNotAskedAgain() async throws {
    let provider = try Self.provider([.writes("This is no script."), .writes(Self.script)]) { _, count in
      count == 2 ? .silence : nil
    }
    let rig = try await start(provider)
    try await rig.wait("the answer to be mended") { provider.asked.count == 2 }
    #expect(try rig.story("tides")?.events.filter { $0.kind == "charged" }.isEmpty == false)
    try await rig.killService()
    try await rig.start()
    try await rig.wait(for: "tides", toBe: .perhapsCharged)
    #expect(try await rig.run("retry", "tides").code == 0)
    #expect(try await script(rig).contains("What pulls the sea?"))
    // The first question was asked once; only the one that nobody knows of was asked again.
    let bodies = provider.asked.map(\.body)
    try #require(bodies.count == 3)
    #expect(bodies[0] != bodies[1] && bodies[1] == bodies[2])
    #expect(try rig.story("tides")?.stages.first { $0.stage == .consult }?.facts["call.2"] != nil)
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func aMissingKeyIsSaidAndTheJobWaits() async throws {
    let provider = try Self.provider()
    let rig = try Rig()
    try configure(rig, provider, offlineToo: false)
    try await rig.start()
    try rig.write(Self.document, to: "acme/inbox/tides.md")
    try await rig.wait("the job to wait") { try rig.story("tides")?.card.note?.sentence.isEmpty == false }
    guard case .health(let health)? = try ControlSocket.ask(.health, stateFolder: rig.state) else { throw RigError("No answer.") }
    #expect(health.notices.contains { $0.hasPrefix("There is no key named anthropic") }, "\(health.notices)")
    try await rig.settle()
    let story = try #require(try rig.story("tides"))
    #expect(story.card.state == .drafting)
    #expect(story.events.filter { $0.kind == "failed" }.count == 1, "it is not begun again and again")
    #expect(provider.heard.isEmpty)
  }

  @Test func withoutModelsNothingChanges() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.write(Self.document, to: "acme/inbox/tides.md")
    let script = try await script(rig)
    #expect(script.hasPrefix("TITLE:"))
    #expect(try rig.story("tides")?.stages.map(\.stage) == [.read, .script])
  }
}
