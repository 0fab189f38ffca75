import Courier
import Pages
import Production

/// How one kind of server is asked, and what its answers mean.
protocol ModelDialect: Sendable {
  /// Asks for an answer.
  func question(_ talk: Conversation, form: AnswerForm, schema: AnswerSchema, most: Int, key: Credential?) -> CourierRequest
  /// Asks how many tokens that would be; none where nobody counts them for us.
  func counting(_ talk: Conversation, schema: AnswerSchema, key: Credential?) -> CourierRequest?
  /// The number out of the answer to that.
  func count(_ reply: CourierReply) -> Int?
  /// Asks what tokens cost; none where the server does not say.
  func pricing(key: Credential?) -> CourierRequest?
  /// The price out of the answer to that.
  func price(_ reply: CourierReply) -> ModelPrice?
  func read(_ reply: CourierReply) -> ServerAnswer
}

extension ModelDialect {
  func counting(_ talk: Conversation, schema: AnswerSchema, key: Credential?) -> CourierRequest? { nil }
  func count(_ reply: CourierReply) -> Int? { nil }
  func pricing(key: Credential?) -> CourierRequest? { nil }
  func price(_ reply: CourierReply) -> ModelPrice? { nil }
}

/// How the form of an answer is asked for: the strictest that the server can do.
enum AnswerForm: Sendable {
  /// By a schema that the server holds the model to.
  case schema
  /// Any JSON object.
  case object
  /// By words alone.
  case plain

  var next: AnswerForm? {
    switch self {
    case .schema: .object
    case .object: .plain
    case .plain: nil
    }
  }
}

/// What a model's answer has to look like.
struct AnswerSchema: Sendable {
  let name: String
  let schema: JSON
}

extension ModelCard {
  var dialect: any ModelDialect {
    switch provider {
    case .anthropic: AnthropicDialect(card: self)
    case .openRouter: OpenRouterDialect(card: self)
    case .compatible: CompatibleDialect(card: self)
    }
  }

  /// A request to this model's server. An answer comes in one piece when it is whole, so that silence is no sign of trouble.
  func request(
    _ method: CourierRequest.Method, _ path: String, headers: [CourierHeader], body: JSON? = nil, largestAnswer: Int = 1 << 20
  ) -> CourierRequest {
    let accept = CourierHeader("accept", "application/json")
    let type = body == nil ? [] : [CourierHeader("content-type", "application/json")]
    let patience = Duration.seconds(max(1, patienceSeconds))
    return CourierRequest(
      method, base + path, headers: [accept] + type + headers, body: body.map { Array($0.source.utf8) } ?? [],
      deadlines: Deadlines(firstByte: patience, idle: patience, total: patience), largestAnswer: largestAnswer)
  }
}

extension CourierReply {
  /// What went wrong, in one plain sentence.
  func trouble(type: String, message: String) -> ServerAnswer.Outcome {
    // What a server says of a key, it may say with the key.
    let said = message.isEmpty || status == 401 ? "" : ": \(message.onOneLine.prefix(300))"
    let sentence =
      switch status {
      case 401: "The key was not accepted (401 \(type))"
      case 403: "The key may not use this model, or not for this (403 \(type))\(said)"
      case 402: "The account has no credit left (402 \(type))\(said)"
      case 404: "There is no such model (404 \(type))\(said)"
      case 413: "The document is too large for this server (413 \(type))\(said)"
      case 429: "Too many requests were sent for now (429 \(type))\(said)"
      case 503, 529: "The server is busy (\(status) \(type))\(said)"
      case 500...: "The server has a problem (\(status) \(type))\(said)"
      default: "The request was not accepted (\(status) \(type))\(said)"
      }
    return .trouble(sentence.replacing(" )", with: ")"), passes: RetryAdvice.mayPass(status))
  }
}
