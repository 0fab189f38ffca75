internal import CArchive
package import Files

/// A zip file: what is in it, and what its entries unpack to. For workers only.
///
/// Its list is read and held against the limits when it is opened. It takes a buffer of memory, however large it is.
package final class Archive {
  /// In the order in which they lie in the file.
  package let entries: [ArchiveEntry]
  private let source: ArchiveSource

  package convenience init(_ bytes: [UInt8], limits: ArchiveLimits) throws(ArchiveTrouble) {
    try self.init(ArchiveSource(bytes), limits: limits)
  }

  package convenience init(_ file: consuming File, limits: ArchiveLimits) throws(ArchiveTrouble) {
    try self.init(try ArchiveSource(file), limits: limits)
  }

  private init(_ source: ArchiveSource, limits: ArchiveLimits) throws(ArchiveTrouble) {
    entries = try ZipDirectory(of: source, limits: limits).entries
    self.source = source
  }

  /// All of one entry; nil when there is none of that name.
  package func content(of name: String) throws -> [UInt8]? {
    let wanted = Array(name.utf8)
    guard let entry = entries.first(where: { $0.name == wanted && $0.kind == .file }) else { return nil }
    var content: [UInt8] = []
    content.reserveCapacity(Int(clamping: entry.size))
    try unpack(where: { $0 == entry }) { _, piece in content += piece }
    return content
  }

  /// Unpacks the entries that are wanted, one after the other, in pieces of 64 KiB at most. An empty file comes as one empty piece.
  ///
  /// What it throws by itself is an `ArchiveTrouble`. The corresponding C function is `archive_read_data`.
  package func unpack(where isWanted: (ArchiveEntry) -> Bool, _ take: (ArchiveEntry, [UInt8]) throws -> Void) throws {
    let reader = try ArchiveReader(source)
    var last = entries.startIndex
    for (index, entry) in entries.enumerated() where entry.kind == .file && isWanted(entry) {
      try confirm(entry)
      // The library walks through the same list in the same order.
      while last <= index {
        guard try reader.nextEntry() else { throw ArchiveTrouble.damaged(detail: "its list is longer than its content") }
        last += 1
      }
      try unpack(entry, reader, take)
    }
  }

  private func unpack(
    _ entry: ArchiveEntry, _ reader: ArchiveReader, _ take: (ArchiveEntry, [UInt8]) throws -> Void
  ) throws {
    var left = entry.size
    while true {
      let piece = try reader.nextPiece()
      left -= Int64(piece.count)
      guard left >= 0 else { throw ArchiveTrouble.trap(detail: "\(entry.shownName) is larger than it says") }
      if piece.isEmpty { break }
      try take(entry, piece)
    }
    guard left == 0 else { throw ArchiveTrouble.damaged(detail: "\(entry.shownName) is shorter than it says") }
    if entry.size == 0 { try take(entry, []) }
  }

  /// What stands before the entry's bytes must say the same as the list: else two programs would see two different archives.
  private func confirm(_ entry: ArchiveEntry) throws(ArchiveTrouble) {
    if entry.isEncrypted { throw .encrypted(name: entry.shownName) }
    guard entry.method == 0 || entry.method == 8 else {
      throw .unknownPacking(name: entry.shownName, method: Int(entry.method))
    }
    let header = ZipBytes(try source.read(at: entry.offset, count: 30 + entry.name.count))
    guard header.count == 30 + entry.name.count, header.number(at: 0, bytes: 4) == 0x0403_4B50,
      header.number(at: 26, bytes: 2) == UInt64(entry.name.count), header.number(at: 8, bytes: 2) == UInt64(entry.method),
      header.bytes(at: 30, count: entry.name.count) == entry.name
    else { throw .damaged(detail: "\(entry.shownName) is not what its list says") }
  }
}
