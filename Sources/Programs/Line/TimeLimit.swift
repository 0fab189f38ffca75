import Synchronization

/// Waiting that ends in time, whatever it is that one waits for.
enum TimeLimit {
  /// The outcome of the work, or nil when the time is over first. Then the work goes on by itself, and nobody hears of it.
  static func wait<Outcome: Sendable>(
    atMost time: Duration, for work: @escaping @Sendable () async throws -> Outcome
  ) async throws -> Outcome? {
    let answer = Answer<Outcome>()
    let timer = Task {
      try? await Task.sleep(for: time)
      answer.give(.success(nil))
    }
    Task {
      do {
        answer.give(.success(try await work()))
      } catch {
        answer.give(.failure(error))
      }
    }
    defer { timer.cancel() }
    return try await withCheckedContinuation { answer.wait($0) }.get()
  }

  /// The first answer counts.
  private final class Answer<Outcome: Sendable>: Sendable {
    private struct State {
      var given: Result<Outcome?, any Error>?
      var waiter: CheckedContinuation<Result<Outcome?, any Error>, Never>?
    }

    private let state = Mutex(State())

    func give(_ result: Result<Outcome?, any Error>) {
      let waiter = state.withLock { state -> CheckedContinuation<Result<Outcome?, any Error>, Never>? in
        guard state.given == nil else { return nil }
        state.given = result
        defer { state.waiter = nil }
        return state.waiter
      }
      waiter?.resume(returning: result)
    }

    func wait(_ continuation: CheckedContinuation<Result<Outcome?, any Error>, Never>) {
      let given = state.withLock { state in
        if state.given == nil { state.waiter = continuation }
        return state.given
      }
      if let given { continuation.resume(returning: given) }
    }
  }
}
