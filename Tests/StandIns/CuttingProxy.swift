import Glibc
import Synchronization

/// A line to a server on loopback that breaks: it carries bytes both ways, counts those that go up, and resets the connection that carries
/// the byte at each of the given places, or all that there are.
package final class CuttingProxy: Sendable {
  package let port: UInt16
  private let listener: Int32
  private let state: State

  private final class State: Sendable {
    let server: UInt16
    let cutsAll: Bool
    let places: Mutex<[Int64]>
    let passed = Mutex<Int64>(0)
    let cuts = Mutex<Int>(0)
    let open = Mutex<Set<Int32>>([])
    let isOver = Atomic(false)

    init(server: UInt16, places: [Int64], cutsAll: Bool) {
      self.server = server
      self.cutsAll = cutsAll
      self.places = Mutex(places)
    }
  }

  package init(to server: UInt16, cuttingAt places: [Int64], all cutsAll: Bool = false) throws {
    signal(SIGPIPE, SIG_IGN)
    (listener, port) = try Self.listen()
    let state = State(server: server, places: places.sorted(), cutsAll: cutsAll)
    self.state = state
    let listener = listener
    try OwnThread.start {
      while !state.isOver.load(ordering: .sequentiallyConsistent) {
        let client = accept(listener, nil, nil)
        if client < 0 {
          if errno == EINTR || errno == ECONNABORTED { continue }
          return
        }
        state.open.withLock { _ = $0.insert(client) }
        try? OwnThread.start { Self.carry(client, state) }
      }
    }
  }

  deinit {
    state.isOver.store(true, ordering: .sequentiallyConsistent)
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    state.open.withLock { for socket in $0 { shutdown(socket, Int32(SHUT_RDWR)) } }
  }

  /// So many places in that many bytes, which follow no pattern of ours; others in each round.
  package static func places(_ count: Int, of size: Int64, round: Int = 0) -> [Int64] {
    var dice = 88_172_645_463_325_252 &+ UInt64(round) &* 0x9E37_79B9_7F4A_7C15
    return (0..<count).map { _ in
      dice ^= dice << 13
      dice ^= dice >> 7
      dice ^= dice << 17
      return Int64(dice % UInt64(size / 40 * 39))
    }
  }

  /// Bytes that reached the server.
  package var passed: Int64 { state.passed.withLock { $0 } }
  package var cuts: Int { state.cuts.withLock { $0 } }

  // MARK: - Carrying

  private static func carry(_ client: Int32, _ state: State) {
    let server = connect(to: state.server)
    defer {
      state.open.withLock { _ = $0.remove(client) }
      close(client)
      if server >= 0 { close(server) }
    }
    guard server >= 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 32 << 10)
    var ends = [pollfd(fd: client, events: Int16(POLLIN), revents: 0), pollfd(fd: server, events: Int16(POLLIN), revents: 0)]
    let cutsBefore = state.cuts.withLock { $0 }
    while !state.isOver.load(ordering: .sequentiallyConsistent) {
      if state.cutsAll, state.cuts.withLock({ $0 }) != cutsBefore { return reset(client, server) }
      if poll(&ends, 2, 1000) < 0 {
        if errno == EINTR { continue }
        return
      }
      if ends[0].revents != 0 {
        let count = recv(client, &buffer, buffer.count, 0)
        guard count > 0 else { return }
        let isCut = state.passed.withLock { passed in
          let end = passed + Int64(count)
          let isCut = state.places.withLock { places in
            guard let next = places.first, next <= end else { return false }
            places.removeFirst()
            return true
          }
          if !isCut { passed = end }
          return isCut
        }
        if isCut {
          state.cuts.withLock { $0 += 1 }
          return reset(client, server)
        }
        guard pass(buffer, count, to: server) else { return }
      }
      if ends[1].revents != 0 {
        let count = recv(server, &buffer, buffer.count, 0)
        guard count > 0, pass(buffer, count, to: client) else { return }
      }
    }
  }

  /// So that closing them tells the other side that something is wrong.
  private static func reset(_ sockets: Int32...) {
    for socket in sockets {
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    }
  }

  private static func pass(_ bytes: [UInt8], _ count: Int, to socket: Int32) -> Bool {
    var sent = 0
    while sent < count {
      let now = bytes.withUnsafeBytes { send(socket, $0.baseAddress?.advanced(by: sent), count - sent, Int32(MSG_NOSIGNAL)) }
      if now < 0, errno == EINTR { continue }
      guard now > 0 else { return false }
      sent += now
    }
    return true
  }

  private static func connect(to port: UInt16) -> Int32 {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = loopback(port)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else {
      close(number)
      return -1
    }
    return number
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private static func listen() throws -> (socket: Int32, port: UInt16) {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isUp = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, size) == 0 && Glibc.listen(number, 64) == 0 && getsockname(number, $0, &size) == 0
      }
    }
    guard number >= 0, isUp else { throw StandInError("No port is free: \(errno)") }
    return (number, UInt16(bigEndian: address.sin_port))
  }
}
