import Digests
import Production

/// How far the files of one log were read. A file is known by how it begins, whatever it is called by now and wherever its bytes were copied
/// to; its inode only says which of two that begin alike it is.
struct LogTrail: Sendable {
  private(set) var places: [LogPlace]

  /// What can be seen of a file.
  struct Sight {
    let device: UInt64
    let inode: UInt64
    let size: Int64
    /// At most `LogPlace.headSize` bytes.
    let head: [UInt8]

    func isBeginning(of place: LogPlace) -> Bool { place.device == device && place.inode == inode }
  }

  init(_ places: [LogPlace]) { self.places = places }

  /// From where on a file is to be read.
  func place(of sight: Sight) -> LogPlace {
    // The file itself first: of very many files that are all known, each is compared with its own place only.
    if var own = Self.best(of: places.filter { sight.isBeginning(of: $0) }, sight) {
      // Somebody cut it; what is written from now on is new.
      own.offset = min(own.offset, sight.size)
      return own
    }
    // Renamed to another disk, or copied before it was begun anew.
    if var other = Self.best(of: places, sight) {
      (other.device, other.inode) = (sight.device, sight.inode)
      return other
    }
    return LogPlace(
      device: sight.device, inode: sight.inode, head: Digest(of: []), headLength: 0, offset: 0, lines: 0,
      // What the log was written like until now, its new file most likely is, too.
      format: places.last?.format ?? "")
  }

  /// Of those that begin alike the one of which most is known.
  private static func best(of places: [LogPlace], _ sight: Sight) -> LogPlace? {
    var digests: [Int: Digest] = [:]
    return places.filter { place in
      guard place.headLength > 0, place.headLength <= sight.head.count else { return false }
      let digest = digests[place.headLength] ?? Digest(of: Array(sight.head[..<place.headLength]))
      digests[place.headLength] = digest
      return digest == place.head
    }.max { ($0.headLength, $0.offset) < ($1.headLength, $1.offset) }
  }

  /// Whether more of the file was read than there is now, or than is to be believed.
  func wasLonger(_ place: LogPlace) -> Bool {
    place.id != nil && places.contains { $0.id == place.id && $0.offset > place.offset }
  }

  mutating func keep(_ place: LogPlace) {
    places.removeAll { $0.id == place.id }
    places.append(place)
  }

  /// For who unpacks a file: how far it was read before it was packed.
  var note: String {
    places.suffix(500).map { "\($0.headLength) \($0.head.hex) \($0.offset)" }.joined(separator: "\n")
  }
}

extension LogPlace {
  /// The same file, read up to there.
  func read(to offset: Int64, lines more: Int, head: [UInt8], format: String) -> LogPlace {
    var place = self
    place.offset = offset
    place.lines += more
    place.headLength = Int(min(offset, Int64(head.count)))
    place.head = Digest(of: Array(head[..<place.headLength]))
    place.format = format
    return place
  }
}
