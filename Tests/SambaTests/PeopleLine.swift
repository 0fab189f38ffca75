import Glibc

/// One machine's line to people.py: a request, then its answer. Only one queue uses it at a time.
final class PeopleLine: Sendable {
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let code = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard code == 0 else {
      close(descriptor)
      throw PersonError("people.py cannot be reached: \(errno)")
    }
  }

  deinit { close(descriptor) }

  func ask(_ request: [UInt8]) throws -> [UInt8] {
    let sent = request + [0x0A]
    var done = 0
    while done < sent.count {
      let count = sent[done...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { throw PersonError("people.py does not listen: \(errno)") }
      done += count
    }
    var reply: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while reply.last != 0x0A {
      let count = recv(descriptor, &piece, piece.count, 0)
      guard count > 0 else { throw PersonError("people.py does not answer: \(errno)") }
      reply += piece[..<count]
    }
    return reply
  }
}
