import Glibc
import Sandbox
import Testing

/// A nursery with a folder of its own, and the worker that misbehaves on command.
final class Bench: Sendable {
  let nursery: Nursery
  /// Where workers work.
  let folder: String
  /// Where they must not.
  let outside: String

  init() throws {
    nursery = try Nursery()
    var template = Array("/tmp/dropreel-sandbox-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    outside = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    folder = outside + "/work"
    try #require(mkdir(folder, 0o700) == 0)
  }

  deinit {
    for path in ["a-link", "a-pipe", "grown", "inside", "linked", "new"].map({ "\(folder)/\($0)" }) { unlink(path) }
    rmdir(folder)
    for name in ["secret", "new", "out"] { unlink("\(outside)/\(name)") }
    rmdir(outside)
  }

  /// The tests and the worker are built into one folder.
  static func program() throws -> String {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    try #require(count > 0)
    let own = String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let cut = try #require(own.lastIndex(of: "/"))
    return own[..<cut] + "/misbehaving-worker"
  }

  func start(
    _ arguments: String..., environment: [String: String] = [:], descriptors: [Int32] = [], niceness: Int32 = 0
  ) async throws -> Child {
    try await start(arguments, environment: environment, descriptors: descriptors, niceness: niceness)
  }

  func start(
    _ arguments: [String], environment: [String: String] = [:], descriptors: [Int32] = [], niceness: Int32 = 0
  ) async throws -> Child {
    try await nursery.spawn(
      ChildPlan(
        program: try Self.program(), arguments: arguments, environment: environment, workFolder: folder,
        descriptors: descriptors, niceness: niceness))
  }

  /// Runs to the end and gives all that was said.
  func run(
    _ arguments: [String], environment: [String: String] = [:], descriptors: [Int32] = []
  ) async throws -> (lines: [String], end: ChildEnd) {
    let child = try await start(arguments, environment: environment, descriptors: descriptors)
    var lines: [String] = []
    for await line in child.lines { lines.append(String(decoding: line, as: UTF8.self)) }
    return (lines, await child.waitUntilEnded())
  }

  /// The environment of a confined worker that may write in its folder.
  func confined(_ profile: Confinement.Profile, _ more: [String: String] = [:]) -> [String: String] {
    more.merging(["CONFINE": profile.rawValue, "WRITABLE": folder]) { given, _ in given }
  }

  func makeFile(_ path: String, _ text: String = "secret") throws {
    let file = open(path, O_WRONLY | O_CREAT, 0o600)
    defer { close(file) }
    try #require(file >= 0 && write(file, text, text.utf8.count) == text.utf8.count)
  }
}

/// Whether a process is gone, or dead and only waits to be buried by somebody else.
func isGone(_ pid: Int32) -> Bool {
  let file = open("/proc/\(pid)/stat", O_RDONLY)
  guard file >= 0 else { return true }
  defer { close(file) }
  var bytes = [UInt8](repeating: 0, count: 512)
  let count = max(0, read(file, &bytes, bytes.count))
  let text = String(decoding: bytes[..<count], as: UTF8.self)
  return text.isEmpty || text.contains(") Z ")
}

/// Asks again and again, for far longer than it can take.
func eventually(_ holds: () -> Bool) async throws -> Bool {
  for _ in 0..<1000 {
    if holds() { return true }
    try await Task.sleep(for: .milliseconds(10))
  }
  return false
}
