import Glibc
import Synchronization

/// A server on loopback that stands in for a provider: it keeps what it was asked, and answers, or misbehaves, as the test says.
///
/// It ends with the last hold of it; connections that hang end too.
package final class StandIn: Sendable {
  package let port: UInt16
  private let listener: Int32
  private let state: State
  private let answer: @Sendable (StandInRequest) -> Answer

  /// What its threads share, and outlives it where they do.
  private final class State: Sendable {
    let heard = Mutex<[StandInRequest]>([])
    let complaints = Mutex<[String]>([])
    let open = Mutex<Set<Int32>>([])
    let isOver = Atomic(false)
  }

  /// `cut` may say of the head of a request after how many bytes of its body the connection is reset; what came until then is given to
  /// `answer`, which nobody hears. `keepsBeginnings`: so is what comes of a body that breaks off by itself.
  package init(
    keepsBeginnings: Bool = false, cut: @escaping @Sendable (StandInRequest) -> Int? = { _ in nil },
    answer: @escaping @Sendable (StandInRequest) -> Answer
  ) throws {
    signal(SIGPIPE, SIG_IGN)
    (listener, port) = try Self.listen()
    self.answer = answer
    let state = State()
    self.state = state
    let listener = listener
    try OwnThread.start {
      Self.serve(listener, state, { try RequestReading.read(from: $0, keepsBeginnings: keepsBeginnings, cut: cut) }, answer)
    }
  }

  /// Answers each request with the next of these; the last one again and again.
  package convenience init(_ answers: Answer...) throws {
    try self.init { answers[min($0.number, answers.count) - 1] }
  }

  deinit {
    state.isOver.store(true, ordering: .sequentiallyConsistent)
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    state.open.withLock { for socket in $0 { shutdown(socket, Int32(SHUT_RDWR)) } }
  }

  package var url: String { "http://127.0.0.1:\(port)" }

  /// All requests that came whole, in order.
  package var heard: [StandInRequest] { state.heard.withLock { $0 } }

  /// What was no proper request. A test that expects none should look.
  package var complaints: [String] { state.complaints.withLock { $0 } }

  // MARK: - Serving

  private static func listen() throws -> (socket: Int32, port: UInt16) {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isUp = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, size) == 0 && Glibc.listen(number, 64) == 0 && getsockname(number, $0, &size) == 0
      }
    }
    guard number >= 0, isUp else { throw StandInError("No port is free: \(errno)") }
    return (number, UInt16(bigEndian: address.sin_port))
  }

  private static func serve(
    _ listener: Int32, _ state: State, _ read: @escaping @Sendable (Int32) throws -> StandInRequest?,
    _ answer: @escaping @Sendable (StandInRequest) -> Answer
  ) {
    while !state.isOver.load(ordering: .sequentiallyConsistent) {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else {
        if errno == EINTR || errno == ECONNABORTED { continue }
        return
      }
      state.open.withLock { _ = $0.insert(connection) }
      try? OwnThread.start {
        converse(connection, state, read, answer)
        state.open.withLock { _ = $0.remove(connection) }
        close(connection)
      }
    }
  }

  private static func cutOff(_ unheard: Answer) -> Answer { .reset }

  private static func converse(
    _ connection: Int32, _ state: State, _ read: (Int32) throws -> StandInRequest?, _ answer: (StandInRequest) -> Answer
  ) {
    do {
      guard let request = try read(connection) else { return }
      let heard = state.heard.withLock { heard in
        var request = request
        request.number = heard.count + 1
        heard.append(request)
        return request
      }
      for step in (heard.isCut ? cutOff(answer(heard)) : answer(heard)).steps { guard step.play(on: connection) else { return } }
    } catch {
      state.complaints.withLock { $0.append("\(error)") }
      _ = Answer.Step.bytes(Array("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".utf8)).play(
        on: connection)
    }
  }
}

package struct StandInError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
