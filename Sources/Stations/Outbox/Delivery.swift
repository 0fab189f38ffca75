package import Files
package import Production

/// A file that is to lie in a job's folder in outbox/.
package struct Delivery: Sendable {
  package let name: String
  /// The folder in the job's folder in which it is to lie; nil for the job's folder itself.
  package let folder: String?
  package let content: Content
  package let digest: Digest
  package let size: Int64

  package enum Content: Sendable {
    case bytes([UInt8])
    /// Kept in the service's own store under its digest.
    case stored(ContentStore)
  }

  /// What a stage made, by the name that it gave it or by another one.
  package init(_ artifact: Artifact, named name: String? = nil, in folder: String? = nil, from store: ContentStore) {
    self.folder = folder
    self.name = name ?? artifact.name
    content = .stored(store)
    digest = artifact.digest
    size = artifact.size
  }

  package init(name: String, bytes: [UInt8], digest: Digest) {
    self.name = name
    folder = nil
    content = .bytes(bytes)
    self.digest = digest
    size = Int64(bytes.count)
  }

  /// As papers and the ledger tell of it, once it lies there under a name.
  func shown(as name: FileName) -> String { folder.map { "\($0)/\(name)" } ?? name.description }
}
