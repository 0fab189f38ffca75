/// What went wrong for no fault that is known, and when each is tried again: later each time, but never given up.
struct Setbacks<Key: Hashable & Sendable>: Sendable {
  private var met: [Key: (count: Int, until: ContinuousClock.Instant)] = [:]

  private static var first: Duration { .seconds(10) }
  private static var most: Duration { .seconds(3600) }

  mutating func add(_ key: Key, at now: ContinuousClock.Instant) {
    let count = (met[key]?.count ?? 0) + 1
    met[key] = (count, now + min(Self.most, Self.first * (1 << min(count - 1, 10))))
  }

  mutating func clear(_ key: Key) { met[key] = nil }

  /// Forgets those that are gone.
  mutating func keep(_ isThere: (Key) -> Bool) { met = met.filter { isThere($0.key) } }

  func rests(_ key: Key, at now: ContinuousClock.Instant) -> Bool { met[key].map { now < $0.until } ?? false }
}
