import Production

/// What a model is asked, and what that is expected to cost.
struct Inquiry {
  let card: ModelCard
  let talk: Conversation
  let schema: AnswerSchema
  let estimate: ModelEstimate
  /// The most tokens that the answer may have.
  let most: Int
}

/// Why a model was not used.
struct ModelTrouble {
  let model: String
  /// One plain sentence.
  let sentence: String
  /// The same may go well later.
  let passes: Bool
  /// How long the server asked to be left in peace.
  var pause: Duration?
}
