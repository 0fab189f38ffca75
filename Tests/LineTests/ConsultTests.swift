import Production
import Rig
import StandIns
import Testing

/// Scripts by language models: the whole line, with a provider that answers as real ones do.
@Suite(.timeLimit(.minutes(4))) struct ConsultTests {
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

  /// As Anthropic answers: 1000 tokens in, 200 out.
  static func message(_ text: String = script) -> Answer {
    let quoted = text.map { $0 == "\"" ? "\\\"" : $0 == "\n" ? "" : String($0) }.joined()
    return .json(
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[{"type":"text","text":"\(quoted)"}],
      "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1000,"output_tokens":200,
      "cache_creation_input_tokens":0,"cache_read_input_tokens":0}}
      """, headers: ["request-id: req_1"])
  }

  /// Counts tokens always, and answers messages by the test.
  private static func provider(_ answer: @escaping @Sendable (Heard) -> Answer) throws -> StandIn {
    try StandIn { $0.path == "/v1/messages/count_tokens" ? .json(#"{"input_tokens":1000}"#) : answer($0) }
  }

  private func messages(_ provider: StandIn) -> [Heard] { provider.heard.filter { $0.path == "/v1/messages" } }

  private func configure(
    _ rig: Rig, _ provider: StandIn, drafting: String = "5", offlineToo: Bool = true, patience: String = "30", line: String = ""
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
        id = "claude-x"
        million_in_dollars = 10
        million_out_dollars = 50
        patience_seconds = \(patience)
        """)
  }

  private static let key = "sk-test-4f1c"

  private func start(
    _ provider: StandIn, drafting: String = "5", offlineToo: Bool = true, patience: String = "30", line: String = ""
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

  @Test func aModelWritesAndItIsPaidOnce() async throws {
    let provider = try Self.provider { _ in Self.message() }
    let rig = try await start(provider)
    let script = try await script(rig)
    let told = try #require(try rig.story("tides")?.stages.first { $0.stage == .consult }?.facts)
    #expect(script.contains("What pulls the sea?"), "\(told)\n\(script)")
    #expect(!script.contains("#"), "\(script)")
    #expect(provider.complaints == [])
    let asked = try #require(messages(provider).first)
    #expect(asked["x-api-key"] == Self.key)
    #expect(asked.text.contains("The moon pulls the water"))
    let story = try #require(try rig.story("tides"))
    // 1000 tokens at 10 and 200 at 50 dollars for a million.
    #expect(story.card.cost == Money(microDollars: 20_000))
    let consult = try #require(story.stages.first { $0.stage == .consult })
    #expect(consult.facts["call.1"]?.contains("1000 tokens in, 200 out, $0.0200") == true, "\(consult.facts)")
    let shown = try await rig.run("show", "tides")
    #expect(shown.output.contains("1000 tokens in, 200 out, $0.0200"), "\(shown.output)")
    #expect(story.stages.first { $0.stage == .script }?.facts["version.script"]?.contains("built-in") == false)

    // A new version is asked for anew, with what the person wants; and that is paid too.
    try rig.write("Say more about the coast.", to: "acme/review/tides/notes.txt")
    try rig.move("acme/review/tides/script.txt", to: "acme/review/tides/script rejected.txt")
    try await rig.wait("version 2") {
      try rig.story("tides")?.card.version == 2 && rig.exists("acme/review/tides/script.txt")
    }
    #expect(messages(provider).count == 2)
    #expect(messages(provider).last?.text.contains("Say more about the coast.") == true)
    #expect(try rig.story("tides")?.card.cost == Money(microDollars: 40_000))
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
    try checkNoKey(rig)
  }

  /// The key is in no file of the service and of the share.
  private func checkNoKey(_ rig: Rig) throws {
    #expect(!rig.log.contains(Self.key))
    for place in ["state/ledger.sqlite", "service.out"] where rig.exists(place) {
      #expect(!String(decoding: try rig.bytes(place), as: UTF8.self).contains(Self.key), "\(place)")
    }
  }

  @Test(arguments: [
    Answer.json(#"{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}"#, status: 401),
    .json(#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#, status: 529),
    .tooMany(retryAfter: "0"), .badChunk, message("this is no script"),
  ]) func withoutAnAnswerTheBuiltInWriterWritesAndSaysSo(_ answer: Answer) async throws {
    let provider = try Self.provider { _ in answer }
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
  }

  @Test func whatIsPassingIsTriedAgain() async throws {
    let provider = try Self.provider { [count = Count()] _ in
      count.next() <= 3 ? .tooMany(retryAfter: "1") : Self.message()
    }
    let rig = try await start(provider)
    #expect(try await script(rig).contains("What pulls the sea?"))
    #expect(messages(provider).count == 4)
    #expect(try rig.story("tides")?.card.cost == Money(microDollars: 20_000))
  }

  @Test func withoutABudgetForDraftsNothingIsSent() async throws {
    let provider = try Self.provider { _ in Self.message() }
    let rig = try await start(provider, drafting: "0")
    #expect(try await script(rig).hasPrefix("# No language model wrote this"))
    #expect(messages(provider).isEmpty)
    #expect(try rig.story("tides")?.card.cost == .zero)
  }

  @Test func whereOnlyModelsMayWriteAJobWaitsForTheBudget() async throws {
    let provider = try Self.provider { _ in Self.message() }
    let rig = try await start(provider, drafting: "0", offlineToo: false)
    try await rig.wait(for: "tides", toBe: .overBudget)
    #expect(try rig.story("tides")?.card.note?.wayOut.contains("budget.drafting_dollars") == true)
    #expect(messages(provider).isEmpty)
    try configure(rig, provider, offlineToo: false)
    try rig.signal(1)
    #expect(try await script(rig).contains("What pulls the sea?"))
  }

  @Test func aRefusedKeyIsToldOnceAndNoJobIsSpentOnIt() async throws {
    let provider = try Self.provider { _ in
      .json(#"{"type":"error","error":{"type":"authentication_error","message":"no"}}"#, status: 401)
    }
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
    #expect(messages(provider).count == 1, "\(provider.heard.map(\.path))")
    #expect(provider.heard.allSatisfy { !$0.text.contains("The sun helps") })
  }

  @Test func aCallThatNobodyKnowsOfIsPerhapsChargedAndNotRepeated() async throws {
    let provider = try Self.provider { _ in .silence }
    let rig = try await start(provider, offlineToo: false, patience: "5")
    try await rig.wait(for: "tides", toBe: .perhapsCharged)
    #expect(messages(provider).count == 1)
    let cost = try #require(try rig.story("tides")?.card.cost)
    #expect(cost > .zero)
    try await rig.killService()
    try await rig.start()
    try await rig.settle()
    #expect(try rig.story("tides")?.card.state == .perhapsCharged)
    #expect(messages(provider).count == 1)
  }

  @Test func killedBetweenTheCallAndItsAnswerItIsNotPaidTwice() async throws {
    let answers = Count()
    let provider = try Self.provider { _ in answers.next() == 1 ? .silence : Self.message() }
    let rig = try await start(provider)
    try await rig.wait("the call to go out") { messages(provider).count == 1 }
    try await rig.killService()
    try await rig.start()
    try await rig.wait(for: "tides", toBe: .perhapsCharged)
    try await rig.settle()
    #expect(messages(provider).count == 1)
    // Only a person's word pays again.
    #expect(try await rig.run("retry", "tides").code == 0)
    #expect(try await script(rig).contains("What pulls the sea?"))
    #expect(messages(provider).count == 2)
    #expect(try await rig.run("verify").code == 0)
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
