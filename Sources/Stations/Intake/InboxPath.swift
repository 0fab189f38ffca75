package import Files

/// Where something lies below `inbox/`: the folders on the way, then its own name.
package struct InboxPath: Hashable, Sendable, CustomStringConvertible {
  package let folders: [FileName]
  package let name: FileName

  package init(folders: [FileName], name: FileName) {
    self.folders = folders
    self.name = name
  }

  /// From the bytes that the ledger keeps.
  package init?(bytes: [[UInt8]]) {
    let names = bytes.compactMap(FileName.init(bytes:))
    guard let name = names.last, names.count == bytes.count else { return nil }
    self.init(folders: Array(names.dropLast()), name: name)
  }

  package var bytes: [[UInt8]] { (folders + [name]).map(\.bytes) }
  package var description: String { (folders + [name]).map(\.description).joined(separator: "/") }

  /// Another name in the same folder.
  func beside(_ name: FileName) -> InboxPath { InboxPath(folders: folders, name: name) }
}
