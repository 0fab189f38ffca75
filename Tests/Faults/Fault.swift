/// What happens to one call of the program, counted among those that change the disk below its share and its state.
package struct Fault: Hashable, Sendable {
  package enum How: String, CaseIterable, Sendable {
    case killBefore = "kill-before"
    case killAfter = "kill-after"
    case noRoom = "ENOSPC"
    case broken = "EIO"
  }

  package var how: How
  /// From 1.
  package var at: Int
  /// From that call on all fail, until the harness makes room.
  package var isUntilFreed = false
  /// Only these calls are counted; empty: all.
  package var calls: [String]

  package init(_ how: How, at: Int, isUntilFreed: Bool = false) {
    self.how = how
    self.at = at
    self.isUntilFreed = isUntilFreed
    calls =
      switch how {
      case .killBefore, .killAfter: []
      case .noRoom: Self.takingRoom
      case .broken: Self.syncing
      }
  }

  package static let takingRoom = [
    "create", "write", "pwrite", "fallocate", "copy_file_range", "mkdirat", "renameat2", "ftruncate",
  ]
  package static let syncing = ["fsync", "fdatasync", "syncfs"]

  package var kills: Bool { how == .killBefore || how == .killAfter }
}

/// One line of the shim's log.
package struct RecordedCall: Hashable, Sendable {
  package let number: Int
  package let call: String
  package let path: String
  /// What was done to it; empty for an untouched call.
  package let fate: String

  init?(line: Substring) {
    let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard parts.count == 4, let number = Int(parts[0]) else { return nil }
    self.number = number
    call = String(parts[1])
    path = String(parts[2])
    fate = String(parts[3])
  }
}
