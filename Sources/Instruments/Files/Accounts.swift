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

  /// The corresponding C function is `getgrgid_r`.
  package static func groupName(of group: UInt32) -> String {
    var entry = unsafe Glibc.group()
    var found: UnsafeMutablePointer<Glibc.group>?
    // Its members stand in it, too: where they are too many for it, the number has to do.
    var buffer = [CChar](repeating: 0, count: 64 << 10)
    guard unsafe getgrgid_r(group, &entry, &buffer, buffer.count, &found) == 0, unsafe found != nil,
      let name = unsafe entry.gr_name
    else { return "group \(group)" }
    return unsafe String(cString: name)
  }

  /// All groups of an account, as they stand in the accounts now. The corresponding C function is `getgrouplist`.
  package static func groups(of user: UInt32) -> Set<UInt32> {
    var entry = unsafe passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 4096)
    guard unsafe getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, unsafe found != nil,
      let name = unsafe entry.pw_name
    else { return [] }
    var groups = [gid_t](repeating: 0, count: 1024)
    var count = Int32(groups.count)
    guard unsafe getgrouplist(name, entry.pw_gid, &groups, &count) >= 0 else { return [] }
    return Set(groups.prefix(Int(count)))
  }

  /// The groups that this process has: what was changed since its start is not among them. The corresponding C function is `getgroups`.
  package static var ownGroups: Set<UInt32> {
    var groups = [gid_t](repeating: 0, count: 1024)
    let count = unsafe getgroups(Int32(groups.count), &groups)
    return Set(groups.prefix(max(0, Int(count)))).union([getegid()])
  }
}
