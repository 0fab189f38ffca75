import Glibc

/// Who is who on this machine.
package enum Accounts {
  /// The name of a user's account, or a number where there is none. The corresponding C function is `getpwuid_r`.
  package static func name(of user: UInt32) -> String {
    var entry = unsafe passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 4096)
    guard unsafe getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, unsafe found != nil,
      let name = unsafe entry.pw_name
    else { return "user \(user)" }
    return unsafe String(cString: name)
  }

  /// The owner of a file as a person; nil for root and for the service itself, who own what nobody else does, and say nothing about who
  /// it was.
  package static func person(owning file: FileStatus) -> String? {
    file.owner == 0 || file.owner == getuid() ? nil : name(of: file.owner)
  }
}
