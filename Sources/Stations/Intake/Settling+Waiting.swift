import Production

extension Settling {
  /// What waits, with words, the longest first; bounded.
  func waiting(at now: ContinuousClock.Instant, atMost count: Int) -> [WaitingDrop] {
    longest(atMost: count) { _, candidate in candidate.obstacle?.isSilent == true ? nil : candidate.stillSince }
      .map { WaitingDrop(name: $0.path.description, reason: words(for: $0.candidate, at: now)) }
  }

  /// What has waited for too long to be told on one page only; bounded.
  func notes(at now: ContinuousClock.Instant, atMost count: Int) -> [WaitingNote] {
    longest(atMost: count) { _, candidate in
      guard let time = candidate.obstacle?.timeBeforeNote(patience), now - candidate.obstacleSince >= time else { return nil }
      return candidate.obstacleSince
    }.compactMap { path, candidate in
      candidate.obstacle.map { WaitingNote(path: path.bytes, title: $0.shortWords, sentence: $0.words) }
    }
  }

  /// Those with the earliest time, of all that have one.
  private func longest(
    atMost count: Int, since: (InboxPath, Candidate) -> ContinuousClock.Instant?
  ) -> [(path: InboxPath, candidate: Candidate)] {
    var longest: [(path: InboxPath, candidate: Candidate, since: ContinuousClock.Instant)] = []
    for (path, candidate) in candidates {
      guard let time = since(path, candidate) else { continue }
      if longest.count == count, let last = longest.last, last.since <= time { continue }
      let place = longest.firstIndex { $0.since > time } ?? longest.count
      longest.insert((path, candidate, time), at: place)
      if longest.count > count { longest.removeLast() }
    }
    return longest.map { ($0.path, $0.candidate) }
  }

  private func words(for candidate: Candidate, at now: ContinuousClock.Instant) -> String {
    switch candidate.obstacle {
    case .empty where now - candidate.stillSince < patience.forContent: Self.justArrived
    case let obstacle?: obstacle.words
    case nil:
      if candidate.nextLook - now > patience.worthCounting {
        "waits \(Self.tens(candidate.nextLook - now)) s more"
      } else {
        Self.justArrived
      }
    }
  }

  private static let justArrived = "has just arrived; it is taken as soon as nothing changes any more"

  /// In whole tens: a page that counts every second is read by nobody and written all the time.
  private static func tens(_ time: Duration) -> Int { max(1, Int((time.inSeconds / 10).rounded(.up))) * 10 }
}
