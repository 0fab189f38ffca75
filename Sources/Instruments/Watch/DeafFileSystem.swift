import CInotifyTools
import Glibc

/// File systems on which others can change files without this kernel's knowledge: what happens there is seen only by looking.
package enum DeafFileSystem {
  /// What such a file system is called; nil where the kernel tells of all changes, and where nobody can say.
  ///
  /// The corresponding C function is `statfs`. It may wait as long as the share does.
  package static func name(at path: String) -> String? {
    var status = statfs()
    guard unsafe statfs(path, &status) == 0 else { return nil }
    return name(of: UInt32(truncatingIfNeeded: status.f_type))
  }

  /// The kernel's own numbers, from linux/magic.h and the file systems themselves.
  static func name(of type: UInt32) -> String? {
    switch type {
    case 0x6969: "NFS"
    case 0xFF53_4D42, 0xFE53_4D42, 0x517B: "SMB"
    case 0x6573_5546: "FUSE"
    case 0x0102_1997: "9p"
    case 0x00C3_6400: "Ceph"
    case 0x5346_414F, 0x6B41_4653: "AFS"
    case 0x0BD0_0BD0: "Lustre"
    case 0x0116_1970: "GFS2"
    case 0x7461_636F: "OCFS2"
    case 0x4750_4653: "GPFS"
    case 0x1983_0326: "BeeGFS"
    case 0x7375_7245: "Coda"
    case 0x786F_4256: "a VirtualBox share"
    default: nil
    }
  }
}
