import Courier
import Pages
import Production
import Scripts
import StandIns
import Testing
import Writers

@Suite struct ModelWriterTests {
  private func write(
    _ plays: [Play], _ models: [ModelCard], house: OpenRouterStandIn.House = .llamaCpp, notes: String? = nil
  ) throws -> (Consultation, Desk, Servers) {
    let servers = Servers(plays, house: house)
    let desk = servers.desk()
    let result = try ModelWriter().write(
      RainBarrels.task(models, notes: notes), with: desk, secondsFor: Fixture.seconds)
    #expect(desk.accountIsSound)
    return (result, desk, servers)
  }

  @Test(arguments: [ModelCard.sonnet, .router, .local])
  func aGoodScriptIsTakenWithItsSources(card: ModelCard) throws {
    let (result, desk, _) = try write([.writes(RainBarrels.script())], [card])
    let draft = try #require(result.draft)
    #expect(draft.script.title == "Rain barrels")
    #expect(draft.script.lines.count == 8)
    #expect(draft.script.lines[0] == .init(speaker: "Thabo", pose: .thinking, text: "Why catch the rain from a roof?"))
    #expect(draft.sources.map(\.line) == [1, 3, 5, 7])
    #expect(draft.sources[1].sentence.hasPrefix("In summer a garden drinks"))
    #expect(draft.facts["writer"] == card.name)
    #expect(draft.facts["model"] == card.model)
    #expect(draft.facts["repaired"] == nil)
    #expect(result.answers.count == 1)
    #expect(result.answers[0].cost == desk.spent)
    #expect((card == .local) == (desk.spent == .zero))
    #expect(result.failure == nil)
  }

  @Test func thoughtsBeforeTheAnswerArePassedOverAndPaidFor() throws {
    let play = Play.thinks(thoughts: "Let me read {this} carefully.", writes: RainBarrels.script())
    for card in [ModelCard.sonnet, .router, .local] {
      let (result, thinking, _) = try write([play], [card])
      #expect(result.draft?.script.lines.count == 8)
      let plain = try write([.writes(RainBarrels.script())], [card]).1
      #expect(card == .local ? thinking.spent == .zero : thinking.spent > plain.spent)
    }
    let inText = Play.writes("<think>A {\"title\": 1} maybe?</think>\n" + RainBarrels.script())
    #expect(try write([inText], [.local]).0.draft != nil)
  }

  @Test(arguments: [
    "```json\n\(RainBarrels.script())\n```", "```\n\(RainBarrels.script())\n```\nI hope that this helps!",
    "Here is the script:\n\n\(RainBarrels.script())\n\nDone.", "\n  \(RainBarrels.script())  ",
  ])
  func whatStandsAroundTheAnswerIsLeftOut(text: String) throws {
    let (result, _, _) = try write([.writes(text)], [.local])
    #expect(result.draft?.script.lines.count == 8)
    #expect(result.answers.count == 1)
  }

  @Test func aScriptIsMendedOnceWithTheListOfWhatIsWrong() throws {
    let wrong = RainBarrels.script("In summer a garden drinks about 90 litres a day.", from: "s4")
    let (result, _, servers) = try write([.writes(wrong), .writes(RainBarrels.script())], [.sonnet])
    #expect(result.draft?.script.lines[3].text.contains("60 litres") == true)
    #expect(result.draft?.facts["repaired"] == "Line 4: the number 90 does not stand so in the passages that it names.")
    #expect(result.answers.count == 2)
    #expect(result.answers[0].problem?.contains("90") == true)
    let repair = try #require(servers.anthropic.requests.last.map { String(decoding: $0.body, as: UTF8.self) })
    #expect(repair.contains("Line 4: the number 90 does not stand so"))
    #expect(repair.contains("\"role\": \"assistant\""))
  }

  @Test func whatIsWrongTwiceIsRefusedAndTheNextModelWrites() throws {
    let wrong = RainBarrels.script("In summer a garden drinks about 90 litres a day.", from: "s4")
    let servers = Servers([.writes(wrong)])
    servers.local.plays = [.writes(RainBarrels.script())]
    let desk = servers.desk()
    let result = try ModelWriter().write(RainBarrels.task([.sonnet, .local]), with: desk, secondsFor: Fixture.seconds)
    #expect(result.draft?.facts["writer"] == "local")
    #expect(result.draft?.facts["refused"]?.contains("sonnet") == true)
    #expect(result.answers.map(\.model) == ["sonnet", "sonnet", "local"])
  }

  @Test func whereNoModelCanTheReasonsAreSaid() throws {
    let (result, _, _) = try write([.refuses("It is about barrels.")], [.sonnet, .local])
    #expect(result.draft == nil)
    #expect(result.failure?.kind == .input)
    #expect(result.failure?.refusal.detail.contains("sonnet: It refused to write this: It is about barrels.") == true)
    #expect(result.failure?.refusal.detail.contains("local: ") == true)
  }

  // MARK: Troubles of servers

