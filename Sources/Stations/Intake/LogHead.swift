import Production

/// What the first bytes of a web server's access log tell. Whether it is one after all, a worker finds out.
enum LogHead {
  /// Text that one of the first lines says to be a log.
  static func isLog(_ head: [UInt8], _ ending: String) -> Bool {
    // Documents may speak of logs, and begin with one.
    if ["md", "markdown", "html", "htm", "csv", "tsv"].contains(ending) { return false }
    let lines = head.split(separator: 0x0A, maxSplits: 5).prefix(5)
    return ending == "log" && lines.isEmpty || lines.contains { isLine(Array($0)) }
  }

  /// Packed, and named as logs are: `access.log.2.gz`, `E2ABC.2026-11-20-10.ab12cd34.gz`.
  static func isPacked(_ head: [UInt8], _ name: String) -> Bool {
    let name = name.lowercased()
    return head.starts(with: [0x1F, 0x8B]) && name.hasSuffix(".gz")
      && [".tar.gz", ".svg.gz", ".sql.gz", ".xml.gz"].allSatisfy { !name.hasSuffix($0) }
  }

  private static func isLine(_ line: [UInt8]) -> Bool {
    if line.starts(with: "#Fields:".utf8) { return true }
    if line.first == UInt8(ascii: "{") {
      let text = String(decoding: line.prefix(4096), as: UTF8.self)
      return text.contains("\"http.log.access") || text.contains("\"cs-uri-stem\"")
        || text.contains("\"request\"") && text.contains("\"uri\"") && text.contains("\"status\"")
    }
    // `[20/Nov/2026:10:15:42 +0000]`, and the request in quotation marks behind it or, in a bucket's log, later.
    guard let bracket = line.prefix(512).firstIndex(of: UInt8(ascii: "[")), bracket + 30 < line.count else { return false }
    let time = line[bracket..<(bracket + 28)].map { (48...57).contains($0) ? UInt8(ascii: "0") : $0 }
    let shape = String(decoding: time, as: UTF8.self)
    return shape.hasPrefix("[00/") && shape.dropFirst(7).hasPrefix("/0000:00:00:00 ") && shape.hasSuffix("0000]")
      && line[(bracket + 28)...].contains(UInt8(ascii: "\""))
  }
}
