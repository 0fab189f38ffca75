import Courier
import Digests
import Files
import Glibc
import Hosts
import Production
import StandIns

/// A folder of one test's own.
final class S3Scratch: Sendable {
  let path: String

  init() throws {
    var name = Array("/tmp/dropreel-s3-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw StandInError("no folder") }
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { system("rm -rf '\(path)'") }

  func run(_ command: String) throws {
    let code = system("cd '\(path)' && { \(command); }")
    guard code == 0 else { throw StandInError("This did not work (\(code)): \(command)") }
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    guard let file = fopen("\(path)/\(name)", "w") else { throw StandInError("no \(name)") }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw StandInError("no room") }
  }

  func read(_ name: String) throws -> [UInt8] {
    guard let file = fopen("\(path)/\(name)", "r") else { throw StandInError("no \(name)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return bytes
  }

  func open(_ name: String) throws -> File {
    let descriptor = Glibc.open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StandInError("no \(name)") }
    return try File.inherited(descriptor, shownAs: name)
  }

  /// A file that nothing could make smaller.
  func noise(_ name: String, _ count: Int) throws -> HostParcel.File {
    try run("mkdir -p \"$(dirname '\(name)')\" && head -c \(count) /dev/urandom >'\(name)'")
    return try described(name)
  }

  func described(_ name: String) throws -> HostParcel.File {
    let file = try open(name)
    return HostParcel.File(name: name, digest: try file.digest(), size: try file.status().size)
  }

  /// What lies behind an address, as anybody's client sees it: its status, and its content's digest.
  func fetch(_ url: String) throws -> (status: String, digest: String, headers: String) {
    try run("curl -s -m 100 -D headers -o body -w '%{http_code}' '\(url)' >status; sha256sum body 2>/dev/null | cut -c1-64 >sum")
    func text(_ name: String) throws -> String {
      String(decoding: try read(name), as: UTF8.self).trimmed
    }
    return (try text("status"), try text("sum"), try text("headers"))
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

/// Where an S3 host meets the tests.
final class S3Dock: HostDock {
  let scratch: S3Scratch
  private let messenger: Messenger
  var secrets = ["s3": "open sesame"]
  var clock = Int64(time(nil))
  var handles: [String] = []
  var told: [Int64] = []
  var rests: [Duration] = []
  var isWrappingUp = false
  /// The process ends when it would send this one, counted from 1.
  var dies = Int.max
  /// Methods and what follows the bucket in the address, in the order in which they were begun.
  var asked: [String] = []

  struct Killed: Error {}

  init(_ scratch: S3Scratch, trust: String? = nil) {
    self.scratch = scratch
    messenger = Messenger(network: Network(namedHosts: ["127.0.0.1"], trust: trust))
  }

  func secret(_ name: String) throws -> Credential {
    guard let secret = secrets[name] else {
      throw HostProblem(.key, Refusal("There is no secret \(name).", wayOut: "Give it one."))
    }
    return Credential(secret)
  }

  func open(_ file: HostParcel.File) throws -> File { try scratch.open(file.name) }

  func send(_ request: CourierRequest) throws(CourierError) -> CourierReply { try messenger.send(request) }

  func send(
    atMost most: Int, next: () throws -> CourierRequest?, heard: (Int, Result<CourierReply, CourierError>) throws -> Void
  ) throws {
    try messenger.send(atMost: most) { () throws -> CourierRequest? in
      guard let request = try next() else { return nil }
      guard asked.count + 1 < dies else { throw Killed() }
      let path = request.url.split(separator: "/", maxSplits: 2).dropFirst(2).first.map(String.init) ?? ""
      asked.append("\(request.method.rawValue) \(path)")
      return request
    } heard: {
      try heard($0, $1)
    }
  }

  func keep(handle: String) throws { handles.append(handle) }
  func sent(_ bytes: Int64, of all: Int64) { told.append(bytes) }
  func rest(_ pause: Duration) { rests.append(pause) }
  var now: Int64 { clock }
}
