import Pages

/// Anthropic's Messages, as strict as the real service: what it does not know, it refuses.
package struct AnthropicStandIn: Sendable {
  package let key: String
  /// Dollars for a million tokens, in and out.
  package var prices: (tokenIn: Double, tokenOut: Double) = (2, 10)
  /// What happens next; the last goes on for ever.
  package var plays: [Play]
  /// What it took so far, in billionths of a dollar.
  package private(set) var taken: Int64 = 0
  package private(set) var requests: [StandInRequest] = []

  package static let models = ["claude-sonnet-5-5", "claude-opus-5-5", "claude-haiku-5-5"]

  package init(key: String, plays: [Play]) {
    self.key = key
    self.plays = plays
  }

  package mutating func answer(_ request: StandInRequest) -> StandInReply {
    requests.append(request)
    switch refusal(request) {
    case .some(let reply): return reply
    case .none: break
    }
    guard let body = try? JSON.read(request.body, atMost: 32 << 20) else {
      return Self.error(400, "invalid_request_error", "The request body is not valid JSON")
    }
    let counts = request.path == "/v1/messages/count_tokens"
    if let fault = fault(body, counts: counts) { return Self.error(400, "invalid_request_error", fault) }
    guard let model = body["model"]?.text, Self.models.contains(model) else {
      return Self.error(404, "not_found_error", "model: \(body["model"]?.text ?? "")")
    }
    let tokens = Self.tokens(body)
    if counts { return Self.reply(.object([.init("input_tokens", .integer(Int64(tokens)))])) }
    return play(body, model: model, tokens: tokens)
  }

  // MARK: What it refuses

  private func refusal(_ request: StandInRequest) -> StandInReply? {
    guard ["/v1/messages", "/v1/messages/count_tokens"].contains(request.path) else {
      return Self.error(404, "not_found_error", "Not found")
    }
    guard request.method == "POST" else { return Self.error(405, "invalid_request_error", "Method Not Allowed") }
    guard let shown = request["x-api-key"], shown == key else {
      return Self.error(401, "authentication_error", "invalid x-api-key")
    }
    guard request["anthropic-version"] == "2023-06-01" else {
      return Self.error(400, "invalid_request_error", "anthropic-version: header is required")
    }
    guard request["content-type"]?.hasPrefix("application/json") == true else {
      return Self.error(400, "invalid_request_error", "content-type must be application/json")
    }
    // At the edge, before anybody reads it: no JSON.
    if request.body.count > 32 << 20 { return StandInReply(status: 413, body: Array("<html>413</html>".utf8)) }
    return nil
  }

  private func fault(_ body: JSON, counts: Bool) -> String? {
    let shared = ["model", "messages", "system", "tools", "tool_choice", "output_config", "thinking", "cache_control"]
    let own = [
      "max_tokens", "stop_sequences", "metadata", "service_tier", "stream", "inference_geo", "temperature", "top_p", "top_k",
    ]
    let known = counts ? shared : shared + own
    guard let members = body.members else { return "The body must be an object" }
    if let strange = members.first(where: { !known.contains($0.name) }) {
      return "\(strange.name): Extra inputs are not permitted"
    }
    for name in ["temperature", "top_p", "top_k"] where body[name] != nil { return "\(name): not supported by this model" }
    if !counts {
      guard let most = body["max_tokens"]?.integer else { return "max_tokens: Field required" }
      guard (1...128_000).contains(most) else { return "max_tokens: out of range" }
    }
    if let choice = body["tool_choice"]?["type"]?.text, ["any", "tool"].contains(choice) {
      return "tool_choice: forced tool use is not supported by this model"
    }
    if let kind = body["thinking"]?["type"]?.text, kind != "adaptive" { return "thinking.type: \(kind) is not supported" }
    if let system = body["system"], system.text == nil, system.array == nil { return "system: must be a string or blocks" }
    return talkFault(body) ?? formatFault(body["output_config"])
  }

  private func talkFault(_ body: JSON) -> String? {
    guard let messages = body["messages"]?.array, !messages.isEmpty else { return "messages: at least one message is required" }
    var before = "assistant"
    for message in messages {
      guard let role = message["role"]?.text, ["user", "assistant"].contains(role) else { return "messages: Unexpected role" }
      guard message.members?.allSatisfy({ ["role", "content"].contains($0.name) }) == true else {
        return "messages: Extra inputs are not permitted"
      }
      guard let text = message["content"]?.text, !text.isEmpty else { return "messages: text content blocks must be non-empty" }
      guard role != before else { return "messages: roles must alternate between user and assistant" }
      before = role
    }
    return before == "user"
      ? nil : "This model does not support assistant message prefill. The conversation must end with a user message."
  }

  private func formatFault(_ config: JSON?) -> String? {
    guard let config else { return nil }
    guard let members = config.members, members.allSatisfy({ ["effort", "format"].contains($0.name) }) else {
      return "output_config: Extra inputs are not permitted"
    }
    guard let format = config["format"] else { return nil }
    guard format["type"]?.text == "json_schema", let schema = format["schema"], format.members?.count == 2 else {
      return "output_config.format: must be {type: json_schema, schema}"
    }
    return SchemaRules.fault(schema, at: "output_config.format.schema")
  }

  // MARK: What it plays

  private mutating func play(_ body: JSON, model: String, tokens: Int) -> StandInReply {
    let play = plays.count > 1 ? plays.removeFirst() : plays.first ?? .refuses("")
    switch play {
    case .writes(let text), .countsNothing(let text): return message(model, [Self.text(text)], "end_turn", tokens, text)
    case .forgets(_, let text): return message(model, [Self.text(text)], "end_turn", tokens, text)
    case .thinks(let thoughts, let text):
      let thought = JSON.object([
        .init("type", .text("thinking")), .init("thinking", .text(thoughts)), .init("signature", .text("c2lnbmF0dXJl")),
      ])
      return message(model, [thought, Self.text(text)], "end_turn", tokens, thoughts + text)
    case .isCut(let text): return message(model, [Self.text(text)], "max_tokens", tokens, text)
    case .refuses(let why):
      return message(model, [], "refusal", tokens, "", details: why)
    case .fails(let status, let type, let retryAfter):
      return Self.error(status, type, "Played", headers: retryAfter.map { ["retry-after": $0] } ?? [:])
    case .failsInside: return Self.error(500, "api_error", "Internal server error")
    case .stammers(let status): return StandInReply(status: status, body: Array("<html>upstream</html".utf8))
    }
  }

  private mutating func message(
    _ model: String, _ content: [JSON], _ reason: String, _ tokens: Int, _ written: String, details: String? = nil
  ) -> StandInReply {
    let out = Pieces.count(written) + 4
    taken += Int64(Double(tokens) * prices.tokenIn * 1000 + Double(out) * prices.tokenOut * 1000)
    var members: [JSON.Member] = [
      .init("id", .text("msg_01standin")), .init("type", .text("message")), .init("role", .text("assistant")),
      .init("model", .text(model)), .init("content", .array(content)), .init("stop_reason", .text(reason)),
      .init("stop_sequence", .none),
    ]
    if let details {
      members.append(.init("stop_details", .object([.init("type", .text("refusal")), .init("explanation", .text(details))])))
    }
    let usage = JSON.object([
      .init("input_tokens", .integer(Int64(tokens))), .init("output_tokens", .integer(Int64(out))),
      .init("cache_creation_input_tokens", .integer(0)), .init("cache_read_input_tokens", .integer(0)),
      .init("service_tier", .text("standard")),
    ])
    return Self.reply(.object(members + [.init("usage", usage)]))
  }

  /// Everything that is read counts: rules, messages, the form.
  private static func tokens(_ body: JSON) -> Int {
    let turns = body["messages"]?.array ?? []
    let text = (body["system"]?.text ?? "") + "\n" + turns.compactMap { $0["content"]?.text }.joined(separator: "\n")
    let form = body["output_config"]?["format"]?["schema"].map { Pieces.count($0.source) } ?? 0
    return Pieces.count(text) + form + 5 * turns.count
  }

  private static func text(_ text: String) -> JSON { .object([.init("type", .text("text")), .init("text", .text(text))]) }

  private static func reply(_ body: JSON) -> StandInReply {
    StandInReply(
      status: 200, headers: ["content-type": "application/json", "request-id": "req_standin"], body: Array(body.source.utf8))
  }

  private static func error(_ status: Int, _ type: String, _ message: String, headers: [String: String] = [:]) -> StandInReply {
    let error = JSON.object([.init("type", .text(type)), .init("message", .text(message))])
    let body = JSON.object([.init("type", .text("error")), .init("error", error), .init("request_id", .text("req_standin"))])
    return StandInReply(
      status: status, headers: headers.merging(["content-type": "application/json"]) { $1 }, body: Array(body.source.utf8))
  }
}
