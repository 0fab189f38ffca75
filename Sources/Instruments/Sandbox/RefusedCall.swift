import Glibc

/// One call of the kernel that a confined process does not get, always or for some of its arguments.
struct RefusedCall: Hashable, Sendable {
  let name: String
  let when: Condition
  let error: Int32

  enum Condition: Hashable, Sendable {
    case always
    /// Where the masked argument has this value. Masks are as wide as what the kernel reads: set bits above would hide it.
    case equal(argument: UInt32, mask: UInt64, value: UInt64)
    case unequal(argument: UInt32, value: UInt64)
    case above(argument: UInt32, value: UInt64)
  }

  init(_ name: String, _ when: Condition = .always, error: Int32 = EPERM) {
    self.name = name
    self.when = when
    self.error = error
  }

  static func all(profile: Confinement.Profile, mayBecomeAnother: Bool, self pid: Int32) -> [RefusedCall] {
    let sockets = profile == .media ? noSockets : internetSockets
    let running = mayBecomeAnother ? [] : ["execve", "execveat"].map { RefusedCall($0, error: EACCES) }
    return (neverNeeded + throughLandlock).map { RefusedCall($0) } + noProcesses + running + sockets
      + onlyItself(UInt64(UInt32(bitPattern: pid)))
  }

  /// Other processes' insides, the kernel's, the machine's settings, and large new parts of the kernel that have been
  /// the way out of many a sandbox.
  private static let neverNeeded = [
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "process_mrelease", "kcmp", "pidfd_getfd",
    "pidfd_send_signal", "move_pages", "migrate_pages",
    "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register", "keyctl", "add_key",
    "request_key", "modify_ldt", "lookup_dcookie", "fanotify_init", "uselib", "personality", "vhangup", "syslog",
    "unshare", "setns", "mount", "umount", "umount2", "pivot_root", "chroot", "move_mount", "fsopen", "fsconfig", "fsmount",
    "fspick", "open_tree", "mount_setattr", "open_by_handle_at", "name_to_handle_at", "swapon", "swapoff", "quotactl",
    "quotactl_fd", "acct", "nfsservctl",
    "kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module", "create_module", "reboot", "iopl",
    "ioperm", "settimeofday", "stime", "clock_settime", "clock_settime64", "clock_adjtime", "clock_adjtime64", "adjtimex",
    "sethostname", "setdomainname",
  ]

  /// What Landlock does not see, or not in its earlier versions: a file of the service's own user could be emptied, shut
  /// or opened to others by its path, and folders could be listened to.
  private static let throughLandlock = [
    "truncate", "truncate64", "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "chown32", "lchown", "lchown32", "fchown",
    "fchown32", "fchownat", "setxattr", "lsetxattr", "fsetxattr", "setxattrat", "removexattr", "lremovexattr",
    "fremovexattr", "removexattrat", "utime", "utimes", "futimesat", "utimensat", "utimensat_time64", "file_setattr",
    "inotify_init", "inotify_init1",
  ]

  /// Threads only. A process of its own would outlive the death signal, which reaches the direct child alone.
  private static let noProcesses: [RefusedCall] = {
    let (thread, newUsers) = (UInt64(0x10000), UInt64(0x1000_0000))
    return [
      RefusedCall("fork"), RefusedCall("vfork"),
      RefusedCall("clone", .equal(argument: 0, mask: thread, value: 0)),
      RefusedCall("clone", .equal(argument: 0, mask: newUsers, value: newUsers)),
      // Its flags lie in memory, where a filter cannot look. The C library falls back to clone.
      RefusedCall("clone3", error: ENOSYS),
    ]
  }()

  /// The pipes and sockets that it was given go on working; a pair connected to itself is harmless.
  private static let noSockets =
    ["socket", "bind", "connect", "listen", "accept", "accept4"].map { RefusedCall($0, error: EACCES) } + loosePairs

  /// IPv4, IPv6 and the look-up of own addresses (netlink). No local sockets: those of this machine's services.
  private static let internetSockets: [RefusedCall] = {
    let (internet, internet6, netlink) = (2, 10, 16)
    let others = (0..<netlink).filter { $0 != internet && $0 != internet6 }
    let families = others.map { RefusedCall("socket", .equal(argument: 0, mask: .max, value: UInt64($0)), error: EACCES) }
    let above = RefusedCall("socket", .above(argument: 0, value: UInt64(netlink)), error: EACCES)
    return families + [above] + ["listen", "accept", "accept4"].map { RefusedCall($0, error: EACCES) } + loosePairs
  }()

  /// A datagram socket can be sent from to any local address, also when it was made as half of a pair.
  private static let loosePairs = [2, 3].map {
    RefusedCall("socketpair", .equal(argument: 1, mask: 0xF, value: $0), error: EACCES)
  }

  /// The service runs as the same user: it must not be signalled, limited or frightened by its workers.
  private static func onlyItself(_ pid: UInt64) -> [RefusedCall] {
    let whole: UInt64 = 0xFFFF_FFFF
    let (setOwner, setSignal, setOwnerExtended) = (UInt64(8), UInt64(10), UInt64(15))
    let (fileOwner, socketOwner, typeIntoTerminal) = (UInt64(0x8901), UInt64(0x8902), UInt64(0x5412))
    let deathSignal: UInt64 = 1
    return ["kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"].map { RefusedCall($0, .unequal(argument: 0, value: pid)) }
      + [RefusedCall("tkill"), RefusedCall("prlimit64", .above(argument: 0, value: 0))]
      + [setOwner, setSignal, setOwnerExtended].map { RefusedCall("fcntl", .equal(argument: 1, mask: whole, value: $0)) }
      + [fileOwner, socketOwner, typeIntoTerminal].map { RefusedCall("ioctl", .equal(argument: 1, mask: whole, value: $0)) }
      + [RefusedCall("prctl", .equal(argument: 0, mask: whole, value: deathSignal))]
  }
}
