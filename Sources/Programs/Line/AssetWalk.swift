import Files
import Outbox
import Production

/// One look through a share's assets. Nothing is opened; links are not followed.
struct AssetWalk {
  /// The most files that are looked at.
  static let most = 1000
  /// The most that may lie in one of its folders, with what is no asset: a library of pictures belongs somewhere else, and what lies in the
  /// other folders is used all the same.
  static let mostEntries = 10_000
  /// characters/NAME/POSE, brands/NAME/fonts/FILE
  private static let deepest = 3

  struct Found: Sendable {
    let names: [FileName]
    let status: FileStatus
    let place: AssetPlace

    /// Below assets/, as people see it.
    var path: String { names.map(\.description).joined(separator: "/") }

    /// Tells apart what looks alike: all bytes of the names, those that are no plain ASCII as %XX.
    var key: String { names.map(Self.key).joined(separator: "/") }

    private static func key(_ name: FileName) -> String {
      var key: [UInt8] = []
      for byte in name.bytes {
        if (33..<127).contains(byte), byte != UInt8(ascii: "%") {
          key.append(byte)
        } else {
          key += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
      }
      return String(decoding: key, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
  }

  private(set) var found: [Found] = []
  /// Notes of ours, or what is called like one.
  private(set) var notes: [[FileName]] = []
  private(set) var isTooMuch = false
  /// Entries of the folder of assets/ that is looked through, and of all of them.
  private var met = (here: 0, inAll: 0)
  private var isFull: Bool { met.here > Self.mostEntries || met.inAll > 10 * Self.mostEntries }

  init(_ assets: Folder) throws(FileError) { try look(in: assets, at: []) }

  private mutating func look(in folder: Folder, at path: [FileName]) throws(FileError) {
    if path.count < 2 { met.here = 0 }
    var entries: [FolderEntry] = []
    try folder.forEachEntry { entry in
      met = (met.here + 1, met.inAll + 1)
      if !Litter.isLitter(entry.name) { entries.append(entry) }
      return !isFull
    }
    isTooMuch = isTooMuch || isFull
    // In one order: which of many assets are used must not change from look to look.
    for entry in entries.sorted(by: { $0.name.bytes.lexicographicallyPrecedes($1.name.bytes) }) {
      let names = path + [entry.name]
      switch entry.kind {
      case .folder where path.count < Self.deepest:
        // What is beyond the limit is not even listed.
        if path.isEmpty ? met.inAll > 10 * Self.mostEntries : isFull { continue }
        do throws(FileError) {
          try look(in: try folder.folder(entry.name), at: names)
        } catch  where !error.isMissing && !error.isForbidden {
          throw error
        } catch {
          continue
        }
      case .folder: try put(names, Self.tooDeep(entry.name), in: folder)
      case .file where Outbox.isAssetNote(entry.name): notes.append(names)
      case .file:
        let place = Self.place(of: names)
        if place != .ignored { try put(names, place, in: folder) }
      default: continue
      }
    }
  }

  private mutating func put(_ names: [FileName], _ place: AssetPlace, in folder: Folder) throws(FileError) {
    guard found.count < Self.most else {
      isTooMuch = true
      return
    }
    guard let name = names.last, let status = try folder.status(of: name) else { return }
    found.append(Found(names: names, status: status, place: place))
  }

  private static func tooDeep(_ name: FileName) -> AssetPlace {
    .misplaced(Refusal("What is in the folder \(name) is not used.", wayOut: "Put its files into the folder around it."))
  }

  private static func place(of names: [FileName]) -> AssetPlace {
    guard names.allSatisfy({ $0.description.utf8.elementsEqual($0.bytes) }) else {
      return .misplaced(
        Refusal("The name of this file has letters that nobody can read.", wayOut: "Give it a name of plain letters."))
    }
    return AssetPlace(names.map(\.description))
  }
}
