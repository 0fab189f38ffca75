import Courier
import Glibc
import StandIns
import Testing

/// What a messenger brings back, and what it does not take for an answer.
@Suite(.timeLimit(.minutes(10))) struct MessengerTests {
  static let quick = Deadlines(connect: .seconds(5), firstByte: .milliseconds(400), idle: .milliseconds(400), total: .seconds(2))

  private func ask(
    _ server: StandIn, _ request: (inout CourierRequest) -> Void = { _ in }, named: Bool = true
  ) throws(CourierError) -> CourierReply {
    var question = CourierRequest(.post, "\(server.url)/v1/messages", body: Array("{}".utf8), deadlines: Self.quick)
    request(&question)
    return try Messenger(network: Network(namedHosts: named ? ["127.0.0.1"] : [])).send(question)
  }

  private func failure(_ answer: Answer, _ request: (inout CourierRequest) -> Void = { _ in }) throws -> CourierError {
    let server = try StandIn(answer)
    let error = #expect(throws: CourierError.self) { _ = try ask(server, request) }
    return try #require(error)
  }

  @Test func aWholeAnswerComesBack() throws {
    let server = try StandIn(.json(#"{"a":1}"#, headers: ["X-One: 1", "x-one: 2", "Request-Id:  abc \t"]))
    let reply = try ask(server) {
      $0.headers = [
        CourierHeader("Content-Type", "application/json"), CourierHeader("X-Api-Key", Credential("sk-1")),
        CourierHeader("Authorization", prefix: "Bearer ", Credential("sk-2")),
      ]
      $0.body = Array(#"{"question":"why?"}"#.utf8)
    }
    #expect(reply.status == 200)
    #expect(String(decoding: reply.body, as: UTF8.self) == #"{"a":1}"#)
    #expect(reply.headers["REQUEST-ID"] == "abc")
    #expect(reply.headers.values("x-one") == ["1", "2"])
    let heard = try #require(server.heard.first)
    #expect(heard.method == "POST")
    #expect(heard.path == "/v1/messages")
    #expect(heard.text == #"{"question":"why?"}"#)
    #expect(heard["x-api-key"] == "sk-1")
    #expect(heard["authorization"] == "Bearer sk-2")
    #expect(heard.values("content-type") == ["application/json"])
    #expect(server.complaints == [])
  }

  @Test(arguments: [CourierRequest.Method.get, .put, .delete, .post]) func everyMethodIsSent(_ method: CourierRequest.Method)
    throws
  {
    let server = try StandIn(.chunked(["{", "\"a\"", ":1}"]))
    let reply = try ask(server) {
      $0.method = method
      $0.body = method == .put ? [1, 2, 0, 3] : []
    }
    #expect(String(decoding: reply.body, as: UTF8.self) == #"{"a":1}"#)
    #expect(server.heard.map(\.method) == [method.rawValue])
    #expect(server.heard.first?.body == (method == .put ? [1, 2, 0, 3] : []))
    #expect(server.complaints == [])
  }

  @Test func answersOfEveryStatusComeBackAndNoRedirectIsFollowed() throws {
    for status in [201, 302, 400, 401, 429, 500, 529] {
      let server = try StandIn(.json("{}", status: status, headers: ["Location: http://127.0.0.1:1/"]))
      #expect(try ask(server).status == status)
      #expect(server.heard.count == 1)
    }
  }

  @Test(arguments: [
    (Answer.silence, CourierError.Cause.slowFirstByte), (.stallInHeaders, .stalled), (.stallInBody, .stalled),
    (.trickle(bytes: 100, every: 100), .slowTotal), (.close, .cutOff), (.reset, .cutOff), (.resetInBody, .cutOff),
    (.short, .cutOff), (.badChunk, .cutOff), (.noChunkEnd, .cutOff), (.garbage, .garbled), (.hugeHeaders, .tooLarge),
  ]) func whatIsNotWholeIsNoAnswer(_ answer: Answer, _ cause: CourierError.Cause) throws {
    let error = try failure(answer)
    #expect(error.cause == cause, "\(error)")
    // Whoever pays cannot know.
    #expect(error.reached == .perhapsSent)
    #expect(!error.description.contains("/v1/messages"))
  }

  @Test func whatComesAfterTheEndIsNotTaken() throws {
    let server = try StandIn(.long)
    #expect(String(decoding: try ask(server).body, as: UTF8.self) == #"{"a":1}"#)
  }

  @Test func anAnswerIsAsLargeAsItMayBeAndNoLarger() throws {
    let server = try StandIn(.reply([UInt8](repeating: 32, count: 5000)))
    #expect(try ask(server) { $0.largestAnswer = 5000 }.body.count == 5000)
    let error = #expect(throws: CourierError.self) { _ = try ask(server) { $0.largestAnswer = 4999 } }
    #expect(error?.cause == .tooLarge)
    #expect(error?.isPassing == false)
  }

  @Test func whatIsPackedIsBoundedByWhatIsInIt() throws {
    let folder = try Scratch()
    #expect(system("head -c 20000000 /dev/zero | gzip -9 > '\(folder.path)/zeros.gz'") == 0)
    let packed = try folder.read("zeros.gz")
    #expect(packed.count < 30_000)
    let server = try StandIn(.reply(packed, headers: ["Content-Encoding: gzip"]))
    #expect(try ask(server) { $0.largestAnswer = 20_000_000 }.body.count == 20_000_000)
    let error = #expect(throws: CourierError.self) { _ = try ask(server) { $0.largestAnswer = 1 << 20 } }
    #expect(error?.cause == .tooLarge)
    let liar = try StandIn(.reply(Array("not packed at all".utf8), headers: ["Content-Encoding: gzip"]))
    #expect(throws: CourierError.self) { _ = try ask(liar) }
  }

  @Test func aLongRequestIsNotSlow() throws {
    let server = try StandIn(.json("{}"))
    #expect(try ask(server) { $0.body = [UInt8](repeating: 120, count: 8 << 20) }.status == 200)
    #expect(server.heard.first?.body.count == 8 << 20)
  }

  @Test func nobodyThereIsNotSent() throws {
    let port = try StandIn(.close).port
    let request = CourierRequest(.post, "http://127.0.0.1:\(port)/", deadlines: Self.quick)
    let error = #expect(throws: CourierError.self) {
      _ = try Messenger(network: Network(namedHosts: ["127.0.0.1"])).send(request)
    }
    #expect(error?.cause == .noConnection)
    #expect(error?.reached == .notSent)
    #expect(error?.isPassing == true)
  }

  @Test func itIsHeardOfMeanwhile() throws {
    let server = try StandIn(Answer(.pause(milliseconds: 1200), .bytes(Answer.head(200, ["Content-Length: 0"]))))
    var count = 0
    let request = CourierRequest(.get, server.url + "/", deadlines: Deadlines(firstByte: .seconds(20)))
    _ = try Messenger(network: Network(namedHosts: ["127.0.0.1"])) { count += 1 }.send(request)
    #expect(count >= 3)
  }

  @Test func aProxyOfTheEnvironmentIsIgnored() throws {
    let (server, proxy) = (try StandIn(.json("{}")), try StandIn(.json("{}", status: 418)))
    setenv("http_proxy", proxy.url, 1)
    defer { unsetenv("http_proxy") }
    #expect(try ask(server).status == 200)
    #expect(proxy.heard == [])
  }
}
