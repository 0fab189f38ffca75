import CConfinement
import Glibc

/// How a worker locks itself in, before it looks at anything that a user made.
///
/// What holds afterwards: it dies with its parent, has no privileges and gains none, starts no process, signals nobody
/// else, reads and writes below the given places only, and has no network unless its profile says so.
package enum Confinement {
  /// What kind of work a process does, and so what it must not be able to do.
  package enum Profile: String, Sendable, Codable {
    /// Reads what users made. No network, no new socket.
    case media
    /// Talks to a provider over the internet, listens nowhere, and sees no users' file.
    case network
  }

  /// What is in force, or what this kernel offers.
  package struct Report: Hashable, Sendable, Codable {
    /// The version of Landlock; 0 when the kernel has none.
    package let landlockABI: Int
    package let seccomp: Bool
    /// What an administrator should know, in sentences.
    package let notes: [String]

    init(landlockABI: Int, seccomp: Bool) {
      self.landlockABI = landlockABI
      self.seccomp = seccomp
      var notes: [String] = []
      if landlockABI == 0 {
        notes.append(
          "This kernel offers no Landlock, so that workers are not kept from other files of the service's user. "
            + "Linux 5.13 or newer with landlock in its lsm= list offers it.")
      }
      if !seccomp { notes.append("This kernel offers no seccomp filters, and workers refuse to start without them.") }
      self.notes = notes
    }
  }

  /// What this kernel offers; nothing changes for this process.
  package static func offered() -> Report {
    Report(landlockABI: Int(max(0, ccf_landlock_version())), seccomp: ccf_filter_is_offered())
  }

  /// Locks this process in for good. Call it in a synchronous `main`, before any thread exists.
  ///
  /// `executable` is for a process that becomes another program at once (see `become`); without it nothing can be run.
  /// The given places must exist. Fonts, shared libraries and the like need not be named (see `SystemPlaces`).
  package static func enter(
    profile: Profile, readable: [String] = [], executable: [String] = [], writable: [String] = [], memoryMegabytes: Int,
    largestFileMegabytes: Int
  ) throws(ConfinementError) -> Report {
    let threads = try threadCount()
    guard threads == 1 else { throw .threadsRun(count: threads) }
    try dieWithParent()
    try call("prctl PR_SET_NO_NEW_PRIVS") { ccf_refuse_new_privileges() }
    try call("prctl PR_SET_DUMPABLE") { ccf_hide_from_debuggers() }
    try call("capset") { ccf_drop_capabilities() }
    try limit(memoryMegabytes: memoryMegabytes, largestFileMegabytes: largestFileMegabytes)
    // A write to a pipe without a reader, or to a file at its limit, is an error to read and not a reason to die.
    for ignored in [SIGPIPE, SIGXFSZ] { signal(ignored, SIG_IGN) }
    umask(0o077)
    let places = Places(readable: readable, executable: executable, writable: writable)
    let landlock = try Landlock.enter(profile: profile, places: places)
    try CallFilter.enter(profile: profile, mayBecomeAnother: !executable.isEmpty)
    return Report(landlockABI: landlock, seccomp: true)
  }

  /// Runs another program in this process. What `enter` took away stays away. The corresponding C function is `execve`.
  package static func become(
    program: String, arguments: [String], environment: [String: String]
  ) throws(ConfinementError) -> Never {
    let words = CStrings([program] + arguments)
    let pairs = CStrings(environment.map { "\($0.key)=\($0.value)" })
    let code = unsafe words.withList { words in
      unsafe pairs.withList { pairs in
        // Comes back only when it fails.
        unsafe execve(program, words, pairs)
        return errno
      }
    }
    throw .refused(call: "execve", subject: program, code: code)
  }

  /// The caller's places.
  struct Places {
    let readable: [String]
    let executable: [String]
    let writable: [String]
  }
}

extension Confinement {
  private static func threadCount() throws(ConfinementError) -> Int {
    guard let folder = unsafe opendir("/proc/self/task") else {
      throw .refused(call: "opendir", subject: "/proc/self/task", code: errno)
    }
    defer { unsafe closedir(folder) }
    var count = 0
    while let entry = unsafe readdir(folder) {
      // Only the entries for "." and ".." begin with a point.
      if unsafe entry.pointee.d_name.0 != CChar(bitPattern: UInt8(ascii: ".")) { count += 1 }
    }
    return count
  }

  private static func dieWithParent() throws(ConfinementError) {
    let parent = getppid()
    try call("prctl PR_SET_PDEATHSIG") { ccf_die_with_parent() }
    // The parent may have died before the call: then this process has another by now, or had before it could ask, and
    // the pipe that its orders come through has no writer.
    var orders = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
    let closed = unsafe poll(&orders, 1, 0) == 1 && orders.revents & Int16(POLLHUP) != 0
    guard getppid() == parent, !closed else { throw .orphaned }
  }

  private static func limit(memoryMegabytes: Int, largestFileMegabytes: Int) throws(ConfinementError) {
    let megabyte: UInt64 = 1 << 20
    let memory = UInt64(clamping: min(max(64, memoryMegabytes), 1 << 20)) * megabyte
    let largest = UInt64(clamping: min(max(1, largestFileMegabytes), 1 << 30)) * megabyte
    // Memory proper, with room for the stacks of threads, which count whole.
    try limit(RLIMIT_DATA, "RLIMIT_DATA", to: memory + 256 * megabyte)
    // Addresses: libraries, mapped files, and what malloc reserves for each thread without using it. A net below a net.
    try limit(RLIMIT_AS, "RLIMIT_AS", to: memory + 4096 * megabyte)
    try limit(RLIMIT_FSIZE, "RLIMIT_FSIZE", to: largest)
    try limit(RLIMIT_CORE, "RLIMIT_CORE", to: 0)
    // The documents of a large folder are given as so many open files.
    try limit(RLIMIT_NOFILE, "RLIMIT_NOFILE", to: 1024)
  }

  private static func limit(
    _ resource: __rlimit_resource, _ name: String, to value: UInt64
  ) throws(ConfinementError) {
    var current = rlimit()
    try call("getrlimit \(name)") { unsafe getrlimit(__rlimit_resource_t(resource.rawValue), &current) }
    // A limit that is lower already stays: raising it would need a privilege.
    var wanted = rlimit(rlim_cur: min(rlim_t(value), current.rlim_max), rlim_max: min(rlim_t(value), current.rlim_max))
    try call("setrlimit \(name)") { unsafe setrlimit(__rlimit_resource_t(resource.rawValue), &wanted) }
  }

  static func call(_ name: String, _ subject: String = "", _ body: () -> Int32) throws(ConfinementError) {
    do throws(SystemCode) { try trying(body) } catch { throw .refused(call: name, subject: subject, code: error.code) }
  }
}
