import Synchronization

/// What is put on shares beside everything else, because a share may hang: nobody waits for it but the service's stop.
///
/// A process that ended between two steps of it would leave half a file on a share until the next start.
final class LooseWork: Sendable {
  private struct State {
    var begun = 0
    var tasks: [Int: Task<Void, Never>] = [:]
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Does nothing any more once the service stops: what is shown is looked for again at its next start.
  func begin(_ work: @escaping @Sendable () async -> Void) {
    state.withLock { state in
      guard !state.isClosed else { return }
      state.begun += 1
      let number = state.begun
      state.tasks[number] = Task {
        await work()
        end(number)
      }
    }
  }

  private func end(_ number: Int) { state.withLock { $0.tasks[number] = nil } }

  /// Lets nothing begin any more, and waits for what has begun.
  func finish() async {
    let tasks = state.withLock { state in
      state.isClosed = true
      return Array(state.tasks.values)
    }
    for task in tasks { await task.value }
  }
}
