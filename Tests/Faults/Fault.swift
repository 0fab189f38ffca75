/// What happens to calls of the program, counted among those that change the disk below its share and its state.
package struct Fault: Hashable, Sendable {
  package enum How: String, CaseIterable, Sendable {
    case killBefore = "kill-before"
    case killAfter = "kill-after"
    /// Power is cut before it: what is not synced is gone.
    case cut
    /// The same, but the names are on the disk, and only bytes that are not synced are gone.
    case cutFlushed = "cut-flushed"
    case noRoom = "ENOSPC"
    case overQuota = "EDQUOT"
    case readOnly = "EROFS"
    case broken = "EIO"
    case interrupted = "EINTR"
    case short
  }

  package var how: How
  /// From 1.
  package var at: Int
  /// From that call on all fail, until the harness makes room.
  package var isUntilFreed = false
  /// Only these calls are counted; empty: all.
  package var calls: [String]
  /// Only calls at this place are counted, as `CallTable` names it; nil: everywhere.
  package var place: String?
  /// Syncs are said to be done and are not: with a cut, this must be seen.
  package var syncsLie = false

  package init(_ how: How, at: Int, isUntilFreed: Bool = false) {
    self.how = how
    self.at = at
    self.isUntilFreed = isUntilFreed
    calls = how.calls
  }

  package static let takingRoom = [
    "create", "write", "pwrite", "fallocate", "copy_file_range", "mkdirat", "renameat2", "linkat", "ftruncate",
  ]
  package static let syncing = ["fsync", "fdatasync", "syncfs"]

  package var endsTheService: Bool { how.endsTheService }
}

extension Fault.How {
  /// The calls that it can happen to; empty: all.
  package var calls: [String] {
    switch self {
    case .killBefore, .killAfter, .cut, .cutFlushed, .readOnly: []
    case .noRoom, .overQuota: Fault.takingRoom
    case .broken: Fault.syncing
    case .interrupted: ["create", "write", "pwrite", "fallocate", "copy_file_range", "ftruncate"]
    case .short: ["write", "pwrite", "copy_file_range"]
    }
  }

  package var endsTheService: Bool {
    switch self {
    case .killBefore, .killAfter, .cut, .cutFlushed: true
    default: false
    }
  }
}
