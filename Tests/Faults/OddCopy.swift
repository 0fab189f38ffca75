import Glibc

/// The ways in which files arrive: steps with pauses between them.
struct OddCopy {
  enum Way: String, CaseIterable, Sendable {
    case plain, slow, preallocated, sparse, reopened, renamed, saved, rewritten, linked, mapped
  }

  /// What is to be done, each so many seconds after the one before it.
  let steps: [(after: Double, act: () throws -> Void)]

  /// - Parameter aside: A folder on the same file system, which the service does not look into.
  init(_ bytes: [UInt8], to path: String, by way: Way, aside: String) {
    let half = bytes.count / 2
    let other = "\(aside)/\(path.split(separator: "/").last ?? "x")"
    let file = OpenFile()
    switch way {
    case .plain:
      steps = [(0, { try file.open(path) }), (0, { try file.write(bytes[...]) }), (0, { file.close() })]
    case .slow:
      // Longer than a drop has to rest: that it is still open must be seen.
      steps = [
        (0, { try file.open(path) }), (0, { try file.write(bytes[..<half]) }), (2.5, { try file.write(bytes[half...]) }),
        (0.3, { file.close() }),
      ]
    case .preallocated:
      steps = [
        (0, { try file.open(path) }), (0, { posix_fallocate(file.descriptor, 0, bytes.count) }),
        (2.2, { try file.write(bytes[...]) }), (0.1, { file.close() }),
      ]
    case .sparse:
      steps = [
        (0, { try file.open(path) }), (0, { ftruncate(file.descriptor, bytes.count) }), (2.2, { try file.write(bytes[...]) }),
        (0.1, { file.close() }),
      ]
    case .reopened:
      steps = [
        (0, { try file.open(path) }), (0, { try file.write(bytes[..<half]) }), (0, { file.close() }),
        (0.05, { try file.open(path, adding: true) }), (1, { try file.write(bytes[half...]) }), (0, { file.close() }),
      ]
    case .renamed:
      steps = [
        (0, { try file.open(path + ".part") }), (0.5, { try file.write(bytes[...]) }), (2, { file.close() }),
        (2, { rename(path + ".part", path) }),
      ]
    case .saved:
      // As editors do: an empty one first, and the real one over it.
      steps = [
        (0, { try file.open(path) }), (0, { file.close() }), (0.2, { try file.open(other) }), (0, { try file.write(bytes[...]) }),
        (0, { file.close() }), (0.3, { rename(other, path) }),
      ]
    case .rewritten:
      steps = [
        (0, { try file.open(path) }), (0, { try file.write(bytes[..<half]) }), (0.1, { ftruncate(file.descriptor, 0) }),
        (0, { lseek(file.descriptor, 0, SEEK_SET) }), (2.2, { try file.write(bytes[...]) }), (0, { file.close() }),
      ]
    case .mapped:
      // The file is closed, and still written to through the memory.
      let view = MappedFile()
      steps = [
        (0, { try view.open(path, count: bytes.count) }), (2.2, { view.write(bytes) }), (0.2, { view.close() }),
      ]
    case .linked:
      steps = [
        (0, { try file.open(other) }), (0, { try file.write(bytes[...]) }), (0, { file.close() }), (0.2, { link(other, path) }),
      ]
    }
  }
}

/// A file that somebody writes.
final class OpenFile {
  private(set) var descriptor: Int32 = -1

  func open(_ path: String, adding: Bool = false) throws {
    descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (adding ? O_APPEND : 0), 0o660)
    guard descriptor >= 0 else { throw FaultProblem("\(path) cannot be made: \(String(cString: strerror(errno)))") }
  }

  func write(_ bytes: ArraySlice<UInt8>) throws {
    let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard written == bytes.count else { throw FaultProblem("a file cannot be written: \(String(cString: strerror(errno)))") }
  }

  func close() {
    if descriptor >= 0 { Glibc.close(descriptor) }
    descriptor = -1
  }

  deinit { close() }
}

/// A file that somebody writes through the memory alone.
final class MappedFile {
  private var memory: UnsafeMutableRawPointer?
  private var count = 0

  func open(_ path: String, count: Int) throws {
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o660)
    guard file >= 0 else { throw FaultProblem("\(path) cannot be made: \(String(cString: strerror(errno)))") }
    ftruncate(file, count)
    memory = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
    self.count = count
    Glibc.close(file)
    guard memory != MAP_FAILED else { throw FaultProblem("\(path) cannot be mapped") }
  }

  func write(_ bytes: [UInt8]) { memory?.copyMemory(from: bytes, byteCount: min(count, bytes.count)) }

  func close() {
    if let memory { munmap(memory, count) }
    memory = nil
  }

  deinit { close() }
}
