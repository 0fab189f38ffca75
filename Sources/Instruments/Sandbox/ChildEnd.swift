import CConfinement
import Glibc

/// How a child process ended, and what it had used by then.
package struct ChildEnd: Hashable, Sendable {
  package let cause: Cause
  /// The end of what it wrote to its error pipe: at most 8 KiB, written by the child and to be shown with care.
  package let detail: String
  package let use: Use

  package enum Cause: Hashable, Sendable {
    case exited(code: Int32)
    /// By a signal that somebody else sent, or its own fault.
    case signalled(number: Int32, name: String)
    /// Because the service said so.
    case stopped
    /// It said a line longer than `TalkLimits.longestAnswer`, or complained without end, and was killed.
    case tooTalkative
    /// It could not be waited for.
    case unknown
  }

  /// What the kernel counted for it.
  package struct Use: Hashable, Sendable {
    /// Of all its threads, in its own code and in the kernel.
    package let processorTime: Duration
    /// The most memory that was resident at one moment. Never less than the service itself had when it started the child.
    package let peakMemoryBytes: Int64

    package init(processorTime: Duration, peakMemoryBytes: Int64) {
      self.processorTime = processorTime
      self.peakMemoryBytes = peakMemoryBytes
    }
  }

  package init(cause: Cause, detail: String, use: Use) {
    self.cause = cause
    self.detail = detail
    self.use = use
  }

  package var wentWell: Bool { cause == .exited(code: 0) }

  /// It met its own limit of memory, by what libraries and the language's runtime say when they end a process for it.
  package var ranOutOfMemory: Bool {
    guard case .signalled(let number, _) = cause, Self.crashes.contains(number) else { return false }
    return ["ut of memory", "allocate memory", "failed to allocate", "bad_alloc"].contains { detail.contains($0) }
  }

  /// What happened, after "The worker".
  package var sentence: String {
    switch cause {
    case .exited(code: 0): "ended well"
    case .exited(let code): "ended with code \(code)"
    case .signalled(SIGKILL, _): "was ended by the kernel, most likely because memory ran out (SIGKILL)"
    case .signalled(SIGXCPU, _): "was ended by the kernel: it used up its processor time (SIGXCPU)"
    case .signalled(SIGSYS, _): "was ended by the kernel: it made a forbidden call (SIGSYS)"
    case .signalled(let number, let name):
      Self.crashes.contains(number) ? "crashed (\(name))" : "was ended by a signal (\(name))"
    case .stopped: "was stopped by the service"
    case .tooTalkative: "was stopped because it said far too much"
    case .unknown: "ended, but the kernel did not say how"
    }
  }

  private static let crashes: Set<Int32> = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE]
}

extension ChildEnd.Cause {
  /// From the status that `wait4` gives.
  init(waitStatus status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .exited(code: (status >> 8) & 0xFF) : .signalled(number: signal, name: signalName(signal))
  }
}

extension ChildEnd.Use {
  init(_ usage: rusage) {
    let seconds = Int64(usage.ru_utime.tv_sec) + Int64(usage.ru_stime.tv_sec)
    let microseconds = Int64(usage.ru_utime.tv_usec) + Int64(usage.ru_stime.tv_usec)
    self.init(
      processorTime: .seconds(seconds) + .microseconds(microseconds), peakMemoryBytes: Int64(usage.ru_maxrss) << 10)
  }
}

private func signalName(_ number: Int32) -> String {
  guard let short = unsafe ccf_signal_name(number) else { return "signal \(number)" }
  return "SIG" + (unsafe String(cString: short))
}
