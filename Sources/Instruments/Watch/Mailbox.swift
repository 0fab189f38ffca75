import CInotifyTools
import Glibc
import Synchronization

/// What others ask of the watching thread, and the bell that wakes it.
final class Mailbox: Sendable {
  enum Letter: Sendable {
    case watch(path: String, tag: Int, alone: Bool, answer: @Sendable (Result<Void, WatchError>) -> Void)
    case forget(tag: Int)
    case walk
    case stop
  }

  /// Readable when there are letters.
  let bell: Int32
  private let state = Mutex(State())

  private struct State {
    var letters: [Letter] = []
    var isClosed = false
    /// Who waits for the end.
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  /// The corresponding C function is `eventfd`.
  init() throws(WatchError) {
    bell = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard bell >= 0 else { throw .cannotStart(code: errno) }
  }

  deinit { Glibc.close(bell) }

  /// False once the thread has ended: nobody reads the letter.
  func post(_ letter: Letter) -> Bool {
    let isPosted = state.withLock { state in
      if !state.isClosed { state.letters.append(letter) }
      return !state.isClosed
    }
    if isPosted { eventfd_write(bell, 1) }
    return isPosted
  }

  func take() -> [Letter] {
    var count: eventfd_t = 0
    unsafe eventfd_read(bell, &count)
    return state.withLock { state in
      defer { state.letters = [] }
      return state.letters
    }
  }

  /// The thread has ended, and nothing of it is left.
  func close() {
    let (letters, waiters) = state.withLock { state in
      state.isClosed = true
      defer {
        state.letters = []
        state.waiters = []
      }
      return (state.letters, state.waiters)
    }
    for case .watch(_, _, _, let answer) in letters { answer(.failure(.stopped)) }
    for waiter in waiters { waiter.resume() }
  }

  func waitForEnd() async {
    await withCheckedContinuation { continuation in
      let isClosed = state.withLock { state in
        if !state.isClosed { state.waiters.append(continuation) }
        return state.isClosed
      }
      if isClosed { continuation.resume() }
    }
  }
}
