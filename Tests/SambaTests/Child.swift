import Glibc

/// A program that runs as long as this value lives: it ends when its standard input does, even if the tests are killed.
final class Child: Sendable {
  private let pid: pid_t
  private let input: Int32

  init(_ line: [String], output: String) throws { (pid, input) = try Self.spawn(line, output: output) }

  deinit {
    close(input)
    kill(-pid, SIGTERM)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
  }

  /// Runs a program with something on its standard input, and answers with its exit code.
  static func run(_ line: [String], input text: String = "", output: String) throws -> Int32 {
    let (pid, input) = try spawn(line, output: output)
    _ = Array(text.utf8).withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
    close(input)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    return (status >> 8) & 0xFF
  }

  private static func spawn(_ line: [String], output: String) throws -> (pid: pid_t, input: Int32) {
    let (read, input) = try pipe(at: "\(output).in")
    defer { close(read) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, read, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // smbd ends its whole process group when it ends: it gets one of its own.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let words = line.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, line[0], &actions, &attributes, words, environ)
    guard code == 0 else {
      close(input)
      throw PersonError("\(line[0]) could not be started: \(code)")
    }
    return (pid, input)
  }

  /// By a name, so that no other child inherits an end of it; a socket would be a connection to smbd.
  private static func pipe(at path: String) throws -> (read: Int32, write: Int32) {
    guard mkfifo(path, 0o600) == 0 else { throw PersonError("\(path): \(errno)") }
    defer { unlink(path) }
    let read = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    let write = open(path, O_WRONLY | O_CLOEXEC)
    guard read >= 0, write >= 0, fcntl(read, F_SETFL, 0) == 0 else { throw PersonError("\(path): \(errno)") }
    return (read, write)
  }
}
