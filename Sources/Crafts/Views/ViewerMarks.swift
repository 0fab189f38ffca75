import Digests
package import Production

/// By what viewers are told from each other: digests with the salt of a day, or of all days.
package struct ViewerMarks {
  /// Answers with a salt, or with nothing where it was thrown away.
  package typealias Asking = (SaltName) throws -> [UInt8]?

  private let viewers: ViewerSalt
  private let ask: Asking
  private var salted: [Int64: KeyedDigest?] = [:]
  private(set) var trouble: (any Error)?

  package init(_ viewers: ViewerSalt, ask: @escaping Asking) {
    self.viewers = viewers
    self.ask = ask
  }

  /// A log may name any day.
  private static let mostDays = 5000

  /// The day that counts for a second, since 1970.
  func day(of second: Int64) -> Int64 { viewers == .campaign ? 0 : second / 86_400 }

  /// Nil where the day has no salt any more.
  mutating func digest(of text: [UInt8], day: Int64) -> UInt64? {
    if salted[day] == nil {
      if salted.count >= Self.mostDays { return nil }
      do {
        let salt = try ask(viewers == .campaign ? .allDays : .day(day))
        salted[day] = .some(salt.map { KeyedDigest(key: $0) })
      } catch {
        trouble = error
        return nil
      }
    }
    return salted[day]??.digest(of: text)
  }
}
