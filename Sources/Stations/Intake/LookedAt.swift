import Files
import Production

/// A file as it was when it was looked at closely.
struct LookedAt {
  private let device: UInt64
  private let inode: UInt64
  private let size: Int64
  private let modified: Moment
  let digest: Digest

  init(_ drop: Drop) {
    (device, inode, size, modified, digest) = (drop.device, drop.inode, drop.size, drop.modified, drop.digest)
  }

  init(_ part: DropPart) {
    (device, inode, size, modified, digest) = (part.device, part.inode, part.size, part.modified, part.digest)
  }

  func isSame(as status: FileStatus) -> Bool {
    status.kind == .file && status.device == device && status.inode == inode && status.size == size && status.modified == modified
  }
}
