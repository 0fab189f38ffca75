import Dispatch
import Files
import FoundationEssentials
import Glibc
import Production

/// The local socket by which commands reach the running service: one JSON line to ask, one to answer.
package enum ControlSocket {
  package static let name = "dropreel.sock"
  static let longestLine = 64 << 20
  static let longestRequest = 1 << 20

  /// The address of a socket in the state folder. A path that does not fit is said, and not cut.
  static func withAddress<Result>(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) throws -> Result {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard bytes.count < room else {
      throw Refusal(
        "The path of the state folder is too long for a socket: \(path).", wayOut: "Choose a state folder with a shorter path.")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
  }

  static func limitTime(_ descriptor: Int32, seconds: Int) {
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  static func readLine(_ descriptor: Int32, longest: Int) throws -> [UInt8] {
    var line: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while line.count <= longest {
      let got = recv(descriptor, &buffer, buffer.count, 0)
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw FileError(call: "recv", name: name, code: errno) }
      if got == 0 { break }
      line.append(contentsOf: buffer[..<got])
      if line.last == UInt8(ascii: "\n") { return Array(line.dropLast()) }
    }
    throw FileError(call: "recv", name: name, code: EPROTO)
  }

  static func writeLine(_ descriptor: Int32, _ line: [UInt8]) throws {
    let bytes = line + [UInt8(ascii: "\n")]
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        send(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw FileError(call: "send", name: name, code: errno) }
      sent += count
    }
  }

  /// Asks the running service. Nil when none listens there.
  package static func ask(_ request: Request, stateFolder: String) throws -> Reply? {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw FileError(call: "socket", name: name, code: errno) }
    defer { close(descriptor) }
    // Long enough for a whole verification.
    limitTime(descriptor, seconds: 600)
    let outcome = try withAddress("\(stateFolder)/\(name)") { connect(descriptor, $0, $1) }
    if outcome != 0 {
      if [ENOENT, ECONNREFUSED, ENOTDIR].contains(errno) { return nil }
      throw FileError(call: "connect", name: "\(stateFolder)/\(name)", code: errno)
    }
    try writeLine(descriptor, Array(try JSONEncoder().encode(request)))
    return try JSONDecoder().decode(Reply.self, from: Data(try readLine(descriptor, longest: longestLine)))
  }
}

/// The service's end. One thread accepts and reads; the answers are given by tasks.
package final class ControlServer: Sendable {
  package typealias Answer = @Sendable (Request, _ by: String) async -> Reply
  private let listening: Int32
  private let path: String

  package init(stateFolder: String, answer: @escaping Answer) throws {
    path = "\(stateFolder)/\(ControlSocket.name)"
    listening = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard listening >= 0 else { throw FileError(call: "socket", name: path, code: errno) }
    // The lock is ours, so a socket that lies there belongs to nobody any more.
    unlink(path)
    let old = umask(0o117)
    let bound = try ControlSocket.withAddress(path) { [listening] in bind(listening, $0, $1) }
    umask(old)
    guard bound == 0, listen(listening, 64) == 0 else {
      let code = errno
      close(listening)
      throw FileError(call: "bind", name: path, code: code)
    }
    Self.startAccepting(listening, answer)
  }

  /// Nobody is accepted any more. The thread ends with its socket.
  package func stop() {
    unlink(path)
    shutdown(listening, Int32(SHUT_RDWR))
  }

  private static func startAccepting(_ listening: Int32, _ answer: @escaping Answer) {
    DispatchQueue(label: "control").async {
      while true {
        let connection = accept(listening, nil, nil)
        if connection < 0 {
          if errno == EINTR || errno == ECONNABORTED { continue }
          if errno == EMFILE || errno == ENFILE {
            usleep(100_000)
            continue
          }
          close(listening)
          return
        }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        serve(connection, answer)
      }
    }
  }

  private static func serve(_ connection: Int32, _ answer: @escaping Answer) {
    ControlSocket.limitTime(connection, seconds: 2)
    guard let line = try? ControlSocket.readLine(connection, longest: ControlSocket.longestRequest) else {
      close(connection)
      return
    }
    let by = person(at: connection)
    Task {
      defer { close(connection) }
      let reply: Reply
      do {
        reply = await answer(try JSONDecoder().decode(Request.self, from: Data(line)), by)
      } catch {
        reply = .refused(
          Refusal(
            "The service did not understand the command.", wayOut: "Use the command and the service of one version.",
            detail: "\(error)"))
      }
      if let bytes = try? JSONEncoder().encode(reply) { try? ControlSocket.writeLine(connection, Array(bytes)) }
    }
  }

  /// The account at the other end, as the kernel says, whatever the other end claims.
  private static func person(at connection: Int32) -> String {
    var credentials = [UInt32](repeating: 0, count: 3)
    var length = socklen_t(12)
    // SO_PEERCRED fills in process, user and group: three 32-bit numbers.
    guard getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &credentials, &length) == 0 else { return "someone on this machine" }
    return Accounts.name(of: credentials[1])
  }
}
