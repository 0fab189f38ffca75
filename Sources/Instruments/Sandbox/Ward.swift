import CConfinement
import Glibc

/// A child as the nursery's thread sees it: its process and the service's ends of its pipes.
final class Ward {
  let talk: Talk
  let pid: Int32
  /// Nil once it has ended: what belongs to a child is closed before anybody hears of its end.
  private var handle: Descriptor?
  private var orders: Descriptor?
  private var answers: Descriptor?
  private var complaints: Descriptor?

  private var cutter = LineCutter(longest: TalkLimits.longestAnswer)
  private var tail = Tail(capacity: TalkLimits.detail)
  private var complained = 0
  private var wasAskedToStop = false
  private var wasKilled = false
  private var talkedTooMuch = false
  var hasEnded: Bool { handle == nil }

  init(_ launch: Launch, bell: Bell) {
    talk = Talk(bell: bell)
    pid = launch.pid
    handle = launch.handle
    orders = launch.orders
    answers = launch.answers
    complaints = launch.complaints
  }

  /// What to poll for now. A pipe that nothing is wanted from is left out: its hang-up would wake the thread for ever.
  var polls: [pollfd] {
    var polls: [pollfd] = []
    if let handle { polls.append(pollfd(fd: handle.number, events: Int16(POLLIN), revents: 0)) }
    if let complaints { polls.append(pollfd(fd: complaints.number, events: Int16(POLLIN), revents: 0)) }
    if let answers, talk.hasRoom { polls.append(pollfd(fd: answers.number, events: Int16(POLLIN), revents: 0)) }
    if let orders, talk.orders.areWaiting { polls.append(pollfd(fd: orders.number, events: Int16(POLLOUT), revents: 0)) }
    return polls
  }

  /// When its grace is over, if it has one.
  var deadline: ContinuousClock.Instant? {
    if case .stop(let deadline) = talk.wish, !wasKilled { deadline } else { nil }
  }

  /// Does what the polled descriptors allow.
  func serve(_ ready: Set<Int32>, buffer: inout [UInt8]) {
    if let complaints, ready.contains(complaints.number) { listenToComplaints(complaints, &buffer) }
    if let answers, ready.contains(answers.number) { listenToAnswers(answers, &buffer) }
    if let orders, ready.contains(orders.number) { giveOrders(orders) }
    if let handle, ready.contains(handle.number) { finish(&buffer) }
  }

  /// Does what the tasks wish.
  func obey() {
    if !talk.orders.areWaiting, talk.orders.areClosed { orders = nil }
    switch talk.wish {
    case .goOn: break
    case .die: kill()
    case .stop(let deadline):
      if !wasAskedToStop {
        wasAskedToStop = true
        talk.dropOrders()
        orders = nil
        signal(SIGTERM)
      }
      if deadline <= .now { kill() }
    }
  }

  func kill() {
    if !wasKilled { signal(SIGKILL) }
    wasKilled = true
  }

  /// Gives it up: it was killed, but hangs in the kernel, and the service must end.
  func abandon() { end(.unknown, rusage()) }

  /// The process is not reaped before `finish`, so that its number cannot be somebody else's.
  private func signal(_ number: Int32) {
    guard let handle else { return }
    Glibc.kill(-pid, number)
    // It may have left its group.
    _ = ccf_pidfd_signal(handle.number, number)
  }
}

// MARK: Its pipes

extension Ward {
  private enum Piece {
    case bytes(Int)
    case nothingNow
    case end
  }

  private func read(_ pipe: Descriptor, _ buffer: inout [UInt8]) -> Piece {
    do throws(SystemCode) {
      let count = try trying {
        unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(pipe.number, $0.baseAddress, $0.count) }
      }
      return count == 0 ? .end : .bytes(count)
    } catch { return error.code == EAGAIN ? .nothingNow : .end }
  }

  /// False when there is no more to read for now.
  @discardableResult
  private func listenToAnswers(_ pipe: Descriptor, _ buffer: inout [UInt8]) -> Bool {
    switch read(pipe, &buffer) {
    case .nothingNow: return false
    case .end: break
    case .bytes(let count):
      do throws(LineCutter.TooLong) {
        talk.deliver(try cutter.cut(buffer[..<count]))
        return true
      } catch { endTalk() }
    }
    answers = nil
    talk.endAnswers()
    return false
  }

  @discardableResult
  private func listenToComplaints(_ pipe: Descriptor, _ buffer: inout [UInt8]) -> Bool {
    switch read(pipe, &buffer) {
    case .nothingNow: return false
    case .end:
      complaints = nil
      return false
    case .bytes(let count):
      tail.append(buffer[..<count])
      complained += count
      if complained > TalkLimits.complaints { endTalk() }
      return true
    }
  }

  private func giveOrders(_ pipe: Descriptor) {
    var isGone = false
    talk.takeOrders { orders in
      do throws(SystemCode) {
        return try trying { unsafe orders.withUnsafeBytes { unsafe write(pipe.number, $0.baseAddress, $0.count) } }
      } catch {
        isGone = error.code != EAGAIN
        return 0
      }
    }
    if isGone {
      orders = nil
      talk.dropOrders()
    }
  }

  private func endTalk() {
    talkedTooMuch = true
    kill()
  }
}

// MARK: Its end

extension Ward {
  /// Takes what it left behind in its pipes, and its status. The corresponding C function is `wait4`.
  private func finish(_ buffer: inout [UInt8]) {
    // Processes that it started itself; it is not reaped yet, so that the group's number is still its own.
    Glibc.kill(-pid, SIGKILL)
    var (status, usage) = (Int32(0), rusage())
    let isKnown = (try? trying { unsafe wait4(pid, &status, 0, &usage) }) == pid
    // No more than pipes can hold, in case somebody still writes.
    for _ in 0..<Self.mostReads { if let answers, listenToAnswers(answers, &buffer) { continue } else { break } }
    for _ in 0..<Self.mostReads { if let complaints, listenToComplaints(complaints, &buffer) { continue } else { break } }
    end(isKnown ? cause(status) : .unknown, usage)
  }

  private static let mostReads = 64

  private func cause(_ status: Int32) -> ChildEnd.Cause {
    if talkedTooMuch { return .tooTalkative }
    let cause = ChildEnd.Cause(waitStatus: status)
    guard wasAskedToStop || wasKilled else { return cause }
    return switch cause {
    case .exited(code: 0): cause
    case .exited, .signalled(SIGTERM, _), .signalled(SIGKILL, _): .stopped
    default: cause
    }
  }

  private func end(_ cause: ChildEnd.Cause, _ usage: rusage) {
    (handle, orders, answers, complaints) = (nil, nil, nil, nil)
    talk.end(ChildEnd(cause: cause, detail: tail.text, use: ChildEnd.Use(usage)))
  }
}
