/// The list at a zip file's end: what is in it, where, and how large it says that it is. Nothing is unpacked for it.
///
/// The library reads that list too, but turns names into the machine's own alphabet; here they stay the bytes that they are.
struct ZipDirectory {
  let entries: [ArchiveEntry]

  /// The list's own place, as the end of the file says.
  private struct Extent {
    let count: UInt64
    let size: UInt64
    let offset: UInt64
    /// Where what describes it begins: the list ends there or before.
    let end: Int64
  }

  init(of source: ArchiveSource, limits: ArchiveLimits) throws(ArchiveTrouble) {
    let extent = try Self.extent(in: source)
    guard extent.count <= UInt64(limits.entries) else { throw .tooManyEntries(limit: limits.entries) }
    // Longer lists than this are of names that nobody can read.
    guard extent.size <= UInt64(limits.entries) * 1024 + 65_536, extent.size <= UInt64(max(0, extent.end)) else {
      throw .damaged(detail: "its list of files is too long")
    }
    // What stands before the archive, as in a program that unpacks itself, moves all its places.
    let start = extent.end - Int64(extent.size)
    guard extent.offset <= UInt64(start) else { throw .cutOff }
    let list = ZipBytes(try source.read(at: start, count: Int(extent.size)))
    let shift = start - Int64(extent.offset)
    var entries: [ArchiveEntry] = []
    var place = 0
    while UInt64(entries.count) < extent.count {
      entries.append(try Self.entry(in: list, at: &place, shift: shift))
    }
    entries.sort { $0.offset < $1.offset }
    self.entries = entries
    try Self.check(entries, before: start, limits: limits)
  }

  /// The end is looked for where the library looks for it.
  private static func extent(in source: ArchiveSource) throws(ArchiveTrouble) -> Extent {
    guard try source.read(at: 0, count: 2) == Array("PK".utf8) || source.size > 1 << 16 else { throw .notAnArchive }
    let tailStart = max(0, source.size - 16_384)
    let tail = ZipBytes(try source.read(at: tailStart, count: 16_384))
    var place = tail.count - 22
    while place >= 0 {
      if tail.number(at: place, bytes: 4) == 0x0605_4B50 {
        return try extent(endRecord: tail, at: place, fileOffset: tailStart + Int64(place), source)
      }
      place -= 1
    }
    throw try source.read(at: 0, count: 4) == [0x50, 0x4B, 3, 4] ? .cutOff : .notAnArchive
  }

  private static func extent(
    endRecord: ZipBytes, at place: Int, fileOffset: Int64, _ source: ArchiveSource
  ) throws(ArchiveTrouble) -> Extent {
    let count = endRecord.number(at: place + 10, bytes: 2)
    let size = endRecord.number(at: place + 12, bytes: 4)
    let offset = endRecord.number(at: place + 16, bytes: 4)
    let isLong = count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF
    if isLong, fileOffset >= 20 {
      let locator = ZipBytes(try source.read(at: fileOffset - 20, count: 20))
      if locator.number(at: 0, bytes: 4) == 0x0706_4B50 { return try longExtent(locator, source) }
    }
    guard endRecord.number(at: place + 4, bytes: 2) == 0, endRecord.number(at: place + 8, bytes: 2) == count else {
      throw .inParts
    }
    return Extent(count: count, size: size, offset: offset, end: fileOffset)
  }

  /// Archives beyond 4 GiB, or of more than 65,535 files.
  private static func longExtent(_ locator: ZipBytes, _ source: ArchiveSource) throws(ArchiveTrouble) -> Extent {
    guard let place = Int64(exactly: locator.number(at: 8, bytes: 8)), place < source.size else { throw .cutOff }
    let record = ZipBytes(try source.read(at: place, count: 56))
    guard record.count == 56, record.number(at: 0, bytes: 4) == 0x0606_4B50 else {
      throw .damaged(detail: "its second end is not where it says")
    }
    guard locator.number(at: 16, bytes: 4) <= 1, record.number(at: 24, bytes: 8) == record.number(at: 32, bytes: 8) else {
      throw .inParts
    }
    return Extent(
      count: record.number(at: 32, bytes: 8), size: record.number(at: 40, bytes: 8), offset: record.number(at: 48, bytes: 8),
      end: place)
  }

