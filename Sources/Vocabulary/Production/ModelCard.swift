/// A language model that may write scripts, as the settings name it.
package struct ModelCard: Hashable, Sendable, Codable {
  /// What people and receipts call it.
  package var name: String
  package var provider: Provider
  /// The provider's own id of it.
  package var model: String
  /// Where the provider answers, without a slash at its end.
  package var base: String
  /// Too small for a whole script: it only words one question and one answer for each fact that was chosen without it.
  package var small: Bool
  /// US dollars for a million tokens, where the settings say what our table does not, or otherwise.
  package var inputPrice: Double?
  package var outputPrice: Double?

  /// Who answers, and so in which form one asks.
  package enum Provider: String, Sendable, Codable, CaseIterable {
    case anthropic
    case openRouter = "openrouter"
    /// Any other server that speaks OpenAI's chat completions: the operator's own, or one on this machine.
    case compatible
  }

  package init(
    name: String, provider: Provider, model: String, base: String? = nil, small: Bool = false, inputPrice: Double? = nil,
    outputPrice: Double? = nil
  ) {
    self.name = name
    self.provider = provider
    self.model = model
    self.base = base ?? provider.usualBase ?? ""
    self.small = small
    self.inputPrice = inputPrice
    self.outputPrice = outputPrice
  }
}

extension ModelCard.Provider {
  /// Where it answers; none for servers that anybody may run anywhere.
  package var usualBase: String? {
    switch self {
    case .anthropic: "https://api.anthropic.com"
    case .openRouter: "https://openrouter.ai/api/v1"
    case .compatible: nil
    }
  }
}
