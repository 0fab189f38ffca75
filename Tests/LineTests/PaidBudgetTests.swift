import Glibc
import Line
import Production
import Rig
import StandIns
import Testing

/// What people see of the money for paid voices, and what stops it.
@Suite(.timeLimit(.minutes(10))) struct PaidBudgetTests {
  private static let job = PaidVoiceTests.job("tides")

  private func note(_ rig: Rig, of name: String) throws -> String {
    let folder = "acme/review/\(PaidVoiceTests.job(name))"
    let note = try #require(rig.names(folder).first { $0.hasPrefix("HOW TO") })
    return try note + "\n" + rig.read("\(folder)/\(note)")
  }

  /// The lines of the script cost 46 hundredths of a cent.
  @Test(
    arguments: [
      ("video_dollars = 0.004", "", "this video's budget"), ("day_dollars = 0.004", "", "the day's budget"),
      ("", "month_dollars = 0.004", "your budget for the month"),
    ]) func voicesKeepToEachBudget(_ budget: String, _ clientLines: String, _ words: String) async throws
  {
    let provider = try ElevenLabsServer(key: PaidVoiceTests.key)
    let rig = try await PaidVoiceTests.start(provider, budget: budget, clientLines: clientLines)
    try await PaidVoiceTests.approve(rig)
    try await rig.wait(for: Self.job, toBe: .overBudget)
    try await rig.wait("the note") { rig.names("acme/review/\(Self.job)").contains { $0.hasPrefix("OVER BUDGET") } }
    let note = try rig.read("acme/review/\(Self.job)/OVER BUDGET - it waits.txt")
    #expect(note.contains(words), "\(note)")
    try await rig.settle()
    #expect(provider.asked.isEmpty)
    // Approved it is already: with more money it goes on by itself.
    try PaidVoiceTests.configure(rig, provider)
    try rig.signal(SIGHUP)
    try await rig.wait(for: Self.job, toBe: .completed)
    try PaidVoiceTests.checkPaidOnce(provider, rig)
  }

  @Test func whatAllRowsOfATableCostIsToldAndEachKeepsToTheBudget() async throws {
    let provider = try ElevenLabsServer(key: PaidVoiceTests.key)
    let rig = try await PaidVoiceTests.start(provider, budget: "day_dollars = 0.001")
    let told = "The moon pulls the water of the sea. The sea rises"
    try rig.write("topic,notes\nTides,\(told) here.\nMore tides,\(told) there.\n", to: "acme/inbox/topics.csv")
    let folder = "acme/review/topics"
    try await rig.wait("the price of all") {
      rig.names(folder).contains { $0.hasPrefix("HOW TO APPROVE ALL - 2 scripts - costs $0.0") && !$0.contains("$0.00") }
    }
    try rig.write("", to: "\(folder)/approved")
    try await rig.wait("the answer") { rig.names(folder).contains { $0.hasPrefix("APPROVED - 2 scripts") } }
    let answer = try #require(rig.names(folder).first { $0.hasPrefix("APPROVED - 2 scripts") })
    #expect(try rig.read("\(folder)/\(answer)").contains("2 of them would go over the budget, and wait"))
    for row in ["0001", "0002"] {
      try await rig.wait(for: "topics.\(row)", toBe: .overBudget)
      try await rig.wait("the note") { rig.names("\(folder)/\(row)").contains { $0.hasPrefix("OVER BUDGET") } }
    }
    // Approved they are already: with more money they go on by themselves.
    try PaidVoiceTests.configure(rig, provider)
    try rig.signal(SIGHUP)
    for row in ["0001", "0002"] { try await rig.wait(for: "topics.\(row)", toBe: .completed) }
    try await rig.wait("review to be empty") { rig.names("acme/review").isEmpty }
  }

  @Test func theNoteAndTheReceiptTellWhatWasSaved() async throws {
    let provider = try ElevenLabsServer(key: PaidVoiceTests.key)
    let rig = try await PaidVoiceTests.start(provider)
    try await PaidVoiceTests.approve(rig)
    try await rig.wait(for: Self.job, toBe: .completed)
    try rig.write(PaidVoiceTests.script("The shy moon does."), to: "acme/inbox/again.script.txt")
    try await rig.wait("the note") {
      rig.names("acme/review/\(PaidVoiceTests.job("again"))").contains { $0.hasPrefix("HOW TO") }
    }
    let note = try note(rig, of: "again")
    #expect(note.contains("2 of 3 lines were said before and cost nothing.") && note.contains("costs $0.01"), "\(note)")
    let folder = "acme/review/\(PaidVoiceTests.job("again"))"
    try rig.move("\(folder)/script.txt", to: "\(folder)/script approved.txt")
    try await rig.wait(for: PaidVoiceTests.job("again"), toBe: .completed)
    let facts = try PaidVoiceTests.facts(rig, .speak, of: "again")
    #expect(facts["saved"] == "2600" && facts["lines.known"] == "2", "\(facts)")
    let receipt = try rig.read("acme/outbox/\(PaidVoiceTests.job("again"))/receipt.json")
    #expect(receipt.contains("3 lines, 2 of them from before, which saved $0.01"), "\(receipt)")
  }

  /// Three people, two lines for all of them and one for each; the limit of a single video is far below what all cost together.
  @Test func manyPeoplePayForTheLinesTheyShareOnce() async throws {
    let provider = try ElevenLabsServer(key: PaidVoiceTests.key)
    let rig = try await PaidVoiceTests.start(provider, budget: "video_dollars = 0.0105")
    try rig.makeFolder("acme/inbox/spring")
    let script = PaidVoiceTests.script("The moon does, {{first_name}}.")
    try rig.write(script, to: "acme/inbox/spring/script.txt")
    try rig.write("first_name\nAda\nBo\nCy\n", to: "acme/inbox/spring/leads.csv")
    try await rig.wait("the note") { rig.names("acme/review/spring").contains { $0.hasPrefix("HOW TO") } }
    let folder = "acme/review/spring"
    let said = PaidVoiceTests.lines[0].count + PaidVoiceTests.lines[2].count + "The moon does, .".count * 3 + "AdaBoCy".count
    let estimate = try rig.story("spring")?.stages.last { $0.stage == .script }?.facts["price.elevenlabs"]
    #expect(estimate.flatMap { Int64($0) }.map(Money.init(microDollars:)) == PaidVoiceTests.price(said))
    try rig.move("\(folder)/script.txt", to: "\(folder)/script approved.txt")
    for row in 1...3 { try await rig.wait(for: "spring.000\(row)", toBe: .completed) }
    #expect(provider.asked.count == 5 && provider.used == said, "\(provider.asked)")
    let costs = try (1...3).compactMap { try rig.story("spring.000\($0)")?.card.cost }
    #expect(costs.reduce(.zero, +) == PaidVoiceTests.price(said), "\(costs)")
    #expect(try await rig.run("batches").output.contains("\(PaidVoiceTests.price(said))"))
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func furtherFormatsPayForNoVoiceAgain() async throws {
    let provider = try ElevenLabsServer(key: PaidVoiceTests.key)
    let rig = try await PaidVoiceTests.start(provider)
    try await PaidVoiceTests.approve(rig)
    try await rig.wait(for: Self.job, toBe: .completed)
    try PaidVoiceTests.checkPaidOnce(provider, rig)
    let story = try #require(try rig.story(Self.job))
    // The track is not kept any more; what was paid for is.
    try ReformatTests.forget(.voice, of: story, rig)
    #expect(try await rig.run("reformat", Self.job, "--formats", "twitter_square").code == 0)
    try await rig.wait(for: "\(Self.job)-2", toBe: .completed)
    try PaidVoiceTests.checkPaidOnce(provider, rig)
    for stage in [Stage.voice, .speak] { try ReformatTests.forget(stage, of: story, rig) }
    let refused = try await rig.run("reformat", Self.job, "--formats", "twitter_wide")
    #expect(refused.code == 1 && refused.errors.contains("are not kept any more"), "\(refused)")
    try PaidVoiceTests.checkPaidOnce(provider, rig)
  }

  private static let sentence = "The quiet moon pulls at the wide and patient sea."
  private static let folder = "acme/review/\(job)"

  /// A draft for paid voices, and its preview.
  private func previewed() async throws -> (Rig, ElevenLabsServer) {
    let provider = try ElevenLabsServer(key: PaidVoiceTests.key)
    let rig = try Rig(secrets: ["elevenlabs": PaidVoiceTests.key])
    try PaidVoiceTests.configure(rig, provider, previews: true)
    try await rig.start()
    try rig.write(PaidVoiceTests.script(), to: "acme/inbox/tides.script.txt")
    try await rig.wait("the preview") { rig.exists("\(Self.folder)/preview.mp4") }
    return (rig, provider)
  }

  @Test func aChangedTextKeepsItsPriceWhereADecisionIsTakenBack() async throws {
    let (rig, provider) = try await previewed()
    let notes = { rig.names(Self.folder).filter { $0.hasPrefix("HOW TO") } }
    let text = Array(repeating: Self.sentence, count: 5).joined(separator: " ")
    try rig.write(PaidVoiceTests.script(text), to: "\(Self.folder)/script.txt")
    try await rig.wait("the new price") { notes().first?.contains("costs $0.03") == true }
    try rig.move("\(Self.folder)/script.txt", to: "\(Self.folder)/script hold.txt")
    try await rig.wait("the answer") { notes().isEmpty }
    try rig.move("\(Self.folder)/script hold.txt", to: "\(Self.folder)/script.txt")
    try await rig.wait("the new price again") { notes().count == 1 && notes().first?.contains("costs $0.03") == true }
    #expect(provider.asked.isEmpty)
  }

  @Test func whatIsTooLongForAPreviewHasItsPrice() async throws {
    let (rig, provider) = try await previewed()
    let notes = { rig.names(Self.folder).filter { $0.hasPrefix("HOW TO") } }
    // No line may be longer than that.
    let text = (1...9).map { "\($0). " + Array(repeating: Self.sentence, count: 5).joined(separator: " ") }.joined(
      separator: "\nLERATO: ")
    try rig.write(PaidVoiceTests.script(text), to: "\(Self.folder)/script.txt")
    try await rig.wait("the price of the long text") { notes().count == 1 && notes().first?.contains("costs $0.2") == true }
    let note = try rig.read("\(Self.folder)/\(try #require(notes().first))")
    #expect(note.contains("There is no preview. The script takes about") && !note.contains("preview.mp4"), "\(note)")
    #expect(!rig.exists("\(Self.folder)/preview.mp4"))
    #expect(provider.asked.isEmpty)
  }

  @Test func aChangedTextHasItsOwnPriceBeforeItIsApproved() async throws {
    let (rig, provider) = try await previewed()
    let notes = { rig.names(Self.folder).filter { $0.hasPrefix("HOW TO") } }
    #expect(notes().count == 1 && notes().first?.contains("costs $0.01") == true, "\(notes())")
    let long = Array(repeating: Self.sentence, count: 5).joined(separator: " ")
    try rig.write(PaidVoiceTests.script(long), to: "\(Self.folder)/script.txt")
    try await rig.wait("the new price") { notes().count == 1 && notes().first?.contains("costs $0.03") == true }
    // And back.
    try rig.write(PaidVoiceTests.script(), to: "\(Self.folder)/script.txt")
    try await rig.wait("the old price") { notes().count == 1 && notes().first?.contains("costs $0.01") == true }
    #expect(provider.asked.isEmpty)
  }

  @Test func whatWasPaidBeforeTheAccountWasEmptyIsNotPaidAgain() async throws {
    let provider = try ElevenLabsServer(key: PaidVoiceTests.key, limit: 20)
    let rig = try await PaidVoiceTests.start(provider, account: "when_out = \"fallback\"")
    try await PaidVoiceTests.approve(rig)
    try await rig.wait(for: Self.job, toBe: .completed)
    #expect(provider.history.map(\.text) == [PaidVoiceTests.lines[0]])
    let receipt = try rig.read("acme/outbox/\(Self.job)/receipt.json")
    #expect(receipt.contains("heart speaks instead") && receipt.contains("\"voice.Lerato\": \"slt\""), "\(receipt)")

    provider.change { $0.limit = 1000 }
    try rig.signal(SIGHUP)
    try await PaidVoiceTests.approve(rig, PaidVoiceTests.script("The shy moon does."), as: "again")
    try await rig.wait(for: PaidVoiceTests.job("again"), toBe: .completed)
    #expect(
      provider.history.map(\.text).sorted()
        == (PaidVoiceTests.lines + ["The shy moon does."]).filter { $0 != PaidVoiceTests.lines[1] }.sorted())
    let facts = try PaidVoiceTests.facts(rig, .voice, of: "again")
    #expect(facts["voice.Lerato"] == "professional-1" && facts["voice.Thabo"] == "professional-2", "\(facts)")
  }
}
