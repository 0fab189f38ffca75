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

  /// So long before and after midnight a view may be one that began on the day before, or ends on the next.
  private static let night: Int64 = 4 * 3600

  /// The day beside its own that a second is near to.
  static func neighbour(of second: Int64) -> Int64? {
    let (day, ofDay) = second.quotientAndRemainder(dividingBy: 86_400)
    if ofDay < night { return day > 0 ? day - 1 : nil }
    return ofDay >= 86_400 - night ? day + 1 : nil
  }

  /// Whether nobody is known again on another day.
  var tellsDaysApart: Bool { viewers == .daily }

  /// Nil where the day has no salt any more.
  mutating func digest(of text: [UInt8], day told: Int64) -> UInt64? {
    let day = tellsDaysApart ? told : 0
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
