/// Values that must not be seen, replaced wherever they occur in a text.
struct Redaction: Sendable {
  /// The longest first, so that a secret within a longer one leaves no rest of it.
  private let secrets: [[UInt8]]

  init(_ secrets: [String]) { self.init(bytes: secrets.map { Array($0.utf8) }) }

  private init(bytes: [[UInt8]]) {
    secrets = Set(bytes.filter { !$0.isEmpty }).sorted { $0.count > $1.count }
  }

  func adding(_ more: [String]) -> Redaction { Redaction(bytes: secrets + more.map { Array($0.utf8) }) }

  /// Compares bytes, not characters: an accent behind a secret must not hide it.
  func applied(to text: String) -> String {
    if secrets.isEmpty { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if let secret = secrets.first(where: { bytes[place...].starts(with: $0) }) {
        result += "•••".utf8
        place += secret.count
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
