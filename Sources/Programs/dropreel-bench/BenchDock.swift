import Courier
import Digests
import Files
import Glibc
import Hosts
import Production

/// Where the host meets the bench.
final class BenchDock: HostDock {
  private let path: String
  private let secrets: [String: String]
  private let messenger = Messenger(network: Network(namedHosts: ["127.0.0.1"]))
  let isWrappingUp = false

  init(path: String, secrets: [String: String]) {
    self.path = path
    self.secrets = secrets
  }

  func described() throws -> HostParcel.File {
    // The service knows the digest of what it stores, and a film in parts is not compared by it.
    HostParcel.File(name: "film.mp4", digest: Digest(of: path), size: try open().status().size)
  }

  private func open() throws -> File { try File.inherited(Glibc.open(path, O_RDONLY | O_CLOEXEC), shownAs: "film.mp4") }

  func secret(_ name: String) -> Credential { Credential(secrets[name] ?? "") }
  func open(_ file: HostParcel.File) throws -> File { try open() }
  func send(_ request: CourierRequest) throws(CourierError) -> CourierReply { try messenger.send(request) }
  func send(
    atMost most: Int, next: () throws -> CourierRequest?, heard: (Int, Result<CourierReply, CourierError>) throws -> Void
  ) throws { try messenger.send(atMost: most, next: next, heard: heard) }
  func keep(handle: String) {}
  func sent(_ bytes: Int64, of all: Int64) {}
  func rest(_ pause: Duration) {}
  var now: Int64 { Self.now }
  static var now: Int64 { Int64(time(nil)) }
}
