package import Production

/// Where the money for a call comes from: asked before, told after.
package struct Purse {
  /// Whether so much may be spent at most.
  package let ask: (ModelEstimate) throws -> Grant
  /// What became of a grant; called exactly once for each.
  package let settle: (_ grant: String, Settlement) throws -> Void

  package init(ask: @escaping (ModelEstimate) throws -> Grant, settle: @escaping (String, Settlement) throws -> Void) {
    self.ask = ask
    self.settle = settle
  }

  package enum Grant: Hashable, Sendable {
    case granted(id: String)
    /// Why not, in one plain sentence.
    case denied(String)
  }

  package enum Settlement: Hashable, Sendable {
    case cost(Money)
    case notCharged
    /// No answer came, and the provider may have charged: the most that was granted counts until someone looks.
    case unclear
  }
}
