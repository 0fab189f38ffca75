import CSQLite
import Glibc

/// What a database must know of the file system below it.
package enum FileSystem {
  /// The name of the network (or user-space) file system that a magic number of statfs stands for; nil for a local one.
  package static func networkName(ofMagic magic: UInt32) -> String? {
    switch magic {
    case 0x6969: "NFS"
    case 0x517B, 0xFF53_4D42, 0xFE53_4D42: "SMB"
    case 0x6573_5546: "FUSE"
    case 0x0102_1997: "9P"
    case 0x00C3_6400: "Ceph"
    case 0x5346_414F, 0x6B41_4653: "AFS"
    case 0x0116_1970: "GFS2"
    case 0x7461_636F: "OCFS2"
    case 0x0BD0_0BD0: "Lustre"
    case 0x7375_7245: "Coda"
    case 0x786F_4256: "a shared folder of a virtual machine"
    default: nil
    }
  }

  /// The network file system that `folder` lies on; nil for a local one, or where the kernel cannot say.
  ///
  /// The corresponding C function is `statfs`.
  static func network(at folder: String) -> String? {
    networkName(ofMagic: unsafe csqlite_file_system(folder))
  }

  /// Whether the file system that holds `path` has no room for even a few pages.
  ///
  /// The corresponding C function is `statvfs`.
  static func isFull(at path: String) -> Bool {
    var facts = statvfs()
    guard unsafe statvfs(folder(of: path), &facts) == 0 else { return false }
    return facts.f_blocks > 0
      && UInt64(facts.f_bavail).multipliedReportingOverflow(by: UInt64(facts.f_frsize)).partialValue < 65_536
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The folder with every symbolic link followed; nil when it is not there.
  ///
  /// The corresponding C function is `realpath`.
  static func resolved(_ folder: String) -> String? {
    guard let text = unsafe realpath(folder, nil) else { return nil }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }

  /// Waits until a file or a folder is on the disk; the error number when it is not.
  ///
  /// The corresponding C function is `fsync`.
  static func sync(_ path: String) -> Int32? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno }
    defer { _ = close(descriptor) }
    return fsync(descriptor) == 0 ? nil : errno
  }
}
