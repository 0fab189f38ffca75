/// A language model that may write scripts, as config.toml sets it up.
package struct LanguageModel: Hashable, Sendable, Codable {
  /// What the lists of config.toml call it.
  package var name: String
  package var provider: Provider
  /// Where its provider is asked, without a slash at its end; other addresses stand below it.
  package var url: String
  /// What the provider calls it.
  package var id: String
  /// The name of the secret that is sent; empty where none is needed.
  package var key: String
  /// One that is asked for little at a time.
  package var isSmall: Bool
  /// For a million tokens.
  package var priceIn: Money
  package var priceOut: Money
  /// The most tokens that one answer may have.
  package var answerTokens: Int
  /// How long one answer may take, all together.
  package var patienceSeconds: Int

  /// How it is talked to.
  package enum Provider: String, Sendable, Codable, CaseIterable {
    case anthropic
    case openrouter
    /// Also every server that understands the same.
    case openai

    /// Where it is asked when nobody says otherwise.
    package var url: String {
      switch self {
      case .anthropic: "https://api.anthropic.com"
      case .openrouter: "https://openrouter.ai/api/v1"
      case .openai: "https://api.openai.com/v1"
      }
    }
  }

  package init(
    name: String, provider: Provider, url: String? = nil, id: String, key: String? = nil, isSmall: Bool = false,
    priceIn: Money = .zero, priceOut: Money = .zero, answerTokens: Int = 8000, patienceSeconds: Int = 300
  ) {
    self.name = name
    self.provider = provider
    self.url = url ?? provider.url
    self.id = id
    self.key = key ?? provider.rawValue
    self.isSmall = isSmall
    self.priceIn = priceIn
    self.priceOut = priceOut
    self.answerTokens = answerTokens
    self.patienceSeconds = patienceSeconds
  }

  /// What so many tokens cost, rounded up.
  package func price(tokensIn: Int, tokensOut: Int) -> Money {
    func part(_ tokens: Int, _ price: Money) -> Money {
      let (product, overflow) = Int64(max(0, tokens)).multipliedReportingOverflow(by: max(0, price.microDollars))
      return Money(microDollars: overflow ? .max : product / 1_000_000 + (product % 1_000_000 > 0 ? 1 : 0))
    }
    return part(tokensIn, priceIn) + part(tokensOut, priceOut)
  }
}
