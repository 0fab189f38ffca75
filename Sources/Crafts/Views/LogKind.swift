package import Production

/// How a log is written, as its first lines tell.
package enum LogKind: String, Sendable {
  case combined, bucket, columns, objects

  /// In words for people.
  package var words: String {
    switch self {
    case .combined: "a web server's access log (nginx, Apache)"
    case .bucket: "an access log of an S3 bucket"
    case .columns: "an access log of CloudFront"
    case .objects: "an access log in JSON (Caddy, CloudFront)"
    }
  }

  /// As settings name it; nil where its lines are to tell.
  package init?(_ format: AccessLog.Format) {
    switch format {
    case .auto: return nil
    case .combined: self = .combined
    case .s3: self = .bucket
    case .cloudfront: self = .columns
    case .json: self = .objects
    }
  }

  package var format: AccessLog.Format {
    switch self {
    case .combined: .combined
    case .bucket: .s3
    case .columns: .cloudfront
    case .objects: .json
    }
  }

  /// Nil where none of the first lines is one of a log.
  package static func of(_ head: [UInt8]) -> LogKind? {
    let lines = head.prefix(1 << 16).split(separator: 0x0A, maxSplits: 50).prefix(50)
    return lines.lazy.compactMap { of(line: Array($0)) }.first
  }

  private static func of(line: [UInt8]) -> LogKind? {
    if line.starts(with: "#Fields:".utf8) { return .columns }
    let bytes = line.span.bytes
    let whole = Field(start: 0, end: line.last == 0x0D ? line.count - 1 : line.count)
    var found = LogLine()
    var clock = LogClock()
    if line.first == UInt8(ascii: "{") { return ObjectLog.read(bytes, whole, &found, clock) == nil ? .objects : nil }
    // Both have a time in brackets: of a bucket's line two words stand before it, of the other's three.
    if BucketLog.read(bytes, whole, &found, &clock) == nil, !found.agent.isEmpty || !found.identity.isEmpty { return .bucket }
    return CombinedLog.read(bytes, whole, &found, &clock) == nil ? .combined : nil
  }
}
