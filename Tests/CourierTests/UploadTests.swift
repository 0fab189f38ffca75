import Courier
import Files
import Glibc
import StandIns
import Testing

/// Bodies that are read from files as they leave, and requests side by side.
@Suite(.timeLimit(.minutes(10))) struct UploadTests {
  private let messenger = Messenger(network: Network(namedHosts: ["127.0.0.1"]))

  private func source(_ bytes: [UInt8]) throws -> FileSource {
    var name = Array("/tmp/dropreel-upload-XXXXXX".utf8CString)
    let writing = mkstemp(&name)
    defer { close(writing) }
    let reading = open(name, O_RDONLY | O_CLOEXEC)
    unlink(name)
    var place = 0
    while place < bytes.count {
      place += bytes[place...].withUnsafeBytes { write(writing, $0.baseAddress, $0.count) }
    }
    return FileSource(try File.inherited(reading, shownAs: "film.mp4"))
  }

  private func noise(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 11) } }

  private func request(
    _ server: StandIn, _ method: CourierRequest.Method, _ source: FileSource, at offset: Int64 = 0, count: Int64
  ) -> CourierRequest {
    var request = CourierRequest(method, server.url + "/film", deadlines: .sending(count))
    request.stretch = FileStretch(of: source, at: offset, count: count)
    return request
  }

  @Test(arguments: [CourierRequest.Method.put, .post, .patch]) func aPartOfAFileIsSentAsItIs(_ method: CourierRequest.Method)
    throws
  {
    let bytes = noise(1_500_000)
    let source = try source(bytes)
    let server = try StandIn(.json("{}"))
    for (offset, count) in [(0, 1_500_000), (700_001, 600_000), (1_499_999, 1), (5, 0)] {
      #expect(try messenger.send(request(server, method, source, at: Int64(offset), count: Int64(count))).status == 200)
      let heard = try #require(server.heard.last)
      #expect(heard.method == method.rawValue)
      #expect(heard.body == Array(bytes[offset..<(offset + count)]))
      #expect(heard.values("content-length") == ["\(count)"])
    }
    // Neither in chunks nor waiting for a go-ahead.
    #expect(server.complaints == [])
  }

  @Test func nothingIsAlsoSentWithItsLength() throws {
    let server = try StandIn(.json("{}"))
    for method in [CourierRequest.Method.put, .post, .patch] {
      _ = try messenger.send(CourierRequest(method, server.url + "/film"))
      #expect(server.heard.last?.values("content-length") == ["0"])
    }
    #expect(server.complaints == [])
  }

  @Test func aFileThatHasNotGotWhatItShouldIsNoFaultOfTheHost() throws {
    let source = try source(noise(1000))
    let server = try StandIn(.json("{}"))
    let error = #expect(throws: CourierError.self) { try messenger.send(request(server, .put, source, at: 900, count: 200)) }
    #expect(error?.cause == .broken)
    #expect(error?.detail == "the file is shorter than it was")
    #expect(server.heard == [])
  }

  @Test func whatIsHeldBackIsNotSlowAndItsProgressIsTold() throws {
    let bytes = noise(900_000)
    let source = try source(bytes)
    let server = try StandIn(.json("{}"))
    var request = request(server, .put, source, count: 900_000)
    request.bytesPerSecond = 300_000
    // It takes longer than the first byte may; as it goes on, nothing is wrong with it.
    request.deadlines.firstByte = .milliseconds(1500)
    var told: [Int64] = []
    #expect(try messenger.send(request) { told.append($0) }.status == 200)
    #expect(server.heard.first?.body == bytes)
    #expect(told.contains { $0 > 0 && $0 < 900_000 })
    #expect(told == told.sorted())
  }

  @Test func aHostThatTakesNothingMoreIsSlow() throws {
    let bytes = noise(32 << 20)
    let source = try source(bytes)
    let listener = try DeafListener()
    var request = CourierRequest(.put, "http://127.0.0.1:\(listener.port)/", deadlines: .sending(32 << 20))
    request.stretch = FileStretch(of: source, at: 0, count: 32 << 20)
    request.deadlines.firstByte = .milliseconds(600)
    let error = #expect(throws: CourierError.self) { try messenger.send(request) }
    #expect(error?.cause == .slowFirstByte)
    #expect(error?.reached == .perhapsSent)
  }

  @Test func severalGoSideBySideAndAFailedOneCanBeGivenAgain() throws {
    let bytes = noise(400_000)
    let source = try source(bytes)
    let server = try StandIn { $0.number == 2 ? .reset : .json("{}") }
    var waiting = Array(0..<8)
    var parts: [Int] = []
    var ended: [Int] = []
    var failures = 0
    try messenger.send(atMost: 3) { () throws -> CourierRequest? in
      guard !waiting.isEmpty else { return nil }
      let part = waiting.removeFirst()
      parts.append(part)
      return request(server, .put, source, at: Int64(part) * 50_000, count: 50_000)
    } heard: { number, answer in
      switch answer {
      case .success(let reply):
        #expect(reply.status == 200)
        ended.append(parts[number])
      case .failure:
        failures += 1
        waiting.append(parts[number])
      }
    }
    #expect(failures == 1)
    #expect(ended.sorted() == Array(0..<8))
    #expect(server.heard.count == 9)
    #expect(Set(server.heard.map(\.body)) == Set((0..<8).map { Array(bytes[($0 * 50_000)..<(($0 + 1) * 50_000)]) }))
  }

  @Test func whatIsThrownEndsAll() throws {
    struct Enough: Error {}
    let server = try StandIn(.json("{}"))
    var given = 0
    #expect(throws: Enough.self) {
      try messenger.send(atMost: 2) { () throws -> CourierRequest? in
        given += 1
        return CourierRequest(.get, server.url + "/")
      } heard: { _, _ in
        throw Enough()
      }
    }
    #expect(given == 2)
    var answers: [Bool] = []
    var left = 3
    messenger.send(atMost: 2) {
      left -= 1
      return left < 0 ? nil : CourierRequest(.get, "ftp://127.0.0.1/")
    } heard: { _, answer in
      if case .failure(let error) = answer { answers.append(error.cause == .unfit) }
    }
    #expect(answers == [true, true, true])
  }
}

/// Takes connections and reads nothing of them.
private final class DeafListener {
  private let socket: Int32
  let port: UInt16

  init() throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = socket
    let isUp = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 && listen(socket, 4) == 0 && getsockname(socket, $0, &size) == 0
      }
    }
    guard isUp else { throw StandInError("no port") }
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(socket) }
}
