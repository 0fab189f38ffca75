import Production

/// What a server answered, whoever it is.
struct ServerAnswer: Hashable, Sendable {
  let outcome: Outcome
  /// None where the server did not say.
  var usage: TokenUse?
  /// What the provider itself says that it took.
  var cost: Money?

  enum Outcome: Hashable, Sendable {
    case text(String)
    /// The model would not.
    case refused(String)
    /// The answer ends before its end.
    case cut
    /// The server knows no such form of answer; nothing was made.
    case formUnknown(String)
    /// Something came that cannot be understood: nobody can tell what was taken for it.
    case unreadable(String)
    /// One plain sentence, without the model's name before it.
    case trouble(String, passes: Bool)
  }

  /// Whether a model may have worked for it, so that someone may take money.
  var isMade: Bool {
    switch outcome {
    case .text, .refused, .cut, .unreadable: true
    case .formUnknown, .trouble: usage != nil
    }
  }
}
