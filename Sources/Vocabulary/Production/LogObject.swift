/// A piece of a log as it lies in a bucket.
package struct LogObject: Hashable, Sendable, Codable {
  package let key: String
  /// By it the service knows whether it is still what it was.
  package let tag: String
  package let size: Int64

  package init(key: String, tag: String, size: Int64) {
    self.key = key
    self.tag = tag
    self.size = size
  }

  /// No server writes a larger one; it is in a worker's memory as a whole.
  package static let largest: Int64 = 128 << 20
}

/// What is asked of a bucket that has logs in it.
package enum LogOrder: Hashable, Sendable, Codable {
  /// What is there behind a key, at most `LogOrder.most` of it; as the file `LogOrder.list`.
  case list(prefix: String, after: String)
  /// What stands in them: a file for each, by its number.
  case fetch([LogObject])

  package static let most = 10_000
  package static let list = "objects.json"
}
