import Files
import Production

/// Whether a file has the end that every whole one of its kind has. A few small reads, whatever its size.
enum ContainerEnd: Hashable {
  case whole
  /// Of files that say how large they are, how much of that is there.
  case missing(percent: Int?)

  private static let endings: Set<String> = Set(
    ["zip", "docx", "docm", "odt", "pptx", "ppsx", "odp", "epub", "xlsx", "pdf"] + RecordingName.recordingEndings
      + RecordingName.soundEndings)
  /// Less than the first bytes by which any of them is known.
  private static let shortestHead = 12

  static func of(
    _ file: borrowing some ProbedFile & ~Copyable, named name: FileName, head: [UInt8], size: Int64
  ) throws(FileError) -> ContainerEnd {
    if head.count < shortestHead, endings.contains(ContentKind.fileExtension(of: name)) { return .missing(percent: nil) }
    // Room that was reserved and never written; no file of any kind begins like this.
    if head.count >= 8, head[..<8].allSatisfy({ $0 == 0 }) { return .missing(percent: 0) }
    if head.starts(with: [0x50, 0x4B, 3, 4]) { return try endOfZip(file, size) }
    if head.starts(with: "%PDF-".utf8) { return try endOfPDF(file, size) }
    if head.starts(with: "RIFF".utf8) { return endOfRIFF(head, size) }
    if head.count >= 8, head[4..<8].elementsEqual("ftyp".utf8) { return try endOfMP4(file, size) }
    if RecordingName.kind(of: name.description) == .recording, RecordingHead.isQuickTime(head) {
      return try endOfMP4(file, size)
    }
    if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return endOfMatroska(head, size) }
    if head.starts(with: "OggS".utf8) { return try endOfOgg(file, size) }
    return .whole
  }

  private static func tail(
    _ file: borrowing some ProbedFile & ~Copyable, _ size: Int64, _ count: Int
  ) throws(FileError) -> [UInt8] {
    let start = max(0, size - Int64(count))
    return try file.read(at: start, count: Int(size - start))
  }

  /// The directory at the end, which a comment of up to 64 KiB may follow.
  private static func endOfZip(_ file: borrowing some ProbedFile & ~Copyable, _ size: Int64) throws(FileError) -> ContainerEnd {
    let mark: [UInt8] = [0x50, 0x4B, 5, 6]
    for count in [22, 65_557] {
      let bytes = try tail(file, size, count)
      guard bytes.count >= 22 else { return .missing(percent: nil) }
      for start in stride(from: bytes.count - 22, through: 0, by: -1) where bytes[start..<(start + 4)].elementsEqual(mark) {
        let comment = Int(bytes[start + 20]) | Int(bytes[start + 21]) << 8
        if start + 22 + comment <= bytes.count { return .whole }
      }
    }
    return .missing(percent: nil)
  }

  private static func endOfPDF(_ file: borrowing some ProbedFile & ~Copyable, _ size: Int64) throws(FileError) -> ContainerEnd {
    let mark = Array("%%EOF".utf8)
    let bytes = try tail(file, size, 2048)
    guard bytes.count >= mark.count else { return .missing(percent: nil) }
    let isThere = (0...(bytes.count - mark.count)).contains { bytes[$0..<($0 + mark.count)].elementsEqual(mark) }
    return isThere ? .whole : .missing(percent: nil)
  }

  private static func endOfRIFF(_ head: [UInt8], _ size: Int64) -> ContainerEnd {
    guard head.count >= 12 else { return .missing(percent: nil) }
    let declared = Int64(head[4..<8].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    // Recorders that cannot go back leave nothing or the largest number there.
    if declared == 0 || declared >= 0xFFFF_FFFF - 8 { return .whole }
    return size >= declared + 8 ? .whole : .missing(percent: percent(size, of: declared + 8))
  }

  private static let mostBoxes = 20_000

  /// The boxes follow each other up to the end, and the one that says what is where is among them.
  private static func endOfMP4(_ file: borrowing some ProbedFile & ~Copyable, _ size: Int64) throws(FileError) -> ContainerEnd {
    var place: Int64 = 0
    var (hasIndex, hasMedia) = (false, false)
    for _ in 0..<mostBoxes {
      if place == size { return hasIndex ? .whole : .missing(percent: nil) }
      let head = try file.read(at: place, count: 16)
      // What lies behind all that is needed, and is no box, was put there by somebody else.
      if hasIndex, hasMedia, head.count < 8 || !isBox(head[4..<8]) { return .whole }
      guard head.count >= 8 else { return .missing(percent: nil) }
      // Of pictures in such boxes, the other one is.
      hasIndex = hasIndex || head[4..<8].elementsEqual("moov".utf8) || head[4..<8].elementsEqual("meta".utf8)
      hasMedia = hasMedia || head[4..<8].elementsEqual("mdat".utf8)
      var length = Int64(number(head[..<4]))
      // Nothing means up to the end of the file.
      if length == 0 { return hasIndex ? .whole : .missing(percent: nil) }
      if length == 1, head.count == 16 { length = Int64(clamping: number(head[8...])) }
      guard length >= 8 else { return .missing(percent: nil) }
      guard length <= size - place else { return .missing(percent: percent(size - place, of: length)) }
      place += length
    }
    return .whole
  }

  /// Whether a box has such a name at the top of a file.
  private static func isBox(_ name: ArraySlice<UInt8>) -> Bool {
    [
      "moov", "mdat", "moof", "free", "skip", "wide", "udta", "uuid", "meta", "mfra", "sidx", "styp", "emsg", "ssix", "prft",
      "pnot", "PICT", "mfro", "junk", "pdin",
    ].contains { name.elementsEqual($0.utf8) }
  }

  /// The segment behind the head says how long it is, unless it was streamed.
  private static func endOfMatroska(_ head: [UInt8], _ size: Int64) -> ContainerEnd {
    guard let header = variable(head, at: 4) else { return .missing(percent: nil) }
    let segment = header.next + Int(clamping: header.value)
    guard segment + 4 < head.count, head[segment..<(segment + 4)].elementsEqual([0x18, 0x53, 0x80, 0x67]),
      let length = variable(head, at: segment + 4), !length.isUnknown
    else { return .whole }
    let whole = Int64(length.next).addingReportingOverflow(Int64(clamping: length.value))
    if whole.overflow || size >= whole.partialValue { return whole.overflow ? .missing(percent: nil) : .whole }
    return .missing(percent: percent(size, of: whole.partialValue))
  }

  /// The last page ends where the file does.
  private static func endOfOgg(_ file: borrowing some ProbedFile & ~Copyable, _ size: Int64) throws(FileError) -> ContainerEnd {
    let bytes = try tail(file, size, 65_536 + 512)
    guard bytes.count >= 27 else { return .missing(percent: nil) }
    for start in stride(from: bytes.count - 27, through: 0, by: -1) where bytes[start..<(start + 4)].elementsEqual("OggS".utf8) {
      let segments = start + 27 + Int(bytes[start + 26])
      guard segments <= bytes.count else { return .missing(percent: nil) }
      let end = segments + bytes[(start + 27)..<segments].reduce(0) { $0 + Int($1) }
      return end <= bytes.count ? .whole : .missing(percent: nil)
    }
    return .missing(percent: nil)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

  private static func percent(_ part: Int64, of whole: Int64) -> Int { Int(min(99, Double(part) / Double(max(1, whole)) * 100)) }

  /// A number of EBML: how many bytes it has stands in the zeros before its first one.
  private static func variable(_ bytes: [UInt8], at place: Int) -> (value: UInt64, next: Int, isUnknown: Bool)? {
    guard place < bytes.count, bytes[place] != 0 else { return nil }
    let length = bytes[place].leadingZeroBitCount + 1
    guard place + length <= bytes.count else { return nil }
    let raw = number(bytes[place..<(place + length)])
    let value = raw & ((1 << UInt64(7 * length)) - 1)
    return (value, place + length, value == (1 << UInt64(7 * length)) - 1)
  }
}
