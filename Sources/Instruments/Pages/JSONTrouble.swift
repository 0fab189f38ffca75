/// Why bytes are not a JSON text that can be trusted, and where.
package struct JSONTrouble: Error, Hashable, Sendable, CustomStringConvertible {
  package let reason: Reason
  /// Counted in bytes from the start.
  package let offset: Int

  package init(reason: Reason, offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  package enum Reason: String, Sendable {
    case tooLarge = "it is too large"
    case notUTF8 = "it is not UTF-8"
    case ended = "it ends too early"
    case unexpected = "an unexpected character"
    case badNumber = "a number that is none"
    case badEscape = "an escape that is none"
    case zero = "a zero character"
    case control = "a bare control character"
    case duplicate = "the same name twice"
    case tooDeep = "it is nested too deeply"
    case goesOn = "something follows its end"
  }

  package var description: String { "\(reason.rawValue), at byte \(offset)" }
}
