import Courier
import Glibc

/// Tries one act that may be forbidden. "ok" or the name of the error.
func outcome(of act: String) -> String {
  let parts = act.split(separator: "=", maxSplits: 1).map(String.init)
  let subject = parts.count > 1 ? parts[1] : ""
  if parts[0] == "fetch" { return fetched(subject) }
  errno = 0
  let went = attempt(parts[0], subject)
  let code = errno
  return went ? "ok" : names[code] ?? "\(code)"
}

/// Calls a server by its address, as a network worker does; "ok" or what went wrong.
private func fetched(_ url: String) -> String {
  let network = Network(namedHosts: ["localhost"], trust: variable("TRUST"))
  do throws(CourierError) {
    return try Messenger(network: network).send(CourierRequest(.get, url)).status == 200 ? "ok" : "another status"
  } catch {
    return error.cause.rawValue
  }
}

private let names: [Int32: String] = [
  EPERM: "EPERM", EACCES: "EACCES", ENOSYS: "ENOSYS", ENOMEM: "ENOMEM", EFBIG: "EFBIG", ENOENT: "ENOENT", EXDEV: "EXDEV",
  EMFILE: "EMFILE", EINVAL: "EINVAL", EAGAIN: "EAGAIN",
]

private func attempt(_ act: String, _ subject: String) -> Bool {
  switch act {
  case "read": closing(open(subject, O_RDONLY))
  case "list": closing(open(subject, O_RDONLY | O_DIRECTORY))
  case "write": closing(open(subject, O_WRONLY | O_CREAT, 0o600))
  case "truncate": truncate(subject, 0) == 0
  case "remove": unlink(subject) == 0
  case "move-out": rename("inside", subject) == 0
  case "link-in": link(subject, "linked") == 0
  case "make-link": symlink("/etc/passwd", "a-link") == 0
  case "make-pipe": mkfifo("a-pipe", 0o600) == 0
  case "socket": closing(socket(Int32(subject) ?? 0, Int32(SOCK_STREAM.rawValue), 0))
  case "connect-local": closing(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0))
  case "connect": connects(UInt16(subject) ?? 0)
  case "listen": listens()
  case "pair": pair(Int32(subject) ?? 0)
  case "memory": reserve(megabytes: Int(subject) ?? 0)
  case "grow": grow(megabytes: Int(subject) ?? 0)
  case "descriptors": (0..<1100).allSatisfy { _ in dup(0) >= 0 }
  case "run": execv(subject, [strdup(subject), nil]) == 0
  case "resolve": resolves(subject)
  case "frighten": kill(Int32(subject) ?? 0, 0) == 0
  case "self-signal": kill(getpid(), 0) == 0 && raise(0) == 0
  default: number(act, subject)
  }
}

/// Calls of the C library that Swift does not import, and of the kernel by number (those that all machines share).
private func number(_ act: String, _ subject: String) -> Bool {
  switch act {
  case "fork": process("fork")
  case "vfork": process("vfork")
  case "new-users": call("unshare", 0x1000_0000) == 0
  case "new-mounts": call("unshare", 0x2_0000) == 0
  case "chroot": "/".withCString { call("chroot", Int(bitPattern: $0)) } == 0
  case "trace": call("ptrace", 0) == 0
  case "personality": call("personality", 8) != -1
  case "limit": limit(Int(subject) ?? 0)
  case "outlive": call("prctl", 1, 0) == 0
  case "outlive-hidden": call("prctl", 1 | 1 << 32, 0) == 0
  case "own-signals": call("fcntl", 0, 8, Int(subject) ?? 0) == 0
  case "raise-limit": raiseLimit()
  case "io-uring": call("syscall", 425, 1, 0) == 0
  case "mode": chmod(subject, 0o777) == 0
  case "mode-at": fchmodat(AT_FDCWD, subject, 0o777, 0) == 0
  case "own-mode": fchmod(0, 0o777) == 0
  case "time": utimensat(AT_FDCWD, subject, nil, 0) == 0
  case "mark": subject.withCString { call("setxattr", Int(bitPattern: $0)) } == 0
  case "eavesdrop": call("inotify_init1", 0) >= 0
  case "clone3": call("syscall", 435, 0, 0) == 0
  case "open-tree": call("syscall", 428, -100, 0, 0) >= 0
  case "pidfd-signal": call("syscall", 424, 0, 0, 0, 0) == 0
  default: false
  }
}

private func call(_ name: String, _ a: Int, _ b: Int = 0, _ c: Int = 0, _ d: Int = 0, _ e: Int = 0) -> Int {
  guard let symbol = dlsym(nil, name) else { return -1 }
  typealias Function = @convention(c) (Int, Int, Int, Int, Int) -> Int
  let result = unsafeBitCast(symbol, to: Function.self)(a, b, c, d, e)
  // Many of them return 32 bits, whose upper half means nothing.
  return Int(Int32(truncatingIfNeeded: result))
}

private func process(_ name: String) -> Bool {
  let child = call(name, 0)
  if child == 0 { _exit(0) }
  return child > 0
}

private func closing(_ descriptor: Int32) -> Bool {
  guard descriptor >= 0 else { return false }
  close(descriptor)
  return true
}

private func connects(_ port: UInt16) -> Bool {
  let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  guard socket >= 0 else { return false }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  return withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
    }
  }
}

private func listens() -> Bool {
  let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  return socket >= 0 && listen(socket, 1) == 0
}

private func pair(_ kind: Int32) -> Bool {
  var ends: [Int32] = [-1, -1]
  return socketpair(AF_UNIX, kind, 0, &ends) == 0
}

private func reserve(megabytes: Int) -> Bool {
  mmap(nil, megabytes << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0) != MAP_FAILED
}

private func grow(megabytes: Int) -> Bool {
  let file = open("grown", O_WRONLY | O_CREAT, 0o600)
  let piece = [UInt8](repeating: 1, count: 1 << 20)
  for _ in 0..<megabytes where write(file, piece, piece.count) != piece.count { return false }
  return file >= 0
}

private func limit(_ process: Int) -> Bool {
  var limits = rlimit(rlim_cur: 0, rlim_max: 0)
  return withUnsafeMutablePointer(to: &limits) { call("prlimit", process, 7, 0, Int(bitPattern: $0)) } == 0
}

private func raiseLimit() -> Bool {
  var limits = rlimit(rlim_cur: .max, rlim_max: .max)
  return setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limits) == 0
}

private func resolves(_ name: String) -> Bool {
  var found: UnsafeMutablePointer<addrinfo>?
  return getaddrinfo(name, "80", nil, &found) == 0
}
