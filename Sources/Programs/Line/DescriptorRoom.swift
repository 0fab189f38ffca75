import Glibc

/// How many files the service may have open: a folder of many documents is handed over as so many open files.
enum DescriptorRoom {
  private static let wanted: rlim_t = 8192

  /// Raises the limit as far as the system lets us; a shell's usual 1,024 are few. The corresponding C function is `setrlimit`.
  static func widen() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < wanted else { return }
    limit.rlim_cur = min(wanted, limit.rlim_max)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
