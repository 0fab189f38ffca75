import Synchronization

/// Wakes a loop that waits for work: any number of calls before it looks are one.
final class Wake: Sendable {
  private struct State {
    var isSet = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  func ring() {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard let waiter = state.waiter else {
        state.isSet = true
        return nil
      }
      state.waiter = nil
      return waiter
    }
    waiter?.resume()
  }

  /// Waits until it rings, the time comes, or the task is cancelled.
  func wait(until deadline: ContinuousClock.Instant?) async {
    let timer = deadline.map { deadline in
      Task {
        // A timer that was called off must stay silent, or every wait would cause the next one to end at once.
        if (try? await Task.sleep(until: deadline, clock: .continuous)) != nil { ring() }
      }
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let goesOn = state.withLock { state -> Bool in
          if state.isSet || Task.isCancelled {
            state.isSet = false
            return true
          }
          state.waiter = continuation
          return false
        }
        if goesOn { continuation.resume() }
      }
    } onCancel: {
      ring()
    }
    timer?.cancel()
  }
}
