import Courier
import Pages
import Production

/// OpenRouter: chat completions by whichever provider can do what was asked.
struct OpenRouterDialect: ModelDialect {
  let card: ModelCard

  func question(_ talk: Conversation, form: AnswerForm, schema: AnswerSchema, most: Int, key: Credential?) -> CourierRequest {
    let members = ChatForm(card: card).members(talk, form: form, schema: schema, most: most)
    // Without this a provider may pass over the form in silence; and what clients drop is nobody's training data.
    let provider = JSON.object([.init("require_parameters", .flag(true)), .init("data_collection", .text("deny"))])
    return card.request(
      .post, "/chat/completions", headers: headers(key), body: .object(members + [.init("provider", provider)]))
  }

  func pricing(key: Credential?) -> CourierRequest? {
    card.request(.get, "/models", headers: headers(key), largestAnswer: Self.longestList)
  }

  func price(_ reply: CourierReply) -> ModelPrice? {
    guard reply.status == 200, let body = try? JSON.read(reply.body, atMost: Self.longestList) else { return nil }
    let model = body["data"]?.array?.first { $0["id"]?.text == card.model }
    guard let pricing = model?["pricing"], let tokenIn = Self.nanoDollars(pricing["prompt"]),
      let tokenOut = Self.nanoDollars(pricing["completion"])
    else { return nil }
    return ModelPrice(
      tokenIn: tokenIn, tokenOut: tokenOut, cacheRead: Self.nanoDollars(pricing["input_cache_read"]),
      cacheWrite: Self.nanoDollars(pricing["input_cache_write"]), call: Self.nanoDollars(pricing["request"]) ?? 0)
  }

  func read(_ reply: CourierReply) -> ServerAnswer {
    var answer = ChatForm(card: card).read(reply)
    guard let usage = (try? JSON.read(reply.body))?["usage"], let cost = Self.nanoDollars(usage["cost"]) else { return answer }
    // With the customer's own key the cost is OpenRouter's share alone; the provider takes the rest.
    let upstream =
      usage["is_byok"]?.flag == true ? Self.nanoDollars(usage["cost_details"]?["upstream_inference_cost"]) ?? 0 : 0
    answer.cost = ModelPrice.money(nanoDollars: cost + upstream)
    return answer
  }

  private static let longestList = 16 << 20

  private func headers(_ key: Credential?) -> [CourierHeader] { [CourierHeader("x-title", "Dropreel")] + ChatForm.headers(key) }

  /// A price in dollars, written as a number or as text.
  private static func nanoDollars(_ value: JSON?) -> Int64? {
    switch value {
    case .text(let text), .decimal(let text): Double(text).flatMap(ModelPrice.nanoDollars)
    case .integer(let number): ModelPrice.nanoDollars(Double(number))
    default: nil
    }
  }
}
