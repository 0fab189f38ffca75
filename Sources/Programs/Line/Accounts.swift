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
}

enum ProcessNumber {
  static var own: Int32 { getpid() }
}
