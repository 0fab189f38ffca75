import Synchronization

/// The hints that nobody has fetched yet: bounded, because a rescan is the truth and can always take their place.
final class HintBuffer: Sendable {
  /// As many as the kernel itself keeps by default.
  static let limit = 16_384

  private let state = Mutex(State())

  fileprivate struct State {
    var hints: [Hint] = []
    /// Files that have a hint of writing in `hints`; one tells as much as many.
    var written: Set<Touch> = []
    var isOverflowing = false
    var isEnded = false
    var waiter: CheckedContinuation<[Hint]?, Never>?

    mutating func take() -> [Hint]? {
      guard !hints.isEmpty else { return isEnded ? nil : [] }
      let all = hints
      hints = []
      written = []
      isOverflowing = false
      return all
    }
  }

  func append(_ new: [Hint]) {
    let waiting = state.withLock { state -> (CheckedContinuation<[Hint]?, Never>, [Hint])? in
      for hint in new { state.append(hint) }
      guard let waiter = state.waiter, let hints = state.take(), !hints.isEmpty else { return nil }
      state.waiter = nil
      return (waiter, hints)
    }
    if let (waiter, hints) = waiting { waiter.resume(returning: hints) }
  }

  /// Nothing comes after what is in the buffer now.
  func end() {
    let waiter = state.withLock { state in
      state.isEnded = true
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume(returning: nil)
  }

  /// All hints since the last call; waits for some. Nil after the end, and when the task is cancelled.
  ///
  /// There is one consumer: a second one that waits at the same time ends the first.
  func next() async -> [Hint]? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answers = state.withLock { state -> [(CheckedContinuation<[Hint]?, Never>, [Hint]?)] in
          let earlier = state.waiter.map { [($0, [Hint]?.none)] } ?? []
          state.waiter = nil
          if Task.isCancelled { return earlier + [(continuation, nil)] }
          let hints = state.take()
          if hints?.isEmpty ?? false {
            state.waiter = continuation
            return earlier
          }
          return earlier + [(continuation, hints)]
        }
        for (waiter, hints) in answers { waiter.resume(returning: hints) }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        defer { state.waiter = nil }
        return state.waiter
      }
      waiter?.resume(returning: nil)
    }
  }
}

extension HintBuffer.State {
  mutating func append(_ hint: Hint) {
    switch hint {
    case .overflow: overflow()
    // After an overflow everything is looked at anyway.
    case .touched, .lost:
      if isOverflowing { return }
      if case .touched(let touch) = hint, touch.kind == .written, !written.insert(touch).inserted { return }
      if hints.count >= HintBuffer.limit { overflow() } else { hints.append(hint) }
    case .watchesExhausted, .unmounted, .rootGone, .heartbeat:
      // There are few of them: one for each tag at most between two overflows.
      if !hints.contains(hint) { hints.append(hint) }
    }
  }

  private mutating func overflow() {
    guard !isOverflowing else { return }
    isOverflowing = true
    written = []
    hints.removeAll { hint in
      switch hint {
      case .touched, .lost: true
      case .overflow, .watchesExhausted, .unmounted, .rootGone, .heartbeat: false
      }
    }
    hints.append(.overflow)
  }
}
