import Glibc

/// A program that was started, and how it ended.
package final class RunningProgram {
  package let process: Int32
  private var ending: Int32?

  /// Starts a program with its standard output and error added to the end of a file.
  package init(_ program: String, _ arguments: [String], environment: [String: String], output: String) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var started: Int32 = 0
    let code = posix_spawn(&started, program, &actions, nil, &words, &variables)
    guard code == 0 else { throw FaultProblem("\(program) could not be started: \(String(cString: strerror(code)))") }
    process = started
  }

  deinit {
    if isRunning { kill(process, SIGKILL) }
    _ = wait()
  }

  /// False from the moment on that it ended.
  package var isRunning: Bool {
    if ending != nil { return false }
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return true }
    ending = status
    return false
  }

  package func end(by signal: Int32) { if ending == nil { kill(process, signal) } }

  /// Waits for the end; the exit code, or the negative number of the signal.
  @discardableResult
  package func wait() -> Int32 {
    if ending == nil {
      var status: Int32 = 0
      while waitpid(process, &status, 0) == -1, errno == EINTR {}
      ending = status
    }
    let status = ending ?? 0
    return status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
  }

  /// What it started and is not gone, whichever of its threads did.
  package var children: [Int32] {
    FileTree.names(in: "/proc/\(process)/task").flatMap { thread in
      (FileTree.text("/proc/\(process)/task/\(thread)/children") ?? "").split(separator: " ").compactMap { Int32($0) }
    }
  }
}

/// Why an experiment could not be made.
package struct FaultProblem: Error, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
