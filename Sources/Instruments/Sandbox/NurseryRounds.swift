import Glibc

/// What the nursery's thread does, round after round, until the desk is closed and the last child is gone.
struct NurseryRounds: ~Copyable {
  private let desk: NurseryDesk
  private var wards: [Ward] = []
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  /// When the children that hang in the kernel are given up; set once the desk is closed.
  private var patienceEnds: ContinuousClock.Instant?

  init(desk: NurseryDesk) { self.desk = desk }

  consuming func run() {
    while round() {}
  }

  /// False after the last round.
  private mutating func round() -> Bool {
    let isClosed = takeOrders()
    if isClosed, patienceEnds == nil {
      patienceEnds = .now + .seconds(5)
      for ward in wards { ward.kill() }
    }
    if let patienceEnds, patienceEnds <= .now { for ward in wards { ward.abandon() } }
    for ward in wards where !ward.hasEnded { ward.obey() }
    wards.removeAll { $0.hasEnded }
    if isClosed, wards.isEmpty { return false }

    let ready = wait()
    for ward in wards { ward.serve(ready, buffer: &buffer) }
    return true
  }

  /// Starts what was asked for; true when the desk is closed.
  private mutating func takeOrders() -> Bool {
    let (orders, isClosed) = desk.take()
    for order in orders { order.answer.resume(returning: isClosed ? .failure(.closed) : start(order.plan)) }
    return isClosed
  }

  private mutating func start(_ plan: ChildPlan) -> Result<(pid: Int32, talk: Talk), SandboxError> {
    do throws(SandboxError) {
      let ward = Ward(try Launch(plan), bell: desk.bell)
      wards.append(ward)
      return .success((ward.pid, ward.talk))
    } catch { return .failure(error) }
  }

  /// Sleeps until a child or a task wants something, and says which descriptors are ready.
  private func wait() -> Set<Int32> {
    var polls = [pollfd(fd: desk.bell.number, events: Int16(POLLIN), revents: 0)] + wards.flatMap(\.polls)
    let count = unsafe poll(&polls, nfds_t(polls.count), timeout())
    if count < 0 {
      // Not a signal, then no memory: the next round may have more luck, but must not come at once.
      if errno != EINTR { usleep(50_000) }
      return []
    }
    desk.bell.silence()
    return Set(polls.filter { $0.revents != 0 }.map(\.fd))
  }

  /// Milliseconds to the next deadline, rounded up; -1 for none.
  private func timeout() -> Int32 {
    guard let next = (wards.compactMap(\.deadline) + [patienceEnds].compactMap { $0 }).min() else { return -1 }
    let (seconds, attoseconds) = (next - .now).components
    return Int32(clamping: max(0, seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))
  }
}
