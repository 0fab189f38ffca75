import Rig
import StandIns

/// A script whose film goes to a host: what the tests of hosts begin with, and look at.
struct HostedScript {
  static let text = "TITLE: Two\n\nLERATO: One film is drawn once, and then it lies there twice.\n"
  static let note = "acme/outbox/two/publish.txt"

  let rig: Rig

  /// `hosts` are whole tables. The script is on its way when the service runs.
  init(_ hosts: String, secrets: [String: String] = [:], line: String = "tries = 2", publish: String) async throws {
    rig = try Rig(secrets: secrets)
    try rig.makeFolder("www")
    try configure(hosts, line: line, publish: publish)
    try await rig.start()
    try rig.write(Self.text, to: "acme/inbox/two.script.txt")
  }

  /// On a server that stands in for a video service.
  init(
    on server: HostServer<PeerTubeStandIn>, password: String = "p&ss=wörd", line: String = "tries = 2", publish: String,
    more: String = ""
  ) async throws {
    try await self.init("\(Self.tube(server))\n\(more)", secrets: ["tube": password], line: line, publish: publish)
  }

  static func tube(_ server: HostServer<PeerTubeStandIn>) -> String {
    """
    [[host]]
    name = "tube"
    kind = "peertube"
    endpoint = "\(server.url)"
    user = "dropreel"
    key = "tube"
    """
  }

  func configure(_ hosts: String, line: String = "tries = 2", publish: String) throws {
    let hosts = hosts.replacing("RIG", with: rig.path)
    try rig.configure(
      line: "first_pause_seconds = 0.1\n\(line)", clientLines: "gates = []\npublish.host = \"auto\"\n\(publish)", more: hosts)
  }

  /// Drops a word about it, and waits until it is heard.
  func ask(_ word: String, _ text: String) async throws {
    try rig.write(text, to: "acme/inbox/two.\(word)")
    try await rig.wait("it to be taken") { !rig.exists("acme/inbox/two.\(word)") }
  }

  var told: String { get throws { rig.exists(Self.note) ? try rig.read(Self.note) : "" } }

  /// The address that people are told of.
  @discardableResult
  func link() async throws -> String {
    try await rig.wait("it to be there") { try told.contains("# LINK: ") }
    return try told.split(separator: "\n").first { $0.hasPrefix("# LINK: ") }.map { String($0.dropFirst(8)) } ?? ""
  }
}