  @Test(arguments: [ModelCard.sonnet, .router, .local])
  func aRefusedKeyStopsTheProvider(card: ModelCard) throws {
    let (result, desk, _) = try write([.fails(status: 401, type: "authentication_error", retryAfter: nil)], [card])
    #expect(result.draft == nil)
    #expect(result.failure?.kind == .input)
    #expect(desk.pausedProviders.contains(card.provider.rawValue))
    #expect(desk.spent == .zero)
    #expect(desk.rests == [])
  }

  @Test(arguments: [ModelCard.sonnet, .router, .local], [(429, "rate_limit_error"), (529, "overloaded_error"), (503, "busy")])
  func whoIsBusyIsAskedAgainAfterThePauseThatItAskedFor(card: ModelCard, busy: (Int, String)) throws {
    let plays: [Play] = [.fails(status: busy.0, type: busy.1, retryAfter: "7"), .writes(RainBarrels.script())]
    let (result, desk, _) = try write(plays, [card])
    #expect(result.draft != nil)
    #expect(desk.rests == [.seconds(7)])
  }

  @Test func whoStaysBusyIsLeftForLater() throws {
    let (result, desk, _) = try write([.fails(status: 529, type: "overloaded_error", retryAfter: nil)], [.sonnet])
    #expect(result.failure?.kind == .passing)
    #expect(desk.rests.count == 2)
    #expect(desk.spent == .zero)
    let (long, rested, _) = try write([.fails(status: 429, type: "rate_limit_error", retryAfter: "600")], [.sonnet])
    #expect(long.failure?.kind == .passing)
    #expect(long.failure?.pause == .seconds(600))
    #expect(rested.rests == [])
  }

  @Test(arguments: [ModelCard.sonnet, .router, .local])
  func anAnswerThatWasCutIsNotUsed(card: ModelCard) throws {
    let (result, desk, _) = try write([.isCut(String(RainBarrels.script().prefix(200)))], [card])
    #expect(result.draft == nil)
    #expect(result.answers.count == 1)
    #expect((desk.spent > .zero) == (card != .local))
  }

  @Test(arguments: [ModelCard.sonnet, .router])
  func anAnswerThatNobodyUnderstandsMayHaveBeenPaidFor(card: ModelCard) throws {
    let (result, desk, _) = try write([.stammers(status: 200)], [card])
    #expect(result.draft == nil)
    #expect(desk.unclearCalls == 1)
    let (late, other, _) = try write([.stammers(status: 502)], [card])
    #expect(late.failure?.kind == .passing)
    #expect(other.unclearCalls == 0)
  }

  @Test func anErrorInsideOfSuccessIsAnError() throws {
    let (early, first, _) = try write([.failsInside(code: .integer(502), late: false)], [.router])
    #expect(early.draft == nil)
    #expect(early.failure?.kind == .passing)
    #expect(first.unclearCalls == 0)
    let (late, second, _) = try write([.failsInside(code: .text("server_error"), late: true)], [.router])
    #expect(late.draft == nil)
    #expect(second.unclearCalls == 1)
  }

  @Test(arguments: OpenRouterStandIn.House.allCases.filter { $0 != .openRouter })
  func everyHouseIsUnderstood(house: OpenRouterStandIn.House) throws {
    for play in [
      Play.writes(RainBarrels.script()), .countsNothing(RainBarrels.script()),
      .thinks(thoughts: "Hm.", writes: RainBarrels.script()),
    ] {
      #expect(try write([play], [.local], house: house).0.draft != nil)
    }
    let (failed, _, _) = try write([.fails(status: 400, type: "BadRequestError", retryAfter: nil)], [.local], house: house)
    #expect(failed.failure?.refusal.detail.contains("Played BadRequestError") == true)
  }

  @Test(arguments: [["json_object"], []])
  func aServerWithoutSchemasIsAskedForLess(forms: [String]) throws {
    for card in [ModelCard.local, .router] {
      let servers = Servers([.writes(RainBarrels.script())])
      servers.local.forms = forms
      servers.router.forms = forms
      let desk = servers.desk()
      let result = try ModelWriter().write(RainBarrels.task([card]), with: desk, secondsFor: Fixture.seconds)
      #expect(result.draft != nil)
      #expect(desk.accountIsSound)
    }
  }

  @Test func aServerThatLostHalfOfTheDocumentIsNotBelieved() throws {
    let (result, _, _) = try write([.forgets(tokens: 120, writes: RainBarrels.script())], [.local], house: .ollama)
    #expect(result.draft == nil)
    #expect(result.failure?.refusal.detail.contains("its context is too short") == true)
  }

  // MARK: Money

  @Test func whatMayNotBeSpentIsNotSent() throws {
    let servers = Servers([.writes(RainBarrels.script())])
    let desk = servers.desk()
    desk.budget = Money(microDollars: 10)
    let result = try ModelWriter().write(RainBarrels.task([.sonnet]), with: desk, secondsFor: Fixture.seconds)
    #expect(result.draft == nil)
    #expect(result.failure?.refusal.detail.contains("more than is left") == true)
    #expect(!desk.sent.contains { $0.url.hasSuffix("/v1/messages") })
  }

