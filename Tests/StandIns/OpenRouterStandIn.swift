import Pages

/// Chat completions: OpenRouter's, or those of the servers that people run themselves.
package struct OpenRouterStandIn: Sendable {
  /// Which server it plays.
  package enum House: String, Sendable, CaseIterable { case openRouter, llamaCpp, ollama, vLLM }

  package let house: House
  /// None for a server that asks for none.
  package let key: String?
  package let model: String
  /// Dollars for a token, as OpenRouter's list writes them.
  package var prices = (tokenIn: "0.0000005", tokenOut: "0.0000015")
  /// What happens next; the last goes on for ever.
  package var plays: [Play]
  /// The strictest form of answer that it can hold a model to.
  package var forms = ["json_schema", "json_object"]
  package private(set) var taken: Int64 = 0
  package private(set) var requests: [StandInRequest] = []

  package init(house: House = .openRouter, key: String?, model: String, plays: [Play]) {
    self.house = house
    self.key = key
    self.model = model
    self.plays = plays
  }

  private var base: String { house == .openRouter ? "/api/v1" : "/v1" }

  package mutating func answer(_ request: StandInRequest) -> StandInReply {
    requests.append(request)
    if let key, request["authorization"] != "Bearer \(key)" {
      return error(401, .integer(401), "No auth credentials found")
    }
    if request.method == "GET", request.path == base + "/models" { return models() }
    guard request.method == "POST", request.path == base + "/chat/completions" else {
      return error(404, .integer(404), "Not found")
    }
    guard request["content-type"]?.hasPrefix("application/json") == true,
      let body = try? JSON.read(request.body, atMost: 32 << 20)
    else { return error(400, .integer(400), "Invalid JSON body") }
    if let fault = fault(body) { return error(400, .integer(400), fault) }
    guard body["model"]?.text == model else { return error(404, .text("model_not_found"), "model not found") }
    if let form = body["response_format"]?["type"]?.text, !forms.contains(form) {
      return house == .openRouter
        ? error(404, .integer(404), "No endpoints found that can handle the requested parameters.")
        : error(400, .none, "response_format: '\(form)' is not supported")
    }
    return play(tokens: Self.tokens(body))
  }

  // MARK: What it refuses

  private func fault(_ body: JSON) -> String? {
    let shared = [
      "model", "messages", "max_tokens", "response_format", "seed", "stop", "temperature", "stream", "tools", "tool_choice",
    ]
    let own = ["models", "max_completion_tokens", "reasoning", "provider", "user", "session_id", "metadata", "plugins"]
    let known = house == .openRouter ? shared + own : shared
    guard let members = body.members else { return "The body must be an object" }
    if let strange = members.first(where: { !known.contains($0.name) }) { return "Unrecognized key: \(strange.name)" }
    guard let messages = body["messages"]?.array, !messages.isEmpty else { return "messages: required" }
    for message in messages {
      guard ["system", "user", "assistant"].contains(message["role"]?.text ?? ""), message["content"]?.text?.isEmpty == false
      else {
        return "messages: invalid message"
      }
    }
    if messages.last?["role"]?.text != "user" { return "messages: the last message must be the user's" }
    return formFault(body["response_format"]) ?? providerFault(body)
  }

  private func formFault(_ format: JSON?) -> String? {
    guard let format else { return nil }
    switch format["type"]?.text {
    case "json_object": return nil
    case "json_schema":
      guard let inner = format["json_schema"], let name = inner["name"]?.text, (1...64).contains(name.utf8.count),
        inner["strict"] == .flag(true), let schema = inner["schema"],
        inner.members?.allSatisfy({ ["name", "strict", "schema", "description"].contains($0.name) }) == true
      else { return "response_format.json_schema: invalid" }
      return SchemaRules.fault(schema, at: "response_format")
    default: return "response_format.type: invalid"
    }
  }

  private func providerFault(_ body: JSON) -> String? {
    guard let provider = body["provider"] else {
      // Allowed by the service; but then nobody holds the model to the form, which no test shall pass with.
      return house == .openRouter && body["response_format"] != nil ? "provider.require_parameters is missing" : nil
    }
    let known = ["order", "allow_fallbacks", "require_parameters", "data_collection", "ignore", "max_price", "only", "sort"]
    return provider.members?.allSatisfy { known.contains($0.name) } == true ? nil : "provider: unrecognized key"
  }

  // MARK: What it plays

  private mutating func play(tokens: Int) -> StandInReply {
    let play = plays.count > 1 ? plays.removeFirst() : plays.first ?? .refuses("")
    switch play {
    case .writes(let text): return completion(text, "stop", tokens: tokens)
    case .thinks(let thoughts, let text): return completion(text, "stop", tokens: tokens, thoughts: thoughts)
    case .isCut(let text): return completion(text, "length", tokens: tokens)
    case .refuses(let why): return completion("", why.isEmpty ? "content_filter" : "stop", tokens: tokens, refusal: why)
    case .fails(let status, let type, let retryAfter):
      let code: JSON = house == .ollama ? .none : house == .vLLM ? .text(type) : .integer(Int64(status))
      return error(status, code, "Played \(type)", headers: retryAfter.map { ["retry-after": $0] } ?? [:])
    case .failsInside(let code, let late): return failure(code, late: late)
    case .stammers(let status): return StandInReply(status: status, body: Array("upstream connect error".utf8))
    case .countsNothing(let text): return completion(text, "stop", tokens: nil)
    case .forgets(let read, let text): return completion(text, "stop", tokens: read)
    }
  }

  private mutating func completion(
    _ text: String, _ reason: String, tokens: Int?, thoughts: String? = nil, refusal: String = ""
  ) -> StandInReply {
    var message: [JSON.Member] = [
      .init("role", .text("assistant")), .init("content", text.isEmpty ? .none : .text(text)),
      .init("refusal", refusal.isEmpty ? .none : .text(refusal)),
    ]
    if let thoughts { message.append(.init(house == .ollama ? "reasoning" : "reasoning_content", .text(thoughts))) }
    let choice = JSON.object([
      .init("index", .integer(0)), .init("finish_reason", .text(reason)), .init("message", .object(message)),
    ])
    var members: [JSON.Member] = [
      .init("id", .text("gen-standin")), .init("object", .text("chat.completion")), .init("created", .integer(1_795_000_000)),
      .init("model", .text(model)), .init("choices", .array([choice])),
    ]
    if let tokens { members.append(.init("usage", usage(tokens, Pieces.count(text + (thoughts ?? "")) + 4))) }
    return reply(.object(members))
  }

  private mutating func usage(_ tokens: Int, _ out: Int) -> JSON {
    var members: [JSON.Member] = [
      .init("prompt_tokens", .integer(Int64(tokens))), .init("completion_tokens", .integer(Int64(out))),
      .init("total_tokens", .integer(Int64(tokens + out))),
    ]
    guard house == .openRouter, let tokenIn = Double(prices.tokenIn), let tokenOut = Double(prices.tokenOut) else {
      return .object(members)
    }
    let nano = Int64((Double(tokens) * tokenIn + Double(out) * tokenOut) * 1e9 + 0.5)
    taken += nano
    let digits = String(nano % 1_000_000_000 + 1_000_000_000).dropFirst()
    members.append(.init("cost", .decimal("\(nano / 1_000_000_000).\(digits)")))
    members.append(.init("is_byok", .flag(false)))
    return .object(members)
  }

  private func failure(_ code: JSON, late: Bool) -> StandInReply {
    let error = JSON.object([.init("code", code), .init("message", .text("Provider returned error"))])
    guard late else { return reply(.object([.init("error", error)])) }
    let message = JSON.object([.init("role", .text("assistant")), .init("content", .text("{\"title\": \"Ha"))])
    let choice = JSON.object([
      .init("index", .integer(0)), .init("finish_reason", .text("error")), .init("message", message), .init("error", error),
    ])
    return reply(.object([.init("id", .text("gen-standin")), .init("choices", .array([choice]))]))
  }

  private func models() -> StandInReply {
    let pricing = JSON.object([
      .init("prompt", .text(prices.tokenIn)), .init("completion", .text(prices.tokenOut)), .init("request", .text("0")),
      .init("image", .text("0")),
    ])
    let other = JSON.object([.init("id", .text("other/model")), .init("pricing", .object([.init("prompt", .text("-1"))]))])
    let own = JSON.object([
      .init("id", .text(model)), .init("context_length", .integer(128_000)), .init("pricing", pricing),
      .init("supported_parameters", .array([.text("structured_outputs")])),
    ])
    return reply(.object([.init("data", .array([other, own]))]))
  }

  private static func tokens(_ body: JSON) -> Int {
    let turns = body["messages"]?.array ?? []
    return Pieces.count(turns.compactMap { $0["content"]?.text }.joined(separator: "\n")) + 5 * turns.count
  }

  private func reply(_ body: JSON) -> StandInReply {
    StandInReply(status: 200, headers: ["content-type": "application/json"], body: Array(body.source.utf8))
  }

  /// In the way of its house: vLLM's old versions put nothing around it.
  private func error(_ status: Int, _ code: JSON, _ message: String, headers: [String: String] = [:]) -> StandInReply {
    var members: [JSON.Member] = [.init("message", .text(message)), .init("code", code)]
    if house != .openRouter { members.append(.init("type", .text("api_error"))) }
    let body: JSON =
      house == .vLLM
      ? .object([.init("object", .text("error"))] + members) : .object([.init("error", .object(members))])
    return StandInReply(
      status: status, headers: headers.merging(["content-type": "application/json"]) { $1 }, body: Array(body.source.utf8))
  }
}
