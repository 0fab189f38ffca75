import Digests
import Files
import Glibc
import Intake
import Production
import Synchronization

/// A file system, its kernel's leases and its clock, pretended: what takes hours out there takes no time here.
final class PretendedWorld: Sendable {
  struct Node {
    var kind = FileStatus.Kind.file
    /// Nil is a hole.
    var bytes: [UInt8?] = []
    var entries: [FileName: UInt64] = [:]
    var modified = Moment(microseconds: 0)
    var changed = Moment(microseconds: 0)
    var links: UInt64 = 1
    var writers = 0
    var isForbidden = false
    var isFinderAtIt = false
    var size: Int64 { Int64(bytes.count) }
  }

  struct State {
    var nodes: [UInt64: Node] = [1: Node(kind: .folder)]
    var nextInode: UInt64 = 2
    var freed: [UInt64] = []
    var wall: Int64 = 1_700_000_000_000_000
    var givesLeases = true
    var opened = 0
    /// What happens while a file is being read.
    var duringDigest: (@Sendable () -> Void)?
  }

  static let root: UInt64 = 1
  private let state = Mutex(State())

  var inbox: PretendedFolder { PretendedFolder(world: self, inode: Self.root) }

  func with<Answer>(_ body: (inout State) throws(FileError) -> Answer) throws(FileError) -> Answer {
    let result: Result<Answer, FileError> = state.withLock { state in
      do throws(FileError) {
        return .success(try body(&state))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
}

extension PretendedWorld.State {
  /// A moment passes, as between any two calls.
  mutating func tick() -> Moment {
    wall += 1
    return Moment(microseconds: wall)
  }

  mutating func newNode(_ kind: FileStatus.Kind) -> UInt64 {
    // The kernel gives numbers again at once.
    let inode = freed.popLast() ?? nextInode
    if inode == nextInode { nextInode += 1 }
    let now = tick()
    nodes[inode] = PretendedWorld.Node(kind: kind, modified: now, changed: now)
    return inode
  }

  func find(_ path: [FileName], from start: UInt64 = PretendedWorld.root) throws(FileError) -> UInt64 {
    var inode = start
    for name in path {
      guard let node = nodes[inode], node.kind == .folder else {
        throw FileError(call: "open", name: name.description, code: nodes[inode]?.kind == .link ? ELOOP : ENOTDIR)
      }
      if node.isForbidden { throw FileError(call: "open", name: name.description, code: EACCES) }
      guard let next = node.entries[name] else { throw FileError(call: "open", name: name.description, code: ENOENT) }
      inode = next
    }
    return inode
  }

  func status(_ inode: UInt64) -> FileStatus? {
    nodes[inode].map {
      FileStatus(
        kind: $0.kind, size: $0.size, modified: $0.modified, changed: $0.changed, device: 1, inode: inode, links: $0.links)
    }
  }
}

struct PretendedFolder: ProbedFolder {
  let world: PretendedWorld
  let inode: UInt64

  func folder(_ path: [FileName]) throws(FileError) -> PretendedFolder {
    try world.with { (state) throws(FileError) in
      let found = try state.find(path, from: inode)
      guard let node = state.nodes[found], node.kind == .folder else {
        throw FileError(call: "open", name: "", code: state.nodes[found]?.kind == .link ? ELOOP : ENOTDIR)
      }
      if node.isForbidden { throw FileError(call: "open", name: "", code: EACCES) }
      return PretendedFolder(world: world, inode: found)
    }
  }

  func status() throws(FileError) -> FileStatus {
    guard let status = try world.with({ $0.status(inode) }) else { throw FileError(call: "fstat", name: "", code: ENOENT) }
    return status
  }

  func status(of name: FileName) throws(FileError) -> FileStatus? {
    try world.with { state in state.nodes[inode]?.entries[name].flatMap { state.status($0) } }
  }

  func forEachEntry(_ body: (FolderEntry) -> Bool) throws(FileError) {
    let entries = try world.with { state in
      (state.nodes[inode]?.entries ?? [:]).compactMap { name, inode in
        state.nodes[inode].map { FolderEntry(name: name, kind: $0.kind, inode: inode) }
      }
    }
    for entry in entries where !body(entry) { return }
  }

  func read(_ name: FileName, atMost limit: Int) throws(FileError) -> [UInt8]? {
    try world.with { (state) throws(FileError) in
      guard let node = (state.nodes[inode]?.entries[name]).flatMap({ state.nodes[$0] }) else { return nil }
      if node.bytes.count > limit { throw FileError(call: "read", name: "\(name)", code: EFBIG) }
      return node.bytes.map { $0 ?? 0 }
    }
  }

  func open<Look: FileLook>(_ name: FileName, _ look: Look) throws(FileError) -> Look.Finding {
    let file = try world.with { (state) throws(FileError) in
      guard let found = state.nodes[inode]?.entries[name], let node = state.nodes[found] else {
        throw FileError(call: "open", name: "\(name)", code: ENOENT)
      }
      if node.isForbidden { throw FileError(call: "open", name: "\(name)", code: EACCES) }
      guard node.kind == .file else { throw FileError(call: "open", name: "\(name)", code: node.kind == .link ? ELOOP : EINVAL) }
      state.opened += 1
      return PretendedFile(world: world, inode: found)
    }
    return try look.look(at: file)
  }
}

struct PretendedFile: ProbedFile {
  let world: PretendedWorld
  let inode: UInt64

  private func node() -> PretendedWorld.Node { (try? world.with { $0.nodes[inode] }) ?? PretendedWorld.Node() }

  func status() throws(FileError) -> FileStatus {
    guard let status = try world.with({ $0.status(inode) }) else { throw FileError(call: "fstat", name: "", code: ESTALE) }
    return status
  }

  func read(at offset: Int64, count: Int) throws(FileError) -> [UInt8] {
    node().bytes.dropFirst(Int(offset)).prefix(count).map { $0 ?? 0 }
  }

  func digest() throws(FileError) -> Digest {
    let digest = Digest(of: node().bytes.map { $0 ?? 0 })
    let hook = try world.with { state in
      defer { state.duringDigest = nil }
      return state.duringDigest
    }
    hook?()
    return digest
  }

  func firstHole() throws(FileError) -> Hole? {
    let bytes = node().bytes
    guard let start = bytes.firstIndex(of: nil) else { return nil }
    return Hole(start: Int64(start), dataFollows: bytes[start...].contains { $0 != nil })
  }

  func takeLease() -> File.Writers {
    guard (try? world.with { $0.givesLeases }) == true else { return .cannotTell }
    return node().writers > 0 ? .some : .none
  }

  var leaseStands: Bool { node().writers == 0 }
  func dropLease() {}
  var isFinderAtIt: Bool { node().isFinderAtIt }
}
