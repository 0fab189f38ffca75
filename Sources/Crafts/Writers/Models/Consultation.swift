package import Production

/// What came of asking language models for a script.
package struct Consultation: Hashable, Sendable, Codable {
  /// Nil where no model gave one that could be accepted.
  package var draft: Draft?
  /// Every answer that came, in order, also those that could not be used: they are kept, and paid for once.
  package var answers: [ModelAnswer]
  /// Why there is no draft. `.passing` is tried again later; `.input` is not, as asking again would only cost again.
  package var failure: Failure?

  package init(draft: Draft?, answers: [ModelAnswer], failure: Failure? = nil) {
    self.draft = draft
    self.answers = answers
    self.failure = failure
  }
}

/// One answer of a model, as it came, and what it cost.
package struct ModelAnswer: Hashable, Sendable, Codable {
  /// The model's name in config.toml, and what its provider calls the one that answered.
  package var model: String
  package var id: String
  package var status: Int
  package var text: String
  package var tokensIn: Int
  package var tokensOut: Int
  package var cost: Money
  /// Why it could not be used; nil where it could.
  package var problem: String?

  package init(
    model: String, id: String, status: Int, text: String, tokensIn: Int, tokensOut: Int, cost: Money, problem: String? = nil
  ) {
    self.model = model
    self.id = id
    self.status = status
    self.text = text
    self.tokensIn = tokensIn
    self.tokensOut = tokensOut
    self.cost = cost
    self.problem = problem
  }
}
