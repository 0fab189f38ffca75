package import Files
package import Production

/// Drops that were given back and are asked for once more: only their content counts, as people may have copied them meanwhile.
extension Claiming {
  /// Copies a claimed drop into the spool again; false when it is not what was taken.
  package func keepAgain(_ drop: Drop, id: Int64) throws(FileError) -> Bool {
    let name = Self.name(of: id)
    switch drop.shape {
    case .file: return try spool.put(try claimed.file(name)).digest == drop.digest
    case .folder:
      return try holds(drop, try claimed.folder(name)) { (name, folder, part) throws(FileError) in
        try spool.put(try folder.file(name)).digest == part.digest
      }
    case .group:
      let box = try claimed.folder(name)
      for part in drop.parts {
        guard let name = part.path.last.flatMap(FileName.init(bytes:)), try box.status(of: name) != nil,
          try spool.put(try box.file(name)).digest == part.digest
        else { return false }
      }
      return true
    }
  }

  /// Whether what lies in a folder under these names is what was taken, to the byte.
  package func isUntouched(_ drop: Drop, in folder: Folder, as names: [FileName]) throws(FileError) -> Bool {
    if drop.shape == .folder {
      guard let name = names.first, try folder.status(of: name)?.kind == .folder else { return false }
      return try holds(drop, try folder.folder(name)) { (name, below, part) throws(FileError) in
        try below.file(name).digest() == part.digest
      }
    }
    let digests = drop.shape == .file ? [drop.digest] : drop.parts.map(\.digest)
    guard names.count == digests.count else { return false }
    for (name, digest) in zip(names, digests) {
      guard try folder.status(of: name)?.kind == .file, try folder.file(name).digest() == digest else { return false }
    }
    return true
  }

  /// Removes our folder for a group of which all was given back.
  package func forgetIfEmpty(_ id: Int64) throws(FileError) {
    if try claimed.folder(Self.name(of: id)).entries().isEmpty { try claimed.removeFolder(Self.name(of: id)) }
  }
}
