import Files

/// One look over all that is in a dropped folder.
struct FolderSurvey {
  struct Item {
    let path: [FileName]
    let status: FileStatus
  }

  /// The files, sorted by path.
  private(set) var files: [Item] = []
  private(set) var bytes: Int64 = 0
  /// It has settings, or something in it has: what lies in it is dropped one by one.
  private(set) var isShelf = false
  /// What keeps it from being taken whatever its files are.
  private(set) var obstacle: Obstacle?
  /// Equal as long as nothing in it changed.
  private(set) var imprint = 0

  static let mostFiles = 2000
  static let deepest = 16
  /// Even of a tree that is far too large it should be known whether there are settings in it.
  private static let mostEntries = 50_000
  static let settings = FileName.known("folder.toml")

  init<Place: ProbedFolder>(of folder: Place) throws(FileError) {
    if try folder.status(of: Self.settings) != nil {
      isShelf = true
      return
    }
    var entries = 0
    var pending: [[FileName]] = [[]]
    while let path = pending.popLast(), !isShelf, entries < Self.mostEntries {
      let below: Place
      do throws(FileError) {
        below = try folder.folder(path)
      } catch  where error.isMissing || error.leavesTheShare {
        continue
      } catch  where error.isForbidden && !path.isEmpty {
        met(.inside(Self.shown(path), .unreadable))
        continue
      }
      try walk(below, path, &pending, &entries)
    }
    files.sort { Self.precedes($0.path, $1.path) }
    var hasher = Hasher()
    for file in files {
      hasher.combine(file.path)
      hasher.combine(file.status)
    }
    hasher.combine(obstacle)
    imprint = hasher.finalize()
  }

  private mutating func walk<Place: ProbedFolder>(
    _ folder: Place, _ path: [FileName], _ pending: inout [[FileName]], _ entries: inout Int
  ) throws(FileError) {
    var names: [FolderEntry] = []
    var hasSettings = false
    try folder.forEachEntry { entry in
      entries += 1
      if entry.name == Self.settings { hasSettings = true }
      if !Litter.isLitter(entry.name) { names.append(entry) }
      return !hasSettings && entries < Self.mostEntries
    }
    if hasSettings { return isShelf = true }
    for entry in names {
      let here = path + [entry.name]
      switch entry.kind {
      case .folder: if here.count < Self.deepest { pending.append(here) } else { met(.tooDeep(limit: Self.deepest)) }
      case .link: met(.inside(Self.shown(here), .link))
      case .other: met(.inside(Self.shown(here), .notAFile))
      case .file:
        guard files.count < Self.mostFiles else {
          met(.tooManyFiles(limit: Self.mostFiles))
          continue
        }
        guard let status = try folder.status(of: entry.name) else { continue }
        files.append(Item(path: here, status: status))
        bytes = bytes.addingReportingOverflow(status.size).partialValue
      }
    }
  }

  private mutating func met(_ obstacle: Obstacle) { if self.obstacle == nil { self.obstacle = obstacle } }

  static func shown(_ path: [FileName]) -> String { path.map(\.description).joined(separator: "/") }

  private static func precedes(_ left: [FileName], _ right: [FileName]) -> Bool {
    for (a, b) in zip(left, right) where a != b { return a.bytes.lexicographicallyPrecedes(b.bytes) }
    return left.count < right.count
  }
}
