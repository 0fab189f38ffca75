import Glibc
import Production

/// A program that was started to be measured. It is ended, at the latest, when its owner lets it go.
final class ChildProgram {
  let process: pid_t
  private var ending: Ending?

  struct Ending {
    let code: Int32
    /// User and system, with all children that it waited for.
    let processorSeconds: Double
    /// The most that it ever had in memory, in megabytes of a million bytes.
    let peakMegabytes: Double
  }

  /// Starts a program by its path, or by its name if it has no slash. Its output goes to `output`, its input comes from `input`.
  init(
    _ program: String, _ arguments: [String], input: String = "/dev/null", output: String = "/dev/null",
    environment: [String: String] = [:]
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let errors = output == "/dev/null" ? output : output + ".errors"
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    // The threads that tasks run on block all signals, and a child would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    for (key, value) in environment { setenv(key, value, 1) }
    var process: pid_t = 0
    let code = posix_spawnp(&process, program, &actions, &attributes, words, environ)
    guard code == 0 else {
      throw Refusal("\(program) could not be started.", wayOut: "Run: scripts/setup bench", detail: "error \(code)")
    }
    self.process = process
  }

  deinit { if ending == nil { _ = stop(by: SIGKILL) } }

  /// User and system time so far, to the nanosecond; waited-for children not counted.
  var processorSeconds: Double { Self.processorSeconds(of: process) }

  /// To the hundredth of a second, those of its children included that have ended.
  var processorSecondsWithChildren: Double {
    // Its name may have blanks in it, and ends with the last bracket.
    let fields = TextFile.text("/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 14 else { return .nan }
    return fields[11...14].reduce(0) { $0 + (Double($1) ?? .nan) } / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  static func processorSeconds(of process: pid_t) -> Double {
    var clock: clockid_t = 0
    var time = timespec()
    guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else { return .nan }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// What it has in memory now, and the most that it ever had, in megabytes of a million bytes.
  var residentMegabytes: Double { status("VmRSS:") * 1024 / 1e6 }
  var peakMegabytes: Double { Self.peakMegabytes(of: process) }
  var threadCount: Int { Int(status("Threads:")) }

  static var ownProcessorSeconds: Double { processorSeconds(of: getpid()) }
  static var ownPeakMegabytes: Double { peakMegabytes(of: getpid()) }
  static func peakMegabytes(of process: pid_t) -> Double { status("VmHWM:", of: process) * 1024 / 1e6 }

  private func status(_ key: String) -> Double { Self.status(key, of: process) }

  private static func status(_ key: String, of process: pid_t) -> Double {
    for line in TextFile.lines("/proc/\(process)/status") where line.hasPrefix(key) {
      return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? .nan
    }
    return .nan
  }

  var isRunning: Bool { ending == nil && !wait(WNOHANG) }

  @discardableResult
  func stop(by signal: Int32 = SIGTERM) -> Ending {
    if ending == nil { kill(process, signal) }
    return waitForEnd()
  }

  func waitForEnd() -> Ending {
    _ = wait(0)
    return ending ?? Ending(code: -1, processorSeconds: .nan, peakMegabytes: .nan)
  }

  private func wait(_ flags: Int32) -> Bool {
    if ending != nil { return true }
    var code: Int32 = 0
    var usage = rusage()
    while true {
      let answer = wait4(process, &code, flags, &usage)
      if answer == process { break }
      if answer == 0 { return false }
      if errno != EINTR { break }
    }
    ending = Ending(
      code: code, processorSeconds: usage.processorSeconds, peakMegabytes: Double(usage.ru_maxrss) * 1024 / 1e6)
    return true
  }
}

extension rusage {
  var processorSeconds: Double {
    Double(ru_utime.tv_sec + ru_stime.tv_sec) + Double(ru_utime.tv_usec + ru_stime.tv_usec) / 1e6
  }

  /// Of this process so far.
  static var own: rusage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
  }
}
