/// Something may have changed: a reason to look, never a fact to act on.
package enum Hint: Hashable, Sendable {
  case touched(Touch)
  /// This folder cannot be watched; only a rescan sees what happens in it.
  case lost(tag: Int, folder: [[UInt8]])
  /// Events were lost, here or in the kernel: rescan everything.
  case overflow
  /// The kernel allows no more watches to this user: what is not watched yet is seen by rescans only.
  case watchesExhausted(limit: Int)
  case unmounted(tag: Int)
  /// The watched folder itself was removed or renamed. It is not watched any more.
  case rootGone(tag: Int)
  /// A heartbeat was seen in the watched folder itself: what happened in it before was told too.
  case heartbeat(tag: Int, name: [UInt8])
}

/// A name in a watched folder, and what happened to it.
package struct Touch: Hashable, Sendable {
  package let tag: Int
  /// The folders below the watched one, as bytes: names are data, and need not be UTF-8.
  package let folder: [[UInt8]]
  package let name: [UInt8]
  package let kind: Kind
  package let isFolder: Bool

  package enum Kind: Hashable, Sendable {
    case created
    case written
    /// Mode, owner, times or the number of links.
    case attributes
    case closedAfterWriting
    case movedIn
    case movedOut
    case deleted
    /// It was there when its folder began to be watched, or came back under another name.
    case found
  }

  package init(tag: Int, folder: [[UInt8]], name: [UInt8], kind: Kind, isFolder: Bool) {
    self.tag = tag
    self.folder = folder
    self.name = name
    self.kind = kind
    self.isFolder = isFolder
  }
}
