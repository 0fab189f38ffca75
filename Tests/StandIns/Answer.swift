import Glibc

/// What a stand-in does once it has heard a request: bytes, pauses and endings, one after the other.
package struct Answer: Hashable, Sendable {
  package var steps: [Step]

  package enum Step: Hashable, Sendable {
    case bytes([UInt8])
    case pause(milliseconds: Int)
    /// Says nothing more, and keeps the connection until the other side gives it up.
    case hang
    /// Ends the connection as a crash does, so that the other side's system is told so.
    case reset

    /// False when nothing more can be said.
    func play(on connection: Int32) -> Bool {
      switch self {
      case .bytes(let bytes):
        var sent = 0
        while sent < bytes.count {
          let count = bytes.withUnsafeBytes {
            send(connection, $0.baseAddress?.advanced(by: sent), $0.count - sent, Int32(MSG_NOSIGNAL))
          }
          if count < 0, errno == EINTR { continue }
          guard count > 0 else { return false }
          sent += count
        }
        return true
      case .pause(let milliseconds):
        usleep(UInt32(milliseconds) * 1000)
        return true
      case .hang:
        var byte: UInt8 = 0
        while recv(connection, &byte, 1, 0) > 0 {}
        return false
      case .reset:
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
        return false
      }
    }
  }

  package init(_ steps: Step...) { self.steps = steps }

  // MARK: - Proper answers

  package static func reply(_ body: [UInt8], status: Int = 200, headers: [String] = []) -> Answer {
    Answer(.bytes(head(status, headers + ["Content-Length: \(body.count)"]) + body))
  }

  package static func json(_ text: String, status: Int = 200, headers: [String] = []) -> Answer {
    reply(Array(text.utf8), status: status, headers: ["Content-Type: application/json"] + headers)
  }

  /// In chunks, with a pause between them.
  package static func chunked(_ chunks: [String], pause: Int = 0) -> Answer {
    var answer = Answer(.bytes(head(200, ["Transfer-Encoding: chunked"])))
    for chunk in chunks {
      answer.steps += [.bytes(Array("\(String(chunk.utf8.count, radix: 16))\r\n\(chunk)\r\n".utf8)), .pause(milliseconds: pause)]
    }
    answer.steps.append(.bytes(Array("0\r\n\r\n".utf8)))
    return answer
  }

  package static func head(_ status: Int, _ headers: [String]) -> [UInt8] {
    Array((["HTTP/1.1 \(status) Stand-in", "Connection: close"] + headers).map { "\($0)\r\n" }.joined().utf8) + Array("\r\n".utf8)
  }

  // MARK: - Misbehaviour

  /// Takes the request and never says a word.
  package static let silence = Answer(.hang)
  /// Begins the headers, and stops.
  package static let stallInHeaders = Answer(.bytes(Array("HTTP/1.1 200 OK\r\nContent-Ty".utf8)), .hang)
  /// Sends all headers and the beginning of the body, and stops.
  package static let stallInBody = Answer(.bytes(head(200, ["Content-Length: 1000"]) + Array("{\"a\":".utf8)), .hang)
  /// Sends one byte after the other, each soon enough to seem alive.
  package static func trickle(bytes: Int, every milliseconds: Int) -> Answer {
    var answer = Answer(.bytes(head(200, ["Content-Length: \(bytes)"])))
    for _ in 0..<bytes { answer.steps += [.pause(milliseconds: milliseconds), .bytes([UInt8(ascii: " ")])] }
    return answer
  }
  /// Ends the connection without an answer.
  package static let close = Answer()
  package static let reset = Answer(.reset)
  package static let resetInBody = Answer(
    .bytes(head(200, ["Content-Length: 1000"]) + Array("{\"a\":".utf8)), .pause(milliseconds: 50), .reset)
  /// Announces more than comes.
  package static let short = Answer(.bytes(head(200, ["Content-Length: 1000"]) + Array("{\"a\":1}".utf8)))
  /// Sends more than it announces.
  package static let long = Answer(.bytes(head(200, ["Content-Length: 7"]) + Array("{\"a\":1}and more".utf8)))
  package static let badChunk = Answer(
    .bytes(head(200, ["Transfer-Encoding: chunked"]) + Array("7\r\n{\"a\":1}\r\nxyz\r\nabc".utf8)))
  package static let noChunkEnd = Answer(.bytes(head(200, ["Transfer-Encoding: chunked"]) + Array("7\r\n{\"a\":1}\r\n".utf8)))
  package static let garbage = Answer(.bytes([0x16, 0x03, 0x01, 0xFF, 0x00, 0x0A, 0x0A] + Array("not HTTP at all\n\n".utf8)))
  package static let hugeHeaders = Answer(
    .bytes(head(200, (0..<400).map { "X-\($0): \(String(repeating: "x", count: 4000))" } + ["Content-Length: 0"])))

  /// As providers say it: with seconds, a date, or something huge in `retry-after`.
  package static func tooMany(retryAfter: String?) -> Answer {
    json(
      #"{"error":{"type":"rate_limit_error","message":"Slow down"}}"#, status: 429,
      headers: retryAfter.map { ["Retry-After: \($0)"] } ?? [])
  }
}
