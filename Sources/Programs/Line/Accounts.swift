import Glibc

/// Who is who on this machine.
package enum Accounts {
  /// The account at the other end of a local socket, as the kernel says, whatever the other end claims.
  static func peer(of connection: Int32) -> String {
    var credentials = [UInt32](repeating: 0, count: 3)
    var length = socklen_t(12)
    // SO_PEERCRED fills in process, user and group: three 32-bit numbers.
    guard getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &credentials, &length) == 0 else { return "someone on this machine" }
    return name(of: credentials[1])
  }

  /// The corresponding C function is `getpwuid_r`.
  package static func name(of user: UInt32) -> String {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.pw_name else {
      return "user \(user)"
    }
    return String(cString: name)
  }

  /// The corresponding C function is `getgrgid_r`.
  package static func groupName(of group: UInt32) -> String {
    var entry = Glibc.group()
    var found: UnsafeMutablePointer<Glibc.group>?
    // Its members stand in it, too: where they are too many for it, the number has to do.
    var buffer = [CChar](repeating: 0, count: 64 << 10)
    guard getgrgid_r(group, &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.gr_name else {
      return "group \(group)"
    }
    return String(cString: name)
  }

  /// All groups of an account, as they stand in the accounts now. The corresponding C function is `getgrouplist`.
  package static func groups(of user: UInt32) -> Set<UInt32> {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.pw_name else { return [] }
    var groups = [gid_t](repeating: 0, count: 1024)
    var count = Int32(groups.count)
    guard getgrouplist(name, entry.pw_gid, &groups, &count) >= 0 else { return [] }
    return Set(groups.prefix(Int(count)))
  }

  /// The groups that this process has: what was changed since its start is not among them. The corresponding C function is `getgroups`.
  static var ownGroups: Set<UInt32> {
    var groups = [gid_t](repeating: 0, count: 1024)
    let count = getgroups(Int32(groups.count), &groups)
    return Set(groups.prefix(max(0, Int(count)))).union([getegid()])
  }
}

enum ProcessNumber {
  static var own: Int32 { getpid() }
}
