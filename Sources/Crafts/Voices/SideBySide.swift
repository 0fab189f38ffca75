internal import Dispatch
import Speech
import Synchronization

/// Does pieces of work on several threads, and hears of each on the caller's own.
enum SideBySide {
  /// Why a piece of that number could not be done.
  struct Failure: Error {
    let piece: Int
    let cause: SpeechError
  }

  private struct State<Value: Sendable> {
    var next = 0
    var isStopped = false
    var news: [News<Value>] = []

    /// The number of the next piece; nil when there is none for this thread.
    mutating func take(_ count: Int) -> Int? {
      guard !isStopped, next < count else { return nil }
      next += 1
      return next - 1
    }
  }

  private enum News<Value: Sendable> {
    case done(Int, Result<Value, SpeechError>)
    case threadEnded
  }

  /// Takes up the pieces in order; `each` hears of one as soon as it is done. After a failure nothing more is begun, what is at work is
  /// finished and heard of, and the first piece that failed is thrown.
  static func work<Value: Sendable>(
    _ count: Int, atOnce: Int, _ piece: @escaping @Sendable (Int) throws(SpeechError) -> Value, each: (Int, Value) -> Void
  ) throws(Failure) {
    let state = Shared(Mutex(State<Value>()))
    let news = DispatchSemaphore(value: 0)
    let threads = min(max(1, atOnce), count)
    for _ in 0..<threads {
      DispatchQueue.global().async {
        while let number = state.value.withLock({ $0.take(count) }) {
          let result = Result { () throws(SpeechError) in try piece(number) }
          state.value.withLock { $0.news.append(.done(number, result)) }
          news.signal()
        }
        state.value.withLock { $0.news.append(.threadEnded) }
        news.signal()
      }
    }
    var left = threads
    var failure: Failure?
    while left > 0 {
      news.wait()
      switch state.value.withLock({ $0.news.removeFirst() }) {
      case .threadEnded: left -= 1
      case .done(let number, .success(let value)): each(number, value)
      case .done(let number, .failure(let cause)):
        state.value.withLock { $0.isStopped = true }
        if failure.map({ number < $0.piece }) ?? true { failure = Failure(piece: number, cause: cause) }
      }
    }
    if let failure { throw failure }
  }

  /// A lock that several threads hold on to.
  private final class Shared<Value: ~Copyable & Sendable>: Sendable {
    let value: Value

    init(_ value: consuming Value) { self.value = value }
  }
}
