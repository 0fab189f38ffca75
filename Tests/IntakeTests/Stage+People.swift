import Files
import Glibc
import Intake

/// What people and their programs do in the inbox. Paths are written with slashes.
extension Stage {
  static func path(_ text: String) -> InboxPath { path(text.split(separator: "/").map { Array($0.utf8) }) }

  static func path(_ bytes: [[UInt8]]) -> InboxPath {
    guard let path = InboxPath(bytes: bytes) else { preconditionFailure("a path of a test must be one") }
    return path
  }

  /// A file that is written and closed in one go.
  mutating func drop(_ name: String, _ bytes: [UInt8]) throws {
    let file = try open(name, truncating: true)
    try write(bytes, to: file)
    try close(file)
  }

  mutating func drop(_ name: String, _ text: String = "some text") throws { try drop(name, Array(text.utf8)) }

  struct OpenFile {
    let path: InboxPath
    let inode: UInt64
  }

  /// Opens for writing; what is not there is created.
  mutating func open(_ name: String, truncating: Bool = false) throws -> OpenFile {
    try open(Self.path(name), truncating: truncating)
  }

  mutating func open(_ path: InboxPath, truncating: Bool = false) throws -> OpenFile {
    var isNew = false
    let inode = try world.with { (state) throws(FileError) in
      let folder = try state.find(path.folders)
      if let inode = state.nodes[folder]?.entries[path.name] {
        state.nodes[inode]?.writers += 1
        if truncating { state.set(inode) { $0.bytes = [] } }
        return inode
      }
      isNew = true
      let inode = state.newNode(.file)
      state.nodes[inode]?.writers = 1
      state.nodes[folder]?.entries[path.name] = inode
      return inode
    }
    if isNew { hear(path, .named) }
    return OpenFile(path: path, inode: inode)
  }

  mutating func write(_ bytes: [UInt8], to file: OpenFile, at offset: Int? = nil) throws {
    world.change { state in
      state.set(file.inode) { node in
        let start = offset ?? node.bytes.count
        if node.bytes.count < start + bytes.count {
          node.bytes += [UInt8?](repeating: nil, count: start + bytes.count - node.bytes.count)
        }
        for (index, byte) in bytes.enumerated() { node.bytes[start + index] = byte }
      }
    }
  }

  /// As a client does that asks for all the room first.
  mutating func presize(_ file: OpenFile, _ size: Int) throws {
    world.change { state in
      state.set(file.inode) { $0.bytes = $0.bytes.prefix(size) + [UInt8?](repeating: nil, count: max(0, size - $0.bytes.count)) }
    }
  }

  /// The end of a copy, or of its client: the file server closes what a dead one had open.
  mutating func close(_ file: OpenFile) throws {
    world.change { $0.nodes[file.inode]?.writers -= 1 }
    hear(file.path, .closed)
  }

  mutating func rename(_ from: String, _ to: String) throws {
    let (old, new) = (Self.path(from), Self.path(to))
    try world.with { (state) throws(FileError) in
      let (source, target) = (try state.find(old.folders), try state.find(new.folders))
      let inode = state.nodes[source]?.entries.removeValue(forKey: old.name)
      state.nodes[target]?.entries[new.name] = inode
      let now = state.tick()
      if let inode { state.nodes[inode]?.changed = now }
    }
    hearLeaving(old)
    hear(new, .closed)
  }

  mutating func remove(_ name: String) throws {
    let path = Self.path(name)
    world.change { state in
      guard let folder = try? state.find(path.folders), let inode = state.nodes[folder]?.entries.removeValue(forKey: path.name)
      else { return }
      if state.nodes[inode]?.links == 1, state.nodes[inode]?.writers == 0 {
        state.nodes[inode] = nil
        state.freed.append(inode)
      }
    }
    hearLeaving(path)
  }

  mutating func makeFolder(_ name: String) throws {
    try make(name, .folder)
    hear(Self.path(name), .named)
  }

  /// A link, a pipe: something that is no file.
  mutating func make(_ name: String, _ kind: FileStatus.Kind) throws {
    let path = Self.path(name)
    try world.with { (state) throws(FileError) in
      let inode = state.newNode(kind)
      let folder = try state.find(path.folders)
      state.nodes[folder]?.entries[path.name] = inode
    }
    if kind != .folder { hear(path, .named) }
  }

  /// A second name for a file that lies elsewhere on the share.
  mutating func link(_ name: String, _ text: String) throws -> UInt64 {
    let path = Self.path(name)
    let inode = try world.with { (state) throws(FileError) in
      let inode = state.newNode(.file)
      state.set(inode) { $0.bytes = Array(text.utf8) }
      state.nodes[inode]?.links = 2
      let folder = try state.find(path.folders)
      state.nodes[folder]?.entries[path.name] = inode
      return inode
    }
    hear(path, .named)
    return inode
  }

  mutating func change(_ name: String, _ body: (inout PretendedWorld.Node) -> Void) throws {
    let path = Self.path(name)
    let inode = try world.with { (state) throws(FileError) in try state.find(path.folders + [path.name]) }
    world.change { body(&$0.nodes[inode, default: .init()]) }
  }

  func exists(_ name: String) -> Bool {
    let path = Self.path(name)
    return (try? world.with { (state) throws(FileError) in try state.find(path.folders + [path.name]) }) != nil
  }
}

extension PretendedWorld.State {
  /// A write: both times change.
  mutating func set(_ inode: UInt64, _ body: (inout PretendedWorld.Node) -> Void) {
    let now = tick()
    guard var node = nodes[inode] else { return }
    // Taken out, so that its bytes are not copied.
    nodes[inode] = nil
    body(&node)
    (node.modified, node.changed) = (now, now)
    nodes[inode] = node
  }
}

/// Files that have the end that every whole one of their kind has.
enum Whole {
  static func zip(_ content: String = "x", first: String = "[Content_Types].xml") -> [UInt8] {
    [0x50, 0x4B, 3, 4] + [UInt8](repeating: 1, count: 26) + Array(first.utf8) + Array(content.utf8) + [0x50, 0x4B, 5, 6]
      + [UInt8](repeating: 0, count: 18)
  }
  static func pdf(_ pages: String = "page") -> [UInt8] { Array("%PDF-1.7\n\(pages)\n%%EOF".utf8) }
  static func mp4(_ data: Int = 40) -> [UInt8] { box("ftyp", 16) + box("mdat", data) + box("moov", 24) }
  static func box(_ name: String, _ size: Int) -> [UInt8] {
    [0, 0, UInt8(size >> 8), UInt8(size & 255)] + Array(name.utf8) + [UInt8](repeating: 7, count: size - 8)
  }
  static func wav(_ data: Int) -> [UInt8] {
    let size = data + 4
    return Array("RIFF".utf8) + [UInt8(size & 255), UInt8(size >> 8), 0, 0] + Array("WAVE".utf8)
      + [UInt8](repeating: 5, count: data)
  }
}
