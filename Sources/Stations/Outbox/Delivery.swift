package import Files
package import Production

/// A file that is to lie in a job's folder in outbox/.
package struct Delivery: Sendable {
  package let name: String
  /// The folders below the job's folder in which it is to lie; none for the job's folder itself.
  package let folders: [String]
  package let content: Content
  package let digest: Digest
  package let size: Int64

  package enum Content: Sendable {
    case bytes([UInt8])
    /// Kept in the service's own store under its digest.
    case stored(ContentStore)
  }

  /// Whether it may be one file with another delivery of the same content: then it takes no room of its own.
  package let mayBeShared: Bool

  /// What a stage made, by the name that it gave it or by another one.
  package init(
    _ artifact: Artifact, named name: String? = nil, in folders: String..., mayBeShared: Bool = false, from store: ContentStore
  ) {
    self.folders = folders
    self.mayBeShared = mayBeShared
    self.name = name ?? artifact.name
    content = .stored(store)
    digest = artifact.digest
    size = artifact.size
  }

  package init(name: String, bytes: [UInt8], digest: Digest) {
    self.name = name
    folders = []
    mayBeShared = false
    content = .bytes(bytes)
    self.digest = digest
    size = Int64(bytes.count)
  }

  /// As papers and the ledger tell of it, once it lies there under a name.
  func shown(as name: FileName) -> String { (folders + [name.description]).joined(separator: "/") }
}
