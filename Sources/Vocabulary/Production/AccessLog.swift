/// A log of a web server that the service reads by itself, as an `[[access_log]]` of the settings describes it.
package struct AccessLog: Hashable, Sendable {
  /// What people call it, and the ledger with them.
  package var name: String
  /// Whose views it tells of; nil: the only client there is.
  package var client: ClientName?
  /// A file, a folder of such files, or a pattern with `*` in its last part.
  package var path = ""
  /// Or the name of a `[[host]]`, of whose bucket the logs are fetched: those whose keys begin with `prefix`.
  package var host = ""
  /// Empty: the host's own.
  package var bucket = ""
  package var prefix = ""
  package var format = Format.auto
  /// A log that is written to all the time is looked at so often, and a bucket always.
  package var pace = Duration.seconds(10)

  package enum Format: String, Sendable, CaseIterable {
    /// As its lines tell.
    case auto
    /// nginx, Apache.
    case combined
    case s3
    case cloudfront
    /// Caddy, CloudFront.
    case json
  }

  package init(name: String) { self.name = name }

  /// Where it is, in words.
  package var place: String { host.isEmpty ? path : "\(host) \(prefix)" }
}

/// What is read of a log once this is counted.
package enum LogMark: Hashable, Sendable {
  case place(LogPlace)
  case object(LogObject)
}

/// How far a file of a log was read. The file is known by how it begins, whatever it is called by now.
package struct LogPlace: Hashable, Sendable {
  /// In the ledger; nil: not there yet.
  package var id: Int64?
  /// Where the file was seen last. An inode may be another file's by now.
  package var device: UInt64
  package var inode: UInt64
  /// The digest of the first `headLength` bytes; as many as were read, and at most `LogPlace.head` of them.
  package var head: Digest
  package var headLength: Int
  /// So many bytes are counted: up to the end of a line.
  package var offset: Int64
  package var lines: Int
  /// How its lines are written, as the reading of it said; empty until then.
  package var format: String

  package init(
    id: Int64? = nil, device: UInt64, inode: UInt64, head: Digest, headLength: Int, offset: Int64, lines: Int, format: String
  ) {
    self.id = id
    self.device = device
    self.inode = inode
    self.head = head
    self.headLength = headLength
    self.offset = offset
    self.lines = lines
    self.format = format
  }

  /// By so many bytes a file is known again.
  package static let headSize = 2048
}
