import Glibc
import Synchronization

/// Somebody who sits at the server itself, or a program that runs there.
final class LocalPerson: Person {
  private let share: String
  private let open = Mutex<Set<Int32>>([])

  init(share: String) { self.share = share }

  deinit { for descriptor in open.withLock({ $0 }) { Glibc.close(descriptor) } }

  func open(_ place: String, _ mode: OpenMode) async throws -> Int {
    let flags =
      switch mode {
      case .create: O_RDWR | O_CREAT | O_TRUNC
      case .edit: O_RDWR | O_CREAT
      case .change: O_RDWR
      }
    let descriptor = try call(place) { Glibc.open($0, flags | O_CLOEXEC, 0o660) }
    // As the server's masks do it.
    if mode != .change { fchmod(descriptor, 0o660) }
    _ = open.withLock { $0.insert(descriptor) }
    return Int(descriptor)
  }

  func write(_ bytes: [UInt8], at offset: Int, to handle: Int) async throws {
    let count = bytes.withUnsafeBytes { pwrite(Int32(handle), $0.baseAddress, $0.count, offset) }
    guard count == bytes.count else { throw PersonError("write: \(errno)") }
  }

  func setSize(_ size: Int, of handle: Int) async throws {
    guard ftruncate(Int32(handle), size) == 0 else { throw PersonError("size: \(errno)") }
  }

  func setModified(_ seconds: Int, of handle: Int) async throws {
    let times = [timespec(tv_sec: 0, tv_nsec: UTIME_OMIT_VALUE), timespec(tv_sec: seconds, tv_nsec: 0)]
    guard futimens(Int32(handle), times) == 0 else { throw PersonError("time: \(errno)") }
  }

  func close(_ handle: Int) async throws {
    _ = open.withLock { $0.remove(Int32(handle)) }
    Glibc.close(Int32(handle))
  }

  func read(_ place: String) async throws -> [UInt8] {
    let descriptor = try call(place) { Glibc.open($0, O_RDONLY | O_CLOEXEC) }
    defer { Glibc.close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while case let count = Glibc.read(descriptor, &piece, piece.count), count > 0 { bytes += piece[..<count] }
    return bytes
  }

  func rename(_ place: String, to other: String, replacing: Bool) async throws {
    guard replacing || access("\(share)/\(other)", F_OK) != 0, Glibc.rename("\(share)/\(place)", "\(share)/\(other)") == 0 else {
      throw PersonError("rename of \(place) to \(other): \(errno)")
    }
  }

  func makeFolder(_ place: String) async throws {
    _ = try call(place) { mkdir($0, 0o2770) }
    _ = try call(place) { chmod($0, 0o2770) }
  }

  func remove(_ place: String) async throws { _ = try call(place) { Glibc.remove($0) } }

  func names(in place: String) async throws -> [String] {
    guard let folder = opendir("\(share)/\(place)") else { throw PersonError("names in \(place): \(errno)") }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256, String.init(cString:))
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func vanish() async throws {
    for descriptor in open.withLock({ open in
      defer { open = [] }; return open
    }) { Glibc.close(descriptor) }
  }

  private func call(_ place: String, _ body: (String) -> Int32) throws -> Int32 {
    let result = body("\(share)/\(place)")
    guard result >= 0 else { throw PersonError("\(place): \(errno)") }
    return result
  }
}

/// The importer does not know the macro.
private let UTIME_OMIT_VALUE = (1 << 30) - 2

struct PersonError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
