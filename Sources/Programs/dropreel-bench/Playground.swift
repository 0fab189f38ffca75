import Files
import Glibc
import Production

/// A share, a state and a configuration of their own, which are gone when the bench ends; and the service on them.
final class Playground {
  let root: String
  var share: String { "\(root)/share" }
  var state: String { "\(root)/state" }
  var inbox: String { "\(share)/inbox" }

  init(name: String) throws {
    let above = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    root = "\(above)/dropreel-bench-\(name)-\(getpid())"
    for folder in [root, "\(root)/share", "\(root)/state"] {
      guard mkdir(folder, 0o700) == 0 else { throw Burst.CannotWrite(path: folder, code: errno) }
    }
  }

  deinit {
    guard let slash = root.lastIndex(of: "/"), let name = FileName(String(root[root.index(after: slash)...])) else { return }
    try? Folder.open(String(root[..<slash])).removeTree(name)
  }

  func folder(_ name: String) throws -> String {
    let path = "\(root)/\(name)"
    guard mkdir(path, 0o700) == 0 else { throw Burst.CannotWrite(path: path, code: errno) }
    return path
  }

  /// Starts the service that lies beside this program, and waits until it is ready.
  func startService(settings: String) async throws -> ChildProgram {
    let config = "\(root)/config.toml"
    try TextFile.write("state = \"\(state)\"\n\(settings)\n[[client]]\nname = \"bench\"\nshare = \"\(share)\"\n", to: config)
    let service = try ChildProgram(
      Self.program("dropreel"), ["watch", "--config", config], output: "\(root)/service.log")
    try await wait(seconds: 30, for: "the service to be ready") {
      guard service.isRunning else {
        throw Refusal("The service ended.", wayOut: "See its log.", detail: TextFile.text("\(root)/service.log.errors"))
      }
      return TextFile.isThere("\(state)/dropreel.sock")
    }
    return service
  }

  /// Before anything is measured: these programs must lie beside this one.
  static func requirePrograms(_ names: [String]) throws {
    let missing = names.filter { !TextFile.isThere(program($0)) }
    if missing.isEmpty { return }
    throw Refusal(
      "This bench starts \(missing.joined(separator: " and ")), and beside dropreel-bench there is none.",
      wayOut: "Run: " + missing.map { "swift build -c release --product \($0)" }.joined(separator: " && "))
  }

  static func program(_ name: String) -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return own[..<(own.lastIndex(of: "/") ?? own.startIndex)] + "/\(name)"
  }

  /// A path in the source tree that this program was built in.
  static func tree(_ path: String) -> String {
    let trees = ["../../..", "../../../.."].map(program)
    return (trees.first { TextFile.isThere("\($0)/Package.swift") } ?? ".") + "/\(path)"
  }

  func wait(seconds: Int, for what: String, every pause: Duration = .milliseconds(20), until isSo: () async throws -> Bool)
    async throws
  {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try await !isSo() {
      guard ContinuousClock.now < deadline else {
        throw Refusal("Waited \(seconds) s for \(what), in vain.", wayOut: "Run it on a machine with less to do.")
      }
      try await Task.sleep(for: pause)
    }
  }
}
