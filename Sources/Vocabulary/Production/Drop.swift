/// One thing that a person put into `inbox/`.
package struct Drop: Hashable, Sendable, Codable {
  package let client: ClientName
  /// The folders below `inbox/` and the name, as bytes: names are data, and need not be UTF-8.
  package let path: [[UInt8]]
  package let size: Int64
  package let modified: Moment
  package let device: UInt64
  package let inode: UInt64
  package let digest: Digest

  package init(client: ClientName, path: [[UInt8]], size: Int64, modified: Moment, device: UInt64, inode: UInt64, digest: Digest)
  {
    self.client = client
    self.path = path
    self.size = size
    self.modified = modified
    self.device = device
    self.inode = inode
    self.digest = digest
  }

  /// The name as people see it; bytes that are no text are shown as a replacement mark.
  package var displayName: String { String(decoding: path.last ?? [], as: UTF8.self) }
}

/// What a drop is, by its content first and its name second.
package enum DropKind: String, Sendable, Codable, CaseIterable {
  case plainText = "text"
  case markdown
}

/// What intake answers with when a drop is to become a job.
package struct JobOrder: Hashable, Sendable, Codable {
  package let drop: Drop
  package let kind: DropKind
  package let settings: JobSettings

  package init(drop: Drop, kind: DropKind, settings: JobSettings) {
    self.drop = drop
    self.kind = kind
    self.settings = settings
  }
}
