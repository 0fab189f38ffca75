/// A language model that may write scripts, as the settings name it.
package struct ModelCard: Hashable, Sendable, Codable {
  /// What people and receipts call it.
  package var name: String
  package var provider: Provider
  /// The provider's own id of it.
  package var model: String
  /// Where the provider answers, without a slash at its end.
  package var base: String
  /// The name of the secret that is sent; empty where none is needed.
  package var key: String
  /// Too small for a whole script: it only words one question and one answer for each fact that was chosen without it.
  package var small: Bool
  /// US dollars for a million tokens, where the settings say what our table does not, or otherwise.
  package var inputPrice: Double?
  package var outputPrice: Double?
  /// How long one answer may take, all together.
  package var patienceSeconds: Int

  /// Who answers, and so in which form one asks.
  package enum Provider: String, Sendable, Codable, CaseIterable {
    case anthropic
    case openRouter = "openrouter"
    /// OpenAI, and any other server that speaks its chat completions: the operator's own, or one on this machine.
    case compatible = "openai"
  }

  package init(
    name: String, provider: Provider, model: String, base: String? = nil, key: String? = nil, small: Bool = false,
    inputPrice: Double? = nil, outputPrice: Double? = nil, patienceSeconds: Int = 300
  ) {
    self.name = name
    self.provider = provider
    self.model = model
    self.base = base ?? provider.usualBase
    self.key = key ?? provider.rawValue
    self.small = small
    self.inputPrice = inputPrice
    self.outputPrice = outputPrice
    self.patienceSeconds = patienceSeconds
  }

  /// Who is paid for its calls.
  package var payee: Payee { Payee(name: provider.rawValue, key: key, ownPlace: hasOwnPlace ? base : nil) }

  /// Whether the settings name its place themselves: then it may also be on this machine, or in the local network.
  package var hasOwnPlace: Bool { base != provider.usualBase }
}

extension ModelCard.Provider {
  /// Where it answers when the settings do not say otherwise.
  package var usualBase: String {
    switch self {
    case .anthropic: "https://api.anthropic.com"
    case .openRouter: "https://openrouter.ai/api/v1"
    case .compatible: "https://api.openai.com/v1"
    }
  }
}
