import Files

extension Outbox {
  /// Moves a claimed drop to where people find it. What is not where it was claimed was given back already.
  func giveBack(_ original: Original, to folder: Folder) throws {
    if original.isElsewhere { return }
    let isHere = original.group.isEmpty ? try move(original, to: folder) : try moveGroup(original, to: folder)
    guard isHere else { return }
    try folder.sync()
    try original.folder.sync()
  }

  private func move(_ original: Original, to folder: Folder) throws(FileError) -> Bool {
    do throws(FileError) {
      try original.folder.moveBeside(original.name, to: folder, as: original.originalName)
      return true
    } catch  where error.isMissing {
      return false
    }
  }

  private func moveGroup(_ original: Original, to folder: Folder) throws -> Bool {
    guard let box = try original.folder.folderIfThere(original.name) else { return false }
    let names = try box.entries().map(\.name)
    for name in names where !TemporaryName.isOne(name) { try box.moveBeside(name, to: folder, as: name) }
    try folder.sync()
    try original.folder.removeTree(original.name)
    return true
  }

  /// Moves a drop that was given back to where it was claimed. What is there already, or not here, is left as it is.
  func take(_ original: Original, outOf folder: Folder) throws {
    if original.isElsewhere { return }
    if original.group.isEmpty {
      guard try original.folder.status(of: original.name) == nil, try folder.status(of: original.originalName) != nil else {
        return
      }
      return try folder.move(original.originalName, to: original.folder, as: original.name, replacing: false)
    }
    let box = try original.folder.makeFolder(original.name)
    for name in original.group where try box.status(of: name) == nil && folder.status(of: name) != nil {
      try folder.move(name, to: box, as: name, replacing: false)
    }
  }
}
