import Glibc

/// Reads one request, strictly: what a real server might let pass is a complaint here.
enum RequestReading {
  /// Nil where the other side went away before it asked anything. `cut` may say of a head after how many bytes of its body no more is read.
  /// `keepsBeginnings`: a body that breaks off is no complaint, and what came of it counts.
  static func read(
    from connection: Int32, keepsBeginnings: Bool = false, cut: (StandInRequest) -> Int? = { _ in nil }
  ) throws -> StandInRequest? {
    var bytes: [UInt8] = []
    let end = Array("\r\n\r\n".utf8)
    var headEnd: Int?
    while headEnd == nil {
      guard let more = receive(connection) else {
        if bytes.isEmpty { return nil }
        throw StandInError("the request broke off in its head")
      }
      bytes += more
      guard bytes.count < 1 << 20 else { throw StandInError("a head without end") }
      headEnd = bytes.indices.dropLast(3).first { bytes[$0...].starts(with: end) }
    }
    let head = bytes[..<(headEnd ?? 0)]
    var body = Array(bytes.dropFirst((headEnd ?? 0) + 4))
    guard let text = String(validating: head, as: UTF8.self) else { throw StandInError("the head is no UTF-8") }
    var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    let words = lines.removeFirst().split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 3, words[2] == "HTTP/1.1", words[1].hasPrefix("/") else { throw StandInError("no request: \(words)") }
    let headers = try lines.map(header)
    try check(headers, method: words[0])
    let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
    let last = cut(StandInRequest(method: words[0], path: words[1], headers: headers, body: []))
    while body.count < min(length, last ?? length) {
      guard let more = receive(connection) else {
        guard keepsBeginnings else { throw StandInError("the body broke off") }
        return beginning(words, headers, body)
      }
      body += more
    }
    if let last, last < length { return beginning(words, headers, Array(body.prefix(last))) }
    guard body.count == length else { throw StandInError("the body is longer than it says") }
    return StandInRequest(method: words[0], path: words[1], headers: headers, body: body)
  }

  private static func beginning(_ words: [String], _ headers: [StandInRequest.Header], _ body: [UInt8]) -> StandInRequest {
    var request = StandInRequest(method: words[0], path: words[1], headers: headers, body: body)
    request.isCut = true
    return request
  }

  private static func header(_ line: String) throws -> StandInRequest.Header {
    guard let colon = line.firstIndex(of: ":") else { throw StandInError("no header: \(line)") }
    let value = line[line.index(after: colon)...].drop { $0 == " " }
    return StandInRequest.Header(String(line[..<colon]), String(value))
  }

  private static func check(_ headers: [StandInRequest.Header], method: String) throws {
    func values(_ name: String) -> [String] { headers.filter { $0.name.lowercased() == name }.map(\.value) }
    guard values("host").count == 1 else { throw StandInError("one Host is needed: \(values("host"))") }
    guard values("transfer-encoding").isEmpty else { throw StandInError("a body in chunks") }
    guard values("expect").isEmpty else { throw StandInError("waits for a go-ahead") }
    let lengths = values("content-length")
    guard lengths.count == (["POST", "PUT"].contains(method) ? 1 : lengths.isEmpty ? 0 : 1) else {
      throw StandInError("Content-Length of \(method): \(lengths)")
    }
    for name in ["content-type", "authorization", "x-api-key"] where values(name).count > 1 {
      throw StandInError("\(name) more than once")
    }
  }

  private static func receive(_ connection: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(connection, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      return count > 0 ? Array(buffer[..<count]) : nil
    }
  }
}
