/// One thing that a person put into `inbox/`: a file, a folder, or a file with others of its name beside it.
package struct Drop: Hashable, Sendable, Codable {
  package let client: ClientName
  /// The folders below `inbox/` and the name, as bytes: names are data, and need not be UTF-8.
  package let path: [[UInt8]]
  package let shape: DropShape
  /// Of a folder or a group: the bytes of all its parts.
  package let size: Int64
  package let modified: Moment
  package let device: UInt64
  package let inode: UInt64
  /// Of a folder or a group: of its parts' names and digests.
  package let digest: Digest
  /// The files of a folder or a group, sorted by path; a drop that is one file has none.
  package let parts: [DropPart]

  package init(
    client: ClientName, path: [[UInt8]], shape: DropShape = .file, size: Int64, modified: Moment, device: UInt64, inode: UInt64,
    digest: Digest, parts: [DropPart] = []
  ) {
    self.shape = shape
    self.parts = parts
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

/// How a drop lies in the inbox.
package enum DropShape: String, Sendable, Codable, CaseIterable {
  case file
  case folder
  /// Files of one name beside each other, as `demo.md` and `demo.toml`: the first part is the one that the others belong to.
  case group
}

/// One file of a drop that consists of several.
package struct DropPart: Hashable, Sendable, Codable {
  /// Below the dropped folder, or beside the group's other files; as bytes.
  package let path: [[UInt8]]
  package let size: Int64
  package let modified: Moment
  package let device: UInt64
  package let inode: UInt64
  package let digest: Digest

  package init(path: [[UInt8]], size: Int64, modified: Moment, device: UInt64, inode: UInt64, digest: Digest) {
    self.path = path
    self.size = size
    self.modified = modified
    self.device = device
    self.inode = inode
    self.digest = digest
  }
}

/// What a drop is, by its content first and its name second.
package enum DropKind: String, Sendable, Codable, CaseIterable {
  case plainText = "text"
  case markdown
  case html
  /// Word's.
  case docx
  /// OpenDocument text.
  case odt
  /// Slides, PowerPoint's or OpenDocument's, with what stands in the speaker's notes.
  case pptx
  case epub
  case rtf
  case pdf
  /// Values in rows and columns (CSV): a document's table, when it is no table of people or topics.
  case table
  /// A script that a person wrote (`NAME.script.txt`), with or without people to tell it to.
  case script
  /// A list of people (`leads.csv`).
  case leads
  /// A table of topics (`topics.csv`): a video for each row.
  case topics
  /// What a web server wrote down of its requests, or a table of views.
  case views
  /// A video that somebody recorded.
  case recording
  /// A sound that somebody recorded, without pictures.
  case sound
  /// A link to a video that lies at a service already, for others to see.
  case link
  /// A dropped folder: one job with all that is in it.
  case folder
  /// A zip that is no document itself: unpacked, it is what a folder is.
  case archive
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
