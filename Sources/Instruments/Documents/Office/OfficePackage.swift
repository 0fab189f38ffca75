import Production

/// An office document's zip: its parts by their names, and how they are read.
final class OfficePackage {
  private let archive: Archive
  /// Parts are named without regard to capitals; some programs write a slash before the name, or the other slash.
  private let parts: [String: ArchiveEntry]
  /// How far the parts that tell anything are read, of all that they hold.
  private let progress: (Double) -> Void
  private var wanted: Int64 = 1
  private var done: Int64 = 0

  /// One part, unpacked: a text of eight MiB, with more markup around it than any program writes.
  static let mostBytes: Int64 = 512 << 20
  /// A part that only says how the text is set.
  private static let mostAside: Int64 = 64 << 20

  init(_ archive: Archive, progress: @escaping (Double) -> Void) {
    self.archive = archive
    self.progress = progress
    var parts: [String: ArchiveEntry] = [:]
    for entry in archive.entries where entry.kind == .file {
      parts[Self.key(entry.shownName)] = parts[Self.key(entry.shownName)] ?? entry
    }
    self.parts = parts
  }

  /// The names as they are looked up.
  var names: [String] { Array(parts.keys) }

  func has(_ name: String) -> Bool { parts[Self.key(name)] != nil }

  func size(of name: String) -> Int64 { parts[Self.key(name)]?.size ?? 0 }

  static func key(_ name: String) -> String {
    let plain = name.lowercased()
    guard plain.utf8.contains(0x5C) || plain.utf8.first == 0x2F else { return plain }
    return String(plain.replacing("\\", with: "/").drop { $0 == "/" })
  }

  /// From here on the progress is that of so many bytes.
  func expect(_ names: [String]) {
    wanted = max(1, names.reduce(0) { $0 + size(of: $1) })
    done = 0
  }

  /// Walks through one part; false when there is none of that name.
  @discardableResult
  func walk(_ name: String, _ visitor: any MarkupVisitor) throws -> Bool {
    guard has(name) else { return false }
    try walk([name], atMost: Self.mostAside) { _ in visitor }
    return true
  }

  /// Walks through a part in which the text is.
  func walkText(_ name: String, _ visitor: any MarkupVisitor) throws {
    try walk([name], atMost: Self.mostBytes) { _ in visitor }
  }

  /// Walks through parts in the order in which they lie in the file: nothing is unpacked twice.
  func walk(_ names: [String], atMost limit: Int64, _ visitor: (String) throws -> any MarkupVisitor) throws {
    var keys: [ArchiveEntry: String] = [:]
    for name in names {
      guard let entry = parts[Self.key(name)] else { continue }
      keys[entry] = Self.key(name)
    }
    guard keys.keys.reduce(0, { $0 + $1.size }) <= limit else { throw OfficeTrouble.tooMuchMarkup(limit: limit) }
    guard !keys.isEmpty else { return }
    var current: (entry: ArchiveEntry, parse: MarkupParse)?
    try archive.unpack(where: { keys[$0] != nil }) { entry, piece in
      if current?.entry != entry {
        try current?.parse.finish()
        current = (entry, MarkupParse(try visitor(keys[entry] ?? "")))
      }
      try current?.parse.feed(piece)
      done += Int64(piece.count)
      progress(min(1, Double(done) / Double(wanted)))
    }
    try current?.parse.finish()
  }

  /// A small part, as bytes.
  func content(of name: String, atMost limit: Int64) throws -> [UInt8]? {
    guard let entry = parts[Self.key(name)], entry.size <= limit else { return nil }
    var content: [UInt8] = []
    try archive.unpack(where: { $0 == entry }) { _, piece in content += piece }
    return content
  }
}
