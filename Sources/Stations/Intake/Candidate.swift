package import Files

/// Where something lies below `inbox/`: the folders on the way, then its own name.
package struct InboxPath: Hashable, Sendable, CustomStringConvertible {
  package let folders: [FileName]
  package let name: FileName

  package init(folders: [FileName], name: FileName) {
    self.folders = folders
    self.name = name
  }

  /// From the bytes that the ledger keeps.
  package init?(bytes: [[UInt8]]) {
    let names = bytes.compactMap(FileName.init(bytes:))
    guard let name = names.last, names.count == bytes.count else { return nil }
    self.init(folders: Array(names.dropLast()), name: name)
  }

  package var bytes: [[UInt8]] { (folders + [name]).map(\.bytes) }
  package var description: String { (folders + [name]).map(\.description).joined(separator: "/") }
}

/// Something in the inbox that is not taken yet.
struct Candidate: Sendable {
  var status: FileStatus
  /// When it last changed, by the clock that nobody can set.
  var stillSince: ContinuousClock.Instant
  /// The next look; later than the quiet time when something else is in the way.
  var nextLook: ContinuousClock.Instant
  /// Why it is not taken, in words for the person who waits; nil while the quiet time runs.
  var obstacle: Obstacle?
  /// How often the same obstacle was met in a row: the looks become rarer.
  var looks = 0
}

/// What keeps a drop from being taken.
package enum Obstacle: Hashable, Sendable {
  case settling
  case beingWritten
  case empty
  case cutOff(percent: Int)
  case unreadable
  case notAFile
  case tooLarge(megabytes: Int)
  case changing

  /// It goes away when a person does something about it, and hardly by itself.
  var isLasting: Bool {
    switch self {
    case .settling, .beingWritten, .changing: false
    case .empty, .cutOff, .unreadable, .notAFile, .tooLarge: true
    }
  }

  /// One line for STATUS.html.
  package var words: String {
    switch self {
    case .settling: "has just arrived; it is taken as soon as nothing changes any more"
    case .beingWritten: "is being copied, or is still open in a program"
    case .empty: "is empty; it is taken as soon as there is something in it"
    case .cutOff(let percent): "was cut off at \(percent) %; please copy it again"
    case .unreadable: "cannot be read; please check its permissions"
    case .notAFile: "is a link or a device, and not a file; please copy the file itself"
    case .tooLarge(let megabytes): "is larger than the \(megabytes) MB that are allowed"
    case .changing: "is changing all the time; it is taken as soon as it rests"
    }
  }
}
