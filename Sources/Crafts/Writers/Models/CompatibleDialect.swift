import Courier
import Pages
import Production

/// Any server that speaks chat completions: llama.cpp, Ollama, vLLM, gateways.
struct CompatibleDialect: ModelDialect {
  let card: ModelCard

  func question(_ talk: Conversation, form: AnswerForm, schema: AnswerSchema, most: Int, key: Credential?) -> CourierRequest {
    var members = ChatForm(card: card).members(talk, form: form, schema: schema, most: most)
    // A small model that is left to chance strays; large ones may refuse to be told.
    if card.small { members.append(.init("temperature", .integer(0))) }
    return card.request(.post, "/chat/completions", headers: ChatForm.headers(key), body: .object(members))
  }

  func read(_ reply: CourierReply) -> ServerAnswer { ChatForm(card: card).read(reply) }
}
