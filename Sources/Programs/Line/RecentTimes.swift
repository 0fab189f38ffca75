package import Production

/// When something happened lately: so many times at most are kept, the newest.
package struct RecentTimes: Hashable, Sendable {
  private var times: [Moment] = []
  private static let most = 1024

  package init() {}

  package mutating func add(_ time: Moment) {
    if times.count == Self.most { times.removeFirst(Self.most / 2) }
    times.append(time)
  }

  /// How often within so long before now. A clock that was set back makes some things happen later than now; they count.
  package func count(within span: Duration, before now: Moment) -> Int {
    let start = now.advanced(by: .zero - span)
    return times.count { $0 > start }
  }
}
