import Courier
import StandIns
import Testing

/// Where a messenger does not go, and whom it does not believe.
@Suite(.timeLimit(.minutes(10))) struct GuardTests {
  private func refusal(_ url: String, named: Set<String> = [], trust: String? = nil) throws -> CourierError {
    let deadlines = Deadlines(connect: .seconds(3), firstByte: .seconds(3), idle: .seconds(3), total: .seconds(5))
    let error = #expect(throws: CourierError.self, "\(url)") {
      _ = try Messenger(network: Network(namedHosts: named, trust: trust)).send(CourierRequest(.get, url, deadlines: deadlines))
    }
    return try #require(error)
  }

  @Test(arguments: [
    "https://127.0.0.1", "https://127.1", "https://0x7f.0.0.1", "https://2130706433", "https://localhost", "https://[::1]",
    "https://10.0.0.1", "https://192.168.1.1", "https://172.31.255.1", "https://100.64.0.1", "https://169.254.169.254",
    "https://0.0.0.0", "https://224.0.0.1", "https://255.255.255.255", "https://[::ffff:127.0.0.1]",
    "https://[::ffff:10.1.2.3]", "https://[64:ff9b::7f00:1]", "https://[2002:7f00:1::]", "https://[fc00::1]",
    "https://[fe80::1]", "https://[ff02::1]", "https://[fd00:ec2::254]", "https://[::]",
  ]) func noPlaceOfThisMachineOrItsNetworkIsReached(_ url: String) throws {
    let error = try refusal("\(url):9/secret")
    #expect(error.cause == .forbiddenAddress, "\(error)")
    #expect(error.reached == .notSent)
    #expect(!error.isPassing)
  }

  @Test func whatIsNamedMayBeLocalButNeverAMachinesOwnData() throws {
    let server = try StandIn(.json("{}"))
    #expect(try refusal(server.url).cause == .unfit)
    #expect(server.heard == [])
    let request = CourierRequest(.get, "\(server.url)/")
    #expect(try Messenger(network: Network(namedHosts: ["127.0.0.1"])).send(request).status == 200)
    for host in ["169.254.169.254", "[fd00:ec2::254]", "0.0.0.0"] {
      let name = try #require(Network.host(of: "https://\(host)/"))
      #expect(try refusal("https://\(host)/", named: [name]).cause == .forbiddenAddress)
    }
  }

  @Test func nothingGoesIntoTheWorldInTheClear() throws {
    let error = try refusal("http://93.184.216.34/", named: ["93.184.216.34"])
    #expect(error.cause == .forbiddenAddress, "\(error)")
    #expect(try refusal("http://example.com/").cause == .unfit)
  }

  @Test(arguments: [
    "", "api.example.com", "ftp://example.com/", "file:///etc/passwd", "https://", "https://user@example.com/",
    "https://user:key@example.com/", "https://example.com/a b", "https://example.com/\r\nX: y", "gopher://example.com",
  ]) func whatIsNoAddressIsNotSent(_ url: String) throws {
    let error = try refusal(url)
    #expect(error.cause == .unfit)
    #expect(error.reached == .notSent)
  }

  @Test(arguments: [
    CourierHeader("X-A", "b\r\nX-Evil: 1"), CourierHeader("X A", "b"), CourierHeader("", "b"), CourierHeader("X-A\n", "b"),
    CourierHeader("X-Key", Credential("k\nX-Evil: 1")), CourierHeader("X-Key", prefix: "\0", Credential("k")),
  ]) func aHeaderStaysOne(_ header: CourierHeader) throws {
    let server = try StandIn(.json("{}"))
    let error = #expect(throws: CourierError.self) {
      _ = try Messenger(network: Network(namedHosts: ["127.0.0.1"])).send(
        CourierRequest(.get, "\(server.url)/", headers: [header]))
    }
    #expect(error?.cause == .unfit)
    #expect(server.heard == [])
  }

  @Test func aSecretIsNowhereToBeSeen() throws {
    let header = CourierHeader("Authorization", prefix: "Bearer ", Credential("sk-very-secret"))
    let request = CourierRequest(.get, "https://127.0.0.1:9/", headers: [header])
    var shown = "\(header) \(header.shown) \(request) "
    dump(request, to: &shown)
    debugPrint(request, to: &shown)
    let error = #expect(throws: CourierError.self) { _ = try Messenger().send(request) }
    shown += "\(error, default: "")"
    #expect(error?.cause == .forbiddenAddress)
    #expect(!shown.contains("very-secret"))
    #expect(shown.contains("Bearer (secret)"))
  }

  @Test func aServerThatSaysOurKeyIsNotRepeated() throws {
    let server = try StandIn(.json(#"{"error":"The key sk-very-secret is not sk-very"}"#, headers: ["X-Key: sk-very-secret"]))
    let header = CourierHeader("Authorization", prefix: "Bearer ", Credential("sk-very-secret"))
    let reply = try Messenger(network: Network(namedHosts: ["127.0.0.1"])).send(
      CourierRequest(.get, "\(server.url)/", headers: [header]))
    #expect(server.heard.first?["authorization"] == "Bearer sk-very-secret")
    #expect(String(decoding: reply.body, as: UTF8.self) == #"{"error":"The key ************** is not sk-very"}"#)
    #expect(reply.headers["x-key"] == "**************")
  }

  @Test func aServerMustProveWhoItIs() throws {
    let scratch = try Scratch()
    let certificates = try Certificates(in: scratch.path)
    try certificates.issue("right", for: "127.0.0.1")
    try certificates.issue("other", for: "provider.example")
    try certificates.issue("old", for: "127.0.0.1", days: -1)
    let right = try SecureStandIn(certificates, as: "right")
    let url = "https://127.0.0.1:\(right.port)/"
    let network = Network(namedHosts: ["127.0.0.1"], trust: certificates.authority)
    #expect(try Messenger(network: network).send(CourierRequest(.get, url)).status == 200)
    // Nobody that the system trusts vouches for it.
    let unknown = try refusal(url, named: ["127.0.0.1"])
    #expect(unknown.cause == .untrusted)
    #expect(unknown.reached == .notSent)
    for name in ["other", "old"] {
      let server = try SecureStandIn(certificates, as: name)
      let error = try refusal("https://127.0.0.1:\(server.port)/", named: ["127.0.0.1"], trust: certificates.authority)
      #expect(error.cause == .untrusted, "\(name): \(error)")
      #expect(error.reached == .notSent)
      #expect(!error.isPassing)
    }
  }
}
