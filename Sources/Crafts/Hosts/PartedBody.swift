/// Several things in one body, each behind headers of its own.
struct PartedBody {
  private let boundary: String
  private var parts: [UInt8] = []

  init() {
    boundary =
      "part-" + String(UInt64.random(in: 0...UInt64.max), radix: 36) + String(UInt64.random(in: 0...UInt64.max), radix: 36)
  }

  mutating func add(_ bytes: [UInt8], _ headers: String...) {
    parts += Array("--\(boundary)\r\n\(headers.joined(separator: "\r\n"))\r\n\r\n".utf8) + bytes + Array("\r\n".utf8)
  }

  var bytes: [UInt8] { parts + Array("--\(boundary)--\r\n".utf8) }

  /// As in `multipart/form-data`.
  func contentType(_ kind: String) -> String { "\(kind); boundary=\(boundary)" }
}