  private static func entry(in list: ZipBytes, at place: inout Int, shift: Int64) throws(ArchiveTrouble) -> ArchiveEntry {
    guard place + 46 <= list.count, list.number(at: place, bytes: 4) == 0x0201_4B50 else {
      throw .damaged(detail: "its list of files cannot be read")
    }
    let nameLength = Int(list.number(at: place + 28, bytes: 2))
    let extraLength = Int(list.number(at: place + 30, bytes: 2))
    let commentLength = Int(list.number(at: place + 32, bytes: 2))
    let end = place + 46 + nameLength + extraLength + commentLength
    guard end <= list.count else { throw .damaged(detail: "its list of files is cut off") }
    defer { place = end }
    let name = list.bytes(at: place + 46, count: nameLength)
    let flags = list.number(at: place + 8, bytes: 2)
    var sizes = [
      list.number(at: place + 24, bytes: 4), list.number(at: place + 20, bytes: 4), list.number(at: place + 42, bytes: 4),
    ]
    lengthen(&sizes, by: ZipBytes(list.bytes(at: place + 46 + nameLength, count: extraLength)))
    guard let size = Int64(exactly: sizes[0]), let packed = Int64(exactly: sizes[1]), let offset = Int64(exactly: sizes[2]),
      offset <= Int64.max - shift, packed < Int64.max >> 1
    else { throw .damaged(detail: "a size in its list cannot be") }
    let attributes = list.number(at: place + 38, bytes: 4)
    // Only systems that know kinds of files say which one it is.
    let mode = [3, 19].contains(list.number(at: place + 5, bytes: 1)) ? attributes >> 28 : 0
    return ArchiveEntry(
      name: name, isNameUTF8: flags & 0x0800 != 0, kind: kind(name, mode: mode), size: size, isEncrypted: flags & 0x2041 != 0,
      packedSize: packed, offset: offset + shift, method: UInt16(list.number(at: place + 10, bytes: 2)))
  }

  /// What did not fit into four bytes stands in a field of its own, in this order.
  private static func lengthen(_ sizes: inout [UInt64], by extra: ZipBytes) {
    var place = 0
    while place + 4 <= extra.count {
      let length = Int(extra.number(at: place + 2, bytes: 2))
      if extra.number(at: place, bytes: 2) == 1 {
        var field = place + 4
        for index in sizes.indices where sizes[index] == 0xFFFF_FFFF && field + 8 <= min(place + 4 + length, extra.count) {
          sizes[index] = extra.number(at: field, bytes: 8)
          field += 8
        }
        return
      }
      place += 4 + length
    }
  }

  private static func kind(_ name: [UInt8], mode: UInt64) -> ArchiveEntry.Kind {
    switch mode {
    case 0xA: .link
    case 0x4: .folder
    case 0x8, 0: name.last == UInt8(ascii: "/") ? .folder : .file
    default: .other
    }
  }

  /// What the list claims is held against the limits here; that it is no more than claimed, when it is unpacked.
  private static func check(_ entries: [ArchiveEntry], before listStart: Int64, limits: ArchiveLimits) throws(ArchiveTrouble) {
    var names: Set<[UInt8]> = []
    var total: Int64 = 0
    for (index, entry) in entries.enumerated() {
      guard names.insert(entry.name).inserted else { throw .namesakes(name: entry.shownName) }
      guard entry.size <= limits.entryBytes else { throw .entryTooLarge(name: entry.shownName, limit: limits.entryBytes) }
      total += entry.size
      guard total <= limits.totalBytes else { throw .tooLarge(limit: limits.totalBytes) }
      if entry.size > 1 << 20, entry.size / limits.ratio > entry.packedSize {
        throw .trap(detail: "\(entry.shownName): \(entry.packedSize) bytes become \(entry.size)")
      }
      let next = index + 1 < entries.count ? entries[index + 1].offset : listStart
      guard next - entry.offset >= 30 + Int64(entry.name.count) + entry.packedSize else {
        if entry.offset > listStart { throw .cutOff }
        throw .trap(detail: "\(entry.shownName) lies over what comes next")
      }
    }
  }
}

/// Numbers in bytes, the lowest byte first.
struct ZipBytes {
  private let all: [UInt8]

  init(_ bytes: [UInt8]) { all = bytes }

  var count: Int { all.count }

  func bytes(at place: Int, count: Int) -> [UInt8] { Array(all[place..<place + count]) }

  /// Zero beyond the end.
  func number(at place: Int, bytes: Int) -> UInt64 {
    guard place >= 0, place + bytes <= all.count else { return 0 }
    return all[place..<place + bytes].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
