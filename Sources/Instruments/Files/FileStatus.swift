import CFileCalls
import Glibc
package import Production

/// What the kernel says of a file.
package struct FileStatus: Hashable, Sendable {
  package let kind: Kind
  package let size: Int64
  package let modified: Moment
  /// When its content or its properties last changed; unlike the time of modification nobody can set it.
  package let changed: Moment
  package let device: UInt64
  package let inode: UInt64
  package let links: UInt64
  package let owner: UInt32
  package let group: UInt32
  package let mode: UInt32

  package enum Kind: Sendable { case file, folder, link, other }

  /// For worlds that are pretended.
  package init(
    kind: Kind, size: Int64, modified: Moment, changed: Moment, device: UInt64, inode: UInt64, links: UInt64 = 1,
    owner: UInt32 = 0, group: UInt32 = 0, mode: UInt32 = 0o660
  ) {
    self.kind = kind
    self.size = size
    self.modified = modified
    self.changed = changed
    self.device = device
    self.inode = inode
    self.links = links
    self.owner = owner
    self.group = group
    self.mode = mode
  }

  init(_ raw: stat) {
    kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    size = Int64(raw.st_size)
    modified = Moment(raw.st_mtim)
    changed = Moment(raw.st_ctim)
    device = UInt64(raw.st_dev)
    inode = UInt64(raw.st_ino)
    links = UInt64(raw.st_nlink)
    owner = raw.st_uid
    group = raw.st_gid
    mode = raw.st_mode & 0o7777
  }

  /// The same file with the same content, as far as a status can tell.
  package func isUnchanged(since earlier: FileStatus) -> Bool {
    device == earlier.device && inode == earlier.inode && size == earlier.size && modified == earlier.modified
      && changed == earlier.changed
  }
}

extension Moment {
  init(_ time: timespec) {
    let (whole, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000)
    // A file's time may be set to anything; one that no clock can show counts as the beginning of time.
    self.init(microseconds: overflow ? 0 : whole &+ Int64(time.tv_nsec) / 1000)
  }
}

extension Moment {
  /// The wall clock's time. The corresponding C function is `clock_gettime`.
  package static func now() -> Moment {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Moment(time)
  }

  /// Whether somebody keeps the wall clock right, such as a time server; nil when the kernel does not say. The corresponding C function
  /// is `adjtimex`.
  package static var clockIsKept: Bool? {
    switch cfc_clock_is_kept() {
    case 1: true
    case 0: false
    default: nil
    }
  }
}
