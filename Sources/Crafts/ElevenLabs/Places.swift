package import Courier

/// How many lines may be out at once: as many as the account, the settings and our other work there allow. Pure.
///
/// The account tells its limit with each answer, and how many are at work in it; until then one line is out.
package struct Places: Hashable, Sendable {
  /// Never more than this, whatever the account says. It only sinks.
  private var ceiling: Int
  private let sharers: Int
  package private(set) var allowed = 1
  /// How many places others of the account take, as far as answers tell; nil before the first one.
  private var others: Int?

  /// `most` is the setting's; `sharers` is how many jobs of this service may be at it at the same time: each has its part.
  package init(most: Int, sharers: Int) {
    ceiling = max(1, most)
    self.sharers = max(1, sharers)
  }

  /// What an answer tells. `ours` are the lines of ours that were out, at least and at most, from when the answered one went out: in
  /// which moment the account counted, it does not say. So what others take is only known within bounds, and believed to stay as it is
  /// for as long as these allow.
  package mutating func hear(_ headers: ReplyHeaders, ours: ClosedRange<Int>) {
    guard let most = Self.number(headers["maximum-concurrent-requests"]), most > 0,
      let now = Self.number(headers["current-concurrent-requests"]), now >= 0
    else { return }
    let (least, greatest) = (max(0, now - ours.upperBound), max(0, now - ours.lowerBound))
    let others = min(max(others ?? greatest, least), greatest)
    self.others = others
    allowed = max(1, min(ceiling, most / sharers, most - others))
  }

  /// All places were taken: from now on fewer lines than were out are sent.
  package mutating func turnedAway(out: Int) { lower(to: out - 1) }

  /// The server has too much to do: from now on half as many lines are sent.
  package mutating func servedTooMany(out: Int) { lower(to: out / 2) }

  private mutating func lower(to count: Int) {
    ceiling = max(1, min(ceiling, count))
    allowed = min(allowed, ceiling)
  }

  private static func number(_ text: String?) -> Int? { text.flatMap { Int($0) } }
}
