import Synchronization

/// What passes between the tasks that use a child and the thread that leads it.
final class Talk: Sendable {
  enum Wish: Equatable {
    case goOn
    case stop(by: ContinuousClock.Instant)
    case die
  }

  private struct State {
    var unread = Backlog<[UInt8]>()
    var unreadBytes = 0
    var answersEnded = false
    var reader: CheckedContinuation<[UInt8]?, Never>?
    var orders = Backlog<UInt8>()
    var ordersClosed = false
    var wish = Wish.goOn
    var end: ChildEnd?
    var waiting: [CheckedContinuation<ChildEnd, Never>] = []

    mutating func takeLine() -> [UInt8]? {
      let line = unread.popFirst()
      unreadBytes -= line?.count ?? 0
      return line
    }

    var isFull: Bool { unread.count >= TalkLimits.unreadLines || unreadBytes >= TalkLimits.unreadBytes }
  }

  private let state = Mutex(State())
  private let bell: Bell

  init(bell: Bell) { self.bell = bell }
}

// MARK: The tasks' side

extension Talk {
  /// The next line, nil after the last one or when the task is cancelled. One task may ask at a time.
  func nextLine() async -> [UInt8]? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let (answer, hasRoomAgain) = state.withLock { state -> ([UInt8]??, Bool) in
          let wasFull = state.isFull
          if let line = state.takeLine() {
            return (.some(line), wasFull && !state.isFull)
          }
          // Cancellation that came before the reader was here finds nobody to wake, and so is asked for.
          if state.answersEnded || state.reader != nil || Task.isCancelled { return (.some(nil), false) }
          state.reader = continuation
          return (nil, false)
        }
        if let answer { continuation.resume(returning: answer) }
        if hasRoomAgain { bell.ring() }
      }
    } onCancel: {
      takeReader()?.resume(returning: nil)
    }
  }

  private func takeReader() -> CheckedContinuation<[UInt8]?, Never>? {
    state.withLock { state in
      defer { state.reader = nil }
      return state.reader
    }
  }

  func send(_ line: [UInt8]) throws(SandboxError) {
    guard line.count <= TalkLimits.longestOrder, !line.contains(UInt8(ascii: "\n")) else {
      throw .unfit(what: "An order of \(line.count) bytes is longer than \(TalkLimits.longestOrder) or has a line break in it")
    }
    try state.withLock { state throws(SandboxError) in
      guard !state.ordersClosed, state.end == nil else { throw .ordersClosed }
      guard state.orders.count + line.count <= 2 * TalkLimits.longestOrder else { throw .ordersBackUp }
      state.orders.append(contentsOf: line)
      state.orders.append(contentsOf: CollectionOfOne(UInt8(ascii: "\n")))
    }
    bell.ring()
  }

  func closeOrders() {
    state.withLock { $0.ordersClosed = true }
    bell.ring()
  }

  /// A wish only ever becomes more urgent.
  func wish(for wish: Wish) {
    state.withLock { state in
      switch (state.wish, wish) {
      case (.goOn, _), (_, .die): state.wish = wish
      case (.stop(let earlier), .stop(let now)): state.wish = .stop(by: min(earlier, now))
      default: break
      }
    }
    bell.ring()
  }

  /// Cancelling the task that waits kills the child, whose end then comes at once.
  func waitUntilEnded() async -> ChildEnd {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let end = state.withLock { state -> ChildEnd? in
          if state.end == nil { state.waiting.append(continuation) }
          return state.end
        }
        if let end { continuation.resume(returning: end) }
      }
    } onCancel: {
      wish(for: .die)
    }
  }
}

// MARK: The thread's side

extension Talk {
  var wish: Wish { state.withLock { $0.wish } }

  /// What to listen for: answers only while there is room for them, so that a fast child waits for a slow reader.
  var hasRoom: Bool { state.withLock { !$0.isFull } }

  /// Orders that wait, and whether none will follow.
  var orders: (areWaiting: Bool, areClosed: Bool) { state.withLock { (!$0.orders.isEmpty, $0.ordersClosed) } }

  /// Lets `write` take from the front of the waiting orders as many bytes as it can.
  func takeOrders(_ write: (ArraySlice<UInt8>) -> Int) {
    state.withLock { state in
      let count = write(state.orders.waiting)
      state.orders.removeFirst(count)
    }
  }

  /// Nobody reads orders any more.
  func dropOrders() {
    state.withLock { state in
      state.orders.removeAll()
      state.ordersClosed = true
    }
  }

  func deliver(_ lines: [[UInt8]]) {
    let reader = state.withLock { state -> (CheckedContinuation<[UInt8]?, Never>, [UInt8])? in
      state.unread.append(contentsOf: lines)
      state.unreadBytes += lines.reduce(0) { $0 + $1.count }
      guard let reader = state.reader, let line = state.takeLine() else { return nil }
      state.reader = nil
      return (reader, line)
    }
    if let (reader, line) = reader { reader.resume(returning: line) }
  }

  func endAnswers() {
    state.withLock { $0.answersEnded = true }
    takeReader()?.resume(returning: nil)
  }

  func end(_ end: ChildEnd) {
    dropOrders()
    endAnswers()
    let waiting = state.withLock { state in
      state.end = end
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume(returning: end) }
  }
}
