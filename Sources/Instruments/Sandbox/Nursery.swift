import Synchronization

/// Where the service's child processes live: one permanent thread starts them, talks with them and buries them.
///
/// The thread never ends before the nursery does, so that a worker's death signal, which follows the thread that started
/// it, means the death of the service.
package final class Nursery: Sendable {
  private let desk: NurseryDesk
  private let thread: Mutex<OwnThread?>

  package init() throws(SandboxError) {
    let desk = NurseryDesk(bell: try Bell())
    self.desk = desk
    thread = Mutex(try OwnThread.start(named: "nursery") { NurseryRounds(desk: desk).run() })
  }

  deinit { close() }

  /// Starts a child. Cancelling the task that asks leaves none behind.
  package func spawn(_ plan: ChildPlan) async throws(SandboxError) -> Child {
    if Task.isCancelled { throw .cancelled }
    let result = await withCheckedContinuation { desk.post(NurseryDesk.Order(plan: plan, answer: $0)) }
    let (pid, talk) = try result.get()
    let child = Child(pid: pid, talk: talk, nursery: self)
    if Task.isCancelled {
      child.kill()
      throw .cancelled
    }
    return child
  }

  /// Kills all children, waits until they are gone (a few seconds at most), and ends the thread.
  package func close() {
    desk.close()
    let thread = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    thread?.join()
  }
}

/// Where tasks leave their requests for the nursery's thread.
final class NurseryDesk: Sendable {
  struct Order: Sendable {
    let plan: ChildPlan
    let answer: CheckedContinuation<Result<(pid: Int32, talk: Talk), SandboxError>, Never>
  }

  let bell: Bell
  private let state = Mutex<(orders: [Order], isClosed: Bool)>(([], false))

  init(bell: Bell) { self.bell = bell }

  func post(_ order: Order) {
    let isClosed = state.withLock { state in
      if !state.isClosed { state.orders.append(order) }
      return state.isClosed
    }
    if isClosed { order.answer.resume(returning: .failure(.closed)) }
    bell.ring()
  }

  func close() {
    state.withLock { $0.isClosed = true }
    bell.ring()
  }

  /// The orders since the last time, and whether none will follow.
  func take() -> (orders: [Order], isClosed: Bool) {
    state.withLock { state in
      defer { state.orders = [] }
      return state
    }
  }
}
