import Courier
import Pages
import Production

/// Anthropic's Messages.
///
/// Sampling is left to the model, no tool is forced and no answer begun for it: its newer models refuse all three.
struct AnthropicDialect: ModelDialect {
  let card: ModelCard

  func question(_ talk: Conversation, form: AnswerForm, schema: AnswerSchema, most: Int, key: Credential?) -> CourierRequest {
    var members = [JSON.Member("model", .text(card.model)), JSON.Member("max_tokens", .integer(Int64(most)))]
    members += told(talk)
    if form == .schema { members.append(JSON.Member("output_config", format(schema))) }
    return request("/v1/messages", .object(members), key)
  }

  func counting(_ talk: Conversation, schema: AnswerSchema, key: Credential?) -> CourierRequest? {
    let members = [JSON.Member("model", .text(card.model))] + told(talk) + [JSON.Member("output_config", format(schema))]
    return request("/v1/messages/count_tokens", .object(members), key)
  }

  func count(_ reply: CourierReply) -> Int? {
    reply.status == 200 ? (try? JSON.read(reply.body))?["input_tokens"]?.count : nil
  }

  private func request(_ path: String, _ body: JSON, _ key: Credential?) -> CourierRequest {
    let version = CourierHeader("anthropic-version", "2023-06-01")
    return card.request(.post, path, headers: [version] + (key.map { [CourierHeader("x-api-key", $0)] } ?? []), body: body)
  }

  private func told(_ talk: Conversation) -> [JSON.Member] {
    let turns = talk.turns.map { turn in
      JSON.object([.init("role", .text(turn.role.rawValue)), .init("content", .text(turn.text))])
    }
    return [JSON.Member("system", .text(talk.system)), JSON.Member("messages", .array(turns))]
  }

  private func format(_ schema: AnswerSchema) -> JSON {
    .object([.init("format", .object([.init("type", .text("json_schema")), .init("schema", schema.schema)]))])
  }

  func read(_ reply: CourierReply) -> ServerAnswer {
    let body = try? JSON.read(reply.body)
    guard reply.status == 200 else {
      let error = body?["error"]
      return ServerAnswer(
        outcome: failure(reply, type: error?["type"]?.text ?? "", message: error?["message"]?.text ?? ""))
    }
    guard let body, body["type"]?.text == "message", let content = body["content"]?.array else {
      return ServerAnswer(outcome: .unreadable("The answer is not a message"))
    }
    // Blocks of thought may stand before the text: only the kind of a block says what it is.
    let text = content.filter { $0["type"]?.text == "text" }.compactMap { $0["text"]?.text }.joined()
    return ServerAnswer(outcome: outcome(body, text: text), usage: usage(body))
  }

  private func outcome(_ body: JSON, text: String) -> ServerAnswer.Outcome {
    switch body["stop_reason"]?.text {
    case "end_turn", "stop_sequence":
      return text.isEmpty ? .trouble("The answer has no text", passes: false) : .text(text)
    case "max_tokens": return .cut
    case "refusal":
      return .refused(body["stop_details"]?["explanation"]?.text ?? body["stop_details"]?["category"]?.text ?? "")
    case "model_context_window_exceeded": return .trouble("The document is longer than this model can read", passes: false)
    case let reason: return .trouble("The answer ended for a reason that we do not know (\(reason ?? "none"))", passes: false)
    }
  }

  private func failure(_ reply: CourierReply, type: String, message: String) -> ServerAnswer.Outcome {
    let lower = message.lowercased()
    if reply.status == 400, ["output_config", "output_format", "json_schema", "structured"].contains(where: lower.contains) {
      return .formUnknown(message)
    }
    return reply.trouble(type: type, message: message)
  }

  private func usage(_ body: JSON) -> TokenUse? {
    guard let usage = body["usage"], let fresh = usage["input_tokens"]?.count, let out = usage["output_tokens"]?.count else {
      return nil
    }
    return TokenUse(
      fresh: fresh, cacheRead: usage["cache_read_input_tokens"]?.count ?? 0,
      cacheWrite: usage["cache_creation_input_tokens"]?.count ?? 0, out: out)
  }
}

extension JSON {
  /// A number of things.
  var count: Int? { integer.flatMap { (0...Int64(Int32.max)).contains($0) ? Int($0) : nil } }
}
