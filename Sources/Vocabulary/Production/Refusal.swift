/// Why something was not done, for the person who must act: one plain sentence, one way out, then the detail.
package struct Refusal: Error, Hashable, Sendable, Codable, CustomStringConvertible {
  /// What is wrong, in one plain sentence.
  package let sentence: String
  /// What to do about it, in one plain sentence.
  package let wayOut: String
  /// What an administrator may want to know; never a secret.
  package let detail: String

  package init(_ sentence: String, wayOut: String, detail: String = "") {
    self.sentence = sentence
    self.wayOut = wayOut
    self.detail = detail
  }

  package var description: String {
    detail.isEmpty ? "\(sentence) \(wayOut)" : "\(sentence) \(wayOut) (\(detail))"
  }
}

/// How a try of a stage ended when it did not end well.
package struct Failure: Error, Hashable, Sendable, Codable {
  package let refusal: Refusal
  package let kind: Kind
  /// How long to wait at least before it is tried again, where the other side said so.
  package let pause: Duration?

  package enum Kind: String, Sendable, Codable {
    /// The input itself is at fault; trying again changes nothing.
    case input
    /// Something passing: a full disk, a busy provider. Tried again later.
    case passing
    /// The worker died or fell silent. Counted apart; three of one input quarantine it.
    case crash
    /// The service was stopped or restarted. Never counts as a try.
    case restart
  }

  package init(_ refusal: Refusal, kind: Kind, pause: Duration? = nil) {
    self.refusal = refusal
    self.kind = kind
    self.pause = pause
  }
}
