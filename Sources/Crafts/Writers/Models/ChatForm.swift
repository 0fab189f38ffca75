import Courier
import Pages
import Production

/// OpenAI's chat completions, as far as all who imitate them agree.
struct ChatForm: Sendable {
  let card: ModelCard

  static func headers(_ key: Credential?) -> [CourierHeader] {
    key.map { [CourierHeader("authorization", prefix: "Bearer ", $0)] } ?? []
  }

  func members(_ talk: Conversation, form: AnswerForm, schema: AnswerSchema, most: Int) -> [JSON.Member] {
    let system = [JSON.object([.init("role", .text("system")), .init("content", .text(talk.system))])]
    let turns = talk.turns.map { turn in
      JSON.object([.init("role", .text(turn.role.rawValue)), .init("content", .text(turn.text))])
    }
    let members = [
      JSON.Member("model", .text(card.model)), JSON.Member("messages", .array(system + turns)),
      JSON.Member(takesNewNames ? "max_completion_tokens" : "max_tokens", .integer(Int64(most))),
    ]
    return members + (format(form, schema).map { [JSON.Member("response_format", $0)] } ?? [])
  }

  /// OpenAI's own newer models refuse the name that all others know.
  private var takesNewNames: Bool { card.provider == .compatible && !card.hasOwnPlace }

  private func format(_ form: AnswerForm, _ schema: AnswerSchema) -> JSON? {
    switch form {
    case .schema:
      .object([
        .init("type", .text("json_schema")),
        .init(
          "json_schema",
          .object([.init("name", .text(schema.name)), .init("strict", .flag(true)), .init("schema", schema.schema)])),
      ])
    case .object: .object([.init("type", .text("json_object"))])
    case .plain: nil
    }
  }

  func read(_ reply: CourierReply) -> ServerAnswer {
    guard let body = try? JSON.read(reply.body) else {
      return ServerAnswer(
        outcome: reply.status == 200
          ? .unreadable("The answer is not JSON") : reply.trouble(type: "", message: ""))
    }
    let choice = body["choices"]?.array?.first
    // An error may come with HTTP 200, in the answer or in its choice: the model failed while it wrote.
    if let error = body["error"], error != JSON.none { return failure(reply, error, usage: usage(body)) }
    if let error = choice?["error"], error != JSON.none {
      let said = error["message"]?.text ?? error.text ?? ""
      return ServerAnswer(
        outcome: .unreadable("The model failed while it wrote: \(said.onOneLine.prefix(300))"), usage: usage(body))
    }
    guard reply.status == 200 else { return failure(reply, body, usage: nil) }
    guard let choice, let message = choice["message"] else {
      return ServerAnswer(outcome: .unreadable("The answer has no message"), usage: usage(body))
    }
    return ServerAnswer(outcome: outcome(choice, message), usage: usage(body))
  }

  private func outcome(_ choice: JSON, _ message: JSON) -> ServerAnswer.Outcome {
    if let refusal = message["refusal"]?.text, !refusal.isEmpty { return .refused(refusal) }
    let text = message["content"]?.text ?? ""
    switch choice["finish_reason"]?.text {
    case "length": return .cut
    case "content_filter": return .refused("")
    case "error": return .trouble("The model failed while it wrote", passes: true)
    case "tool_calls": return .trouble("The model wanted a tool instead of writing", passes: false)
    default: return text.isEmpty ? .trouble("The answer has no text", passes: false) : .text(text)
    }
  }

  private func failure(_ reply: CourierReply, _ error: JSON, usage: TokenUse?) -> ServerAnswer {
    let message = error["message"]?.text ?? error.text ?? ""
    // A code is a number, a word or nothing, depending on the server.
    let code = error["code"]?.count
    let type = error["type"]?.text ?? error["code"]?.text ?? ""
    let reply = reply.status == 200 ? CourierReply(status: code ?? 500, headers: reply.headers, body: []) : reply
    let lower = message.lowercased()
    let signs = ["response_format", "json_schema", "json schema", "structured", "grammar", "schema", "no endpoints found that"]
    if [400, 404, 422, 501].contains(reply.status), usage == nil, signs.contains(where: lower.contains) {
      return ServerAnswer(outcome: .formUnknown(message))
    }
    return ServerAnswer(outcome: reply.trouble(type: type, message: message), usage: usage)
  }

  func usage(_ body: JSON) -> TokenUse? {
    guard let usage = body["usage"], let read = usage["prompt_tokens"]?.count, let out = usage["completion_tokens"]?.count else {
      return nil
    }
    let cached = min(read, usage["prompt_tokens_details"]?["cached_tokens"]?.count ?? 0)
    return TokenUse(fresh: read - cached, cacheRead: cached, out: out)
  }
}
