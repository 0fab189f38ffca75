import Courier
import Documents
import Production
import Scripts
import StandIns
import Writers

/// The stage around a writer: sends to stand-ins, and keeps account of every call as the ledger would.
final class Desk: Consulting {
  private var servers: [String: (StandInRequest) throws(CourierError) -> StandInReply] = [:]
  private(set) var sent: [CourierRequest] = []
  /// What each call may cost at most, by its id.
  private(set) var intents: [Money] = []
  private(set) var keys: [String] = []
  private(set) var settled: [Int64: Money?] = [:]
  private(set) var rests: [Duration] = []
  private(set) var pausedProviders: [String] = []
  var budget = Money(microDollars: .max)
  var hasKeys = true

  /// Every call was settled exactly once, and none for more than it was allowed.
  var accountIsSound: Bool {
    settled.count == intents.count
      && settled.allSatisfy { call, cost in cost.map { $0 <= intents[Int(call)] } ?? true } && !settledTwice
  }
  private var settledTwice = false

  var spent: Money { settled.values.reduce(.zero) { $0 + ($1 ?? .zero) } }
  var unclearCalls: Int { settled.values.count { $0 == nil } }

  func serve(_ base: String, _ answer: @escaping (StandInRequest) throws(CourierError) -> StandInReply) { servers[base] = answer }

  func credential(for model: ModelCard) -> Credential? { hasKeys ? Credential("key of \(model.key)") : nil }

  func intend(_ key: String, of model: ModelCard, atMost: Money) throws -> Int64 {
    guard atMost <= budget else {
      throw CallDenied(Refusal("The next step may cost up to \(atMost), which is more than is left.", wayOut: "Wait."))
    }
    keys.append(key)
    intents.append(atMost)
    return Int64(intents.count - 1)
  }

  func send(_ request: CourierRequest, for call: Int64) throws(CourierError) -> CourierReply {
    sent.append(request)
    guard let base = servers.keys.filter({ request.url.hasPrefix($0) }).max(by: { $0.count < $1.count }),
      let server = servers[base]
    else { throw CourierError(.noConnection, host: request.url, reached: .notSent) }
    // What a header shows instead of its secret is what the stand-ins take for their key.
    let headers = request.headers.map { StandInRequest.Header($0.name, $0.shown) }
    let path = String(request.url.dropFirst(base.count))
    let reply = try server(StandInRequest(method: request.method.rawValue, path: path, headers: headers, body: request.body))
    return CourierReply(
      status: reply.status, headers: ReplyHeaders(reply.headers.map { .init($0.key, $0.value) }), body: reply.body)
  }

  func charged(_ call: Int64, _ cost: Money) { settle(call, cost) }
  func unclear(_ call: Int64) { settle(call, nil) }

  private func settle(_ call: Int64, _ cost: Money?) {
    if settled[call] != nil { settledTwice = true }
    settled[call] = .some(cost)
  }

  func refused(by model: ModelCard, _ refusal: Refusal) { pausedProviders.append(model.provider.rawValue) }
  func rest(_ pause: Duration) { rests.append(pause) }
  func progress(_ fraction: Double, _ doing: String) {}
}

extension ModelCard {
  static let sonnet = ModelCard(name: "sonnet", provider: .anthropic, model: "claude-sonnet-5-5", base: "http://anthropic")
  static let router = ModelCard(name: "router", provider: .openRouter, model: "some/writer", base: "http://router/api/v1")
  static let local = ModelCard(
    name: "local", provider: .compatible, model: "writer", base: "http://localhost:8080/v1", key: "")
  static let tiny = ModelCard(
    name: "tiny", provider: .compatible, model: "writer", base: "http://localhost:8080/v1", key: "", small: true)
}

/// What the stand-ins expect as keys: secrets are never printed, not even to them.
let shownKey = "(secret)"

final class Servers {
  var anthropic: AnthropicStandIn
  var router: OpenRouterStandIn
  var local: OpenRouterStandIn

  init(_ plays: [Play], house: OpenRouterStandIn.House = .llamaCpp) {
    anthropic = AnthropicStandIn(key: shownKey, plays: plays)
    router = OpenRouterStandIn(key: shownKey, model: "some/writer", plays: plays)
    local = OpenRouterStandIn(house: house, key: nil, model: "writer", plays: plays)
  }

  func desk() -> Desk {
    let desk = Desk()
    desk.serve("http://anthropic") { request throws(CourierError) in self.anthropic.answer(request) }
    desk.serve("http://router") { request throws(CourierError) in self.router.answer(request) }
    desk.serve("http://localhost:8080") { request throws(CourierError) in self.local.answer(request) }
    return desk
  }
}
