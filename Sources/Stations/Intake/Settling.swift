package import Files
package import Production

/// Decides when a drop has come to rest. It touches nothing: it is told what was seen and when, and answers what to look at.
///
/// Bounded: beyond `limit` candidates nothing more is taken in, and the next rescan finds the rest.
package struct Settling: Sendable {
  /// How long a drop must rest.
  package var quietTime: Duration
  private let limit: Int
  private var candidates: [InboxPath: Candidate] = [:]
  /// Those of them that cannot be taken for a while: known by name, because in a burst every hint asks for one.
  private var hopeless: Set<InboxPath> = []
  /// Something did not fit; a rescan is due as soon as there is room again.
  package private(set) var hasOverflowed = false

  package init(quietTime: Duration, limit: Int) {
    self.quietTime = quietTime
    self.limit = limit
  }

  package var count: Int { candidates.count }
  package var isFull: Bool { candidates.count >= limit }

  /// Tells of a file as it is now. A file that did not change since the last time goes on being still.
  package mutating func saw(_ path: InboxPath, _ status: FileStatus, at now: ContinuousClock.Instant) {
    if let known = candidates[path] {
      if known.status.isUnchanged(since: status) { return }
      put(Candidate(status: status, stillSince: now, nextLook: now + quietTime), at: path)
      return
    }
    guard hasRoom() else { return }
    put(Candidate(status: status, stillSince: now, nextLook: now + quietTime), at: path)
  }

  /// Makes room where there is none: what cannot be taken for a while must not keep out what can. It is found again by a rescan.
  private mutating func hasRoom() -> Bool {
    guard isFull else { return true }
    hasOverflowed = true
    guard let path = hopeless.first else { return false }
    put(nil, at: path)
    return true
  }

  /// The only way into the candidates and out of them.
  private mutating func put(_ candidate: Candidate?, at path: InboxPath) {
    candidates[path] = candidate
    if let candidate, candidate.looks >= 2, candidate.obstacle?.isLasting == true {
      hopeless.insert(path)
    } else if !hopeless.isEmpty {
      hopeless.remove(path)
    }
  }

  /// Tells that a file was closed or moved in just now, whatever its status says.
  package mutating func touched(_ path: InboxPath, _ status: FileStatus, at now: ContinuousClock.Instant) {
    guard candidates[path] != nil || hasRoom() else { return }
    put(Candidate(status: status, stillSince: now, nextLook: now + quietTime), at: path)
  }

  package mutating func isGone(_ path: InboxPath) { put(nil, at: path) }

  /// Those whose time has come to be looked at closely.
  package func due(at now: ContinuousClock.Instant, atMost count: Int) -> [InboxPath] {
    var due: [(path: InboxPath, stillSince: ContinuousClock.Instant)] = []
    for (path, candidate) in candidates where candidate.nextLook <= now {
      // In a burst their order is of no use to anybody, and the rest of them need not be looked at.
      if due.count == count { return due.map(\.path) }
      due.append((path, candidate.stillSince))
    }
    return due.sorted { $0.stillSince < $1.stillSince }.map(\.path)
  }

  /// When the next look is due.
  package var nextLook: ContinuousClock.Instant? { candidates.values.lazy.map(\.nextLook).min() }

  /// A close look met an obstacle. The same one again and again is looked at more and more rarely.
  package mutating func met(_ obstacle: Obstacle, on path: InboxPath, _ status: FileStatus?, at now: ContinuousClock.Instant) {
    guard var candidate = candidates[path] else { return }
    candidate.looks = candidate.obstacle == obstacle ? candidate.looks + 1 : 0
    candidate.obstacle = obstacle
    if let status {
      if !candidate.status.isUnchanged(since: status) { candidate.stillSince = now }
      candidate.status = status
    }
    candidate.nextLook = now + quietTime * Double(1 << min(candidate.looks, 4))
    put(candidate, at: path)
  }

  /// A rescan begins: what it does not see any more is gone.
  package mutating func keep(only seen: (InboxPath) -> Bool) {
    candidates = candidates.filter { seen($0.key) }
    hopeless = hopeless.filter { seen($0) }
    hasOverflowed = false
  }

  /// Taken, or refused: no candidate any more.
  package mutating func finished(_ path: InboxPath) { put(nil, at: path) }

  /// Whether another one could be let in: there is room, or somebody in it who cannot be taken anyway.
  var canLetIn: Bool { !isFull || !hopeless.isEmpty }

  func knows(_ path: InboxPath) -> Bool { candidates[path] != nil }
  func status(of path: InboxPath) -> FileStatus? { candidates[path]?.status }

  mutating func overflow() { hasOverflowed = true }

  /// What waits, with words, the longest first; bounded.
  package func waiting(at now: ContinuousClock.Instant, atMost count: Int) -> [WaitingDrop] {
    var longest: [(path: InboxPath, candidate: Candidate)] = []
    for (path, candidate) in candidates {
      if longest.count == count, let last = longest.last, last.candidate.stillSince <= candidate.stillSince { continue }
      let place = longest.firstIndex { $0.candidate.stillSince > candidate.stillSince } ?? longest.count
      longest.insert((path, candidate), at: place)
      if longest.count > count { longest.removeLast() }
    }
    return longest.map { WaitingDrop(name: $0.path.description, reason: ($0.candidate.obstacle ?? .settling).words) }
  }
}
