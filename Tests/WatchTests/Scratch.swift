import Glibc
import Testing

@testable import Watch

/// A folder of its own for one test, removed with all that is in it.
final class Scratch {
  let path: String

  init() throws {
    // The kernel tells of changes the same way everywhere; in memory thousands of files are made and removed in no time.
    let place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(place)/dropreel-watch-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Scratch.remove(Array(path.utf8)) }

  static func remove(_ path: [UInt8]) {
    if let listing = FolderListing(path: path) {
      for entry in listing.entries { remove(path + [UInt8(ascii: "/")] + entry.name) }
      _ = withName(path) { rmdir($0) }
    } else {
      _ = withName(path) { unlink($0) }
    }
  }

  static func withName<Result>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result? {
    (path.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { $0.baseAddress.map(body) }
  }

  func folder(_ name: String) throws {
    try #require(mkdir("\(path)/\(name)", 0o755) == 0, "\(name)")
  }

  func file(_ name: String, _ text: String = "x") throws {
    try file(Array(name.utf8), text)
  }

  func file(_ name: [UInt8], _ text: String = "x") throws {
    let full = Array(path.utf8) + [UInt8(ascii: "/")] + name
    let descriptor = try #require(Scratch.withName(full) { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) })
    try #require(descriptor >= 0)
    let bytes = Array(text.utf8)
    try #require(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
  }

  func move(_ old: String, _ new: String) throws {
    try #require(rename("\(path)/\(old)", "\(path)/\(new)") == 0, "\(old)")
  }

  func delete(_ name: String) { Scratch.remove(Array("\(path)/\(name)".utf8)) }
}

/// A watch whose hints a test can wait for.
final class Ears {
  let watch: FolderWatch
  private var iterator: AsyncStream<[Hint]>.AsyncIterator
  private(set) var heard: [Hint] = []

  /// The library is one for the process; another suite may have it for a moment.
  init() async throws {
    var watch: FolderWatch?
    while watch == nil {
      do throws(WatchError) {
        watch = try FolderWatch()
      } catch {
        guard error == .alreadyInUse else { throw error }
        try await Task.sleep(for: .milliseconds(5))
      }
    }
    self.watch = try #require(watch)
    iterator = self.watch.hints.makeAsyncIterator()
  }

  /// Listens until `isEnough`; false when the hints ended before.
  func hear(_ isEnough: ([Hint]) -> Bool) async -> Bool {
    while !isEnough(heard) {
      guard let batch = await iterator.next(isolation: #isolation) else { return false }
      heard += batch
    }
    return true
  }

  func hear(_ kind: Touch.Kind, _ path: String, tag: Int = 1, isFolder: Bool = false) async -> Bool {
    let parts = path.split(separator: "/").map { Array($0.utf8) }
    let touch = Touch(tag: tag, folder: Array(parts.dropLast()), name: parts.last ?? [], kind: kind, isFolder: isFolder)
    return await hear { $0.contains(.touched(touch)) }
  }

  func forgetHeard() { heard = [] }

  /// All paths that were touched in whatever way.
  var paths: Set<String> {
    Set(
      heard.compactMap { hint in
        guard case .touched(let touch) = hint else { return nil }
        return (touch.folder + [touch.name]).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
      })
  }

  func hear(allOf wanted: Set<String>) async -> Bool { await hear { _ in paths.isSuperset(of: wanted) } }
}
