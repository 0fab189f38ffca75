import Synchronization

/// Notices when somebody falls silent: deadlines by progress and not only by the clock.
final class SilenceWatch: Sendable {
  private struct State {
    var lastWord = ContinuousClock.now
    var hasBarked = false
  }

  private let state = Mutex(State())
  private let task: Mutex<Task<Void, Never>?> = Mutex(nil)

  /// `bark` is called once, after a silence longer than `patience`.
  init(patience: Duration, bark: @escaping @Sendable () -> Void) {
    let guardian = Task { [weak self] in
      while !Task.isCancelled {
        guard let left = self?.patienceLeft(of: patience) else { return }
        if left <= .zero {
          self?.state.withLock { $0.hasBarked = true }
          bark()
          return
        }
        try? await Task.sleep(for: left)
      }
    }
    task.withLock { $0 = guardian }
  }

  private func patienceLeft(of patience: Duration) -> Duration {
    state.withLock { patience - (ContinuousClock.now - $0.lastWord) }
  }

  func heard() { state.withLock { $0.lastWord = .now } }

  func stop() { task.withLock { $0?.cancel() } }

  var hasBarked: Bool { state.withLock { $0.hasBarked } }
}
