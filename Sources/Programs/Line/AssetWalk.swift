import Files
import Production

/// One look through a share's assets. Nothing is opened; links are not followed.
struct AssetWalk {
  /// The most files that are looked at.
  static let most = 1000
  /// characters/NAME/POSE, brands/NAME/fonts/FILE
  private static let deepest = 3

  struct Found: Sendable {
    let names: [FileName]
    let status: FileStatus
    let place: AssetPlace

    /// Below assets/, as people see it.
    var path: String { names.map(\.description).joined(separator: "/") }
  }

  private(set) var found: [Found] = []
  /// Notes of ours, or what is called like one.
  private(set) var notes: [[FileName]] = []
  private(set) var isTooMuch = false

  init(_ assets: Folder) throws(FileError) { try look(in: assets, at: []) }

  private mutating func look(in folder: Folder, at path: [FileName]) throws(FileError) {
    // In one order always: what is beyond the limit must not change from look to look.
    let entries = try folder.entries().filter { !Litter.isLitter($0.name) }.sorted { $0.name.description < $1.name.description }
    for entry in entries {
      let names = path + [entry.name]
      switch entry.kind {
      case .folder where path.count < Self.deepest:
        do throws(FileError) {
          try look(in: try folder.folder(entry.name), at: names)
        } catch  where !error.isMissing && !error.isForbidden {
          throw error
        } catch {
          continue
        }
      case .file where entry.name.description.hasSuffix(Self.noteEnding): notes.append(names)
      case .file:
        let place = Self.place(of: names)
        if place == .ignored { continue }
        guard found.count < Self.most else {
          isTooMuch = true
          return
        }
        if let status = try folder.status(of: entry.name) { found.append(Found(names: names, status: status, place: place)) }
      default: continue
      }
    }
  }

  private static func place(of names: [FileName]) -> AssetPlace {
    guard names.allSatisfy({ $0.description.utf8.elementsEqual($0.bytes) }) else {
      return .misplaced(
        Refusal("The name of this file has letters that nobody can read.", wayOut: "Give it a name of plain letters."))
    }
    return AssetPlace(names.map(\.description))
  }

  static let noteEnding = " - WHY.txt"
}
