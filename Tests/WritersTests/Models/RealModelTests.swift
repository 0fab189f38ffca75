import Courier
import Glibc
import Production
import Scripts
import StandIns
import Testing
import Writers

/// A real model on a real server, where someone runs one: DROPREEL_MODEL_URL=http://127.0.0.1:8080/v1 names it.
@Suite(.enabled(if: getenv("DROPREEL_MODEL_URL") != nil)) struct RealModelTests {
  private static func card(small: Bool) throws -> ModelCard {
    let base = String(cString: try #require(getenv("DROPREEL_MODEL_URL")))
    return ModelCard(name: "real", provider: .compatible, model: "default", base: base, key: "", small: small)
  }

  private static func desk(_ card: ModelCard) throws -> Desk {
    let host = try #require(Network.host(of: card.base))
    let messenger = Messenger(network: Network(namedHosts: [host]))
    let desk = Desk()
    desk.serve(card.base) { request throws(CourierError) in
      let reply = try messenger.send(
        CourierRequest(
          request.method == "GET" ? .get : .post, card.base + request.path,
          headers: request.headers.map { CourierHeader($0.name, $0.value) }, body: request.body,
          deadlines: Deadlines(firstByte: .seconds(300), total: .seconds(300))))
      return StandInReply(status: reply.status, body: reply.body)
    }
    return desk
  }

  @Test(arguments: [true, false])
  func whateverItWritesOnlyWhatIsTrueIsTaken(small: Bool) throws {
    let card = try Self.card(small: small)
    let desk = try Self.desk(card)
    let result = try ModelWriter().write(RainBarrels.task([card]), with: desk, secondsFor: Fixture.seconds)
    #expect(desk.accountIsSound)
    #expect(!result.answers.isEmpty)
    for answer in result.answers { print("\(answer.tokensIn)+\(answer.tokensOut) \(answer.text) → \(answer.problem ?? "used")") }
    if let draft = result.draft { print(draft.script.printed) } else { print(result.failure?.refusal.detail ?? "") }
  }
}
