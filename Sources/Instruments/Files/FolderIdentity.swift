import CFileCalls
import Glibc

/// Which folder it is, whatever its path: two that are equal are one folder, reached through one mount.
package struct FolderIdentity: Hashable, Sendable {
  package let mount: UInt64
  package let device: UInt64
  package let inode: UInt64
}

extension Folder {
  /// The corresponding C function is `statx` with `STATX_MNT_ID`.
  package func identity() throws(FileError) -> FolderIdentity {
    var mount: UInt64 = 0
    _ = try calling("statx", on: shownPath) { unsafe cfc_mount_of(descriptor, &mount) }
    let status = try status()
    return FolderIdentity(mount: mount, device: status.device, inode: status.inode)
  }
}