  @Test func aModelWithoutAPriceOrAKeyIsNotAsked() throws {
    let far = ModelCard(name: "far", provider: .compatible, model: "writer", base: "https://models.example/v1")
    let (result, desk, _) = try write([.writes(RainBarrels.script())], [far])
    #expect(result.failure?.refusal.detail.contains("Nobody knows what it costs") == true)
    #expect(desk.sent.isEmpty)
    let servers = Servers([.writes(RainBarrels.script())])
    let bare = servers.desk()
    bare.hasKeys = false
    let none = try ModelWriter().write(RainBarrels.task([.sonnet]), with: bare, secondsFor: Fixture.seconds)
    #expect(none.draft == nil)
    #expect(bare.sent.isEmpty)
  }

  @Test func theSameTaskIsTheSameRequest() throws {
    let (_, first, _) = try write([.writes(RainBarrels.script())], [.sonnet])
    let (_, second, _) = try write([.writes(RainBarrels.script())], [.sonnet])
    #expect(first.keys == second.keys)
    #expect(Set(first.keys).count == first.keys.count)
    #expect(first.sent.map(\.body) == second.sent.map(\.body))
  }

  @Test(arguments: [ModelCard.sonnet, .router])
  func whatIsChargedIsWhatWasTakenAndWasAllowed(card: ModelCard) throws {
    let (_, desk, servers) = try write([.writes(RainBarrels.script())], [card])
    let taken = Double(servers.anthropic.taken + servers.router.taken) / 1000
    #expect(taken > 0)
    #expect(abs(Double(desk.spent.microDollars) - taken) <= 1)
    #expect(Double(try #require(desk.intents.last).microDollars) > taken)
  }

  @Test(arguments: [504, 520, 524])
  func whatSomebodyBetweenGaveUpMayHaveBeenPaidFor(status: Int) throws {
    let (result, desk, _) = try write([.stammers(status: status), .writes(RainBarrels.script())], [.sonnet])
    #expect(result.draft == nil)
    #expect(result.failure?.kind == .passing)
    #expect(desk.unclearCalls == 1)
    #expect(desk.sent.count { $0.url.hasSuffix("/v1/messages") } == 1, "it is not sent again")
    // What costs nothing may go out as often as one likes.
    #expect(try write([.stammers(status: status), .writes(RainBarrels.script())], [.local]).0.draft != nil)
  }

  @Test func oneDocumentThatIsNotAllowedStopsNobodyElse() throws {
    let (result, desk, _) = try write([.fails(status: 403, type: "moderation", retryAfter: nil)], [.router])
    #expect(result.failure?.kind == .input)
    #expect(desk.pausedProviders.isEmpty)
  }

  @Test func whatAProviderSaysOfAKeyIsNotRepeated() throws {
    let desk = Desk()
    desk.serve("http://anthropic") { request throws(CourierError) in
      let body = #"{"type":"error","error":{"type":"authentication_error","message":"no such key: sk-ab...yz"}}"#
      return StandInReply(status: 401, body: Array(body.utf8))
    }
    let result = try ModelWriter().write(RainBarrels.task([.sonnet]), with: desk, secondsFor: Fixture.seconds)
    let shown = "\(try #require(result.failure).refusal) \(result.answers)"
    #expect(shown.contains("The key was not accepted (401 authentication_error)"))
    #expect(!shown.contains("sk-ab"))
  }

  @Test func anAnswerMayComeInPiecesForAsLongAsItMayTake() throws {
    let (_, desk, _) = try write([.writes(RainBarrels.script())], [.sonnet])
    let deadlines = try #require(desk.sent.last).deadlines
    #expect(deadlines.idle == deadlines.total)
    #expect(deadlines.firstByte == deadlines.total)
  }

  @Test func openAIsOwnModelsAreAskedByTheirNewName() throws {
    for (base, name, other) in [
      (nil, "max_completion_tokens", "max_tokens"), ("http://localhost:8080/v1", "max_tokens", "max_completion_tokens"),
    ] {
      let card = ModelCard(
        name: "writer", provider: .compatible, model: "writer", base: base, key: "", inputPrice: 1, outputPrice: 1)
      let (_, desk, _) = try write([.writes(RainBarrels.script())], [card])
      let body = try JSON.read(try #require(desk.sent.last).body)
      #expect(body[name] != nil && body[other] == nil)
    }
  }

  /// A price is for a million tokens: what no token costs is a mistake, and no reason to end in the middle.
  @Test func aPriceThatCannotBeIsNone() throws {
    let card = ModelCard(
      name: "dear", provider: .compatible, model: "writer", base: "http://localhost:8080/v1", key: "", inputPrice: 1e12,
      outputPrice: 1e12)
    #expect(try write([.writes(RainBarrels.script())], [card]).1.spent == .zero)
  }
}
