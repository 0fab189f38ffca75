import Files
import Production

extension Claiming {
  /// Moves one file to where it is claimed; false when it is not as it was seen.
  func move(
    _ name: FileName, seenAs seen: LookedAt, from folder: Folder, to target: Folder, as newName: FileName
  ) throws(FileError) -> Bool {
    guard let status = try folder.status(of: name), seen.isSame(as: status) else { return false }
    // Another name of the same content stays in somebody's hands: we take a copy, and `removeTwin` removes the name here.
    if status.links > 1 { return try copyTwin(name, seenAs: seen, in: folder, to: target, as: newName) }
    do throws(FileError) {
      try folder.move(name, to: target, as: newName, replacing: false)
    } catch  where error.isMissing {
      return false
    }
    return true
  }

  /// False when the copy is not what was looked at: then it is thrown away, and the drop looked at again.
  private func copyTwin(
    _ name: FileName, seenAs seen: LookedAt, in folder: Folder, to target: Folder, as newName: FileName
  ) throws(FileError) -> Bool {
    let copy = TemporaryName.next()
    do throws(FileError) {
      var writer = try target.create(copy)
      try folder.file(name).copy(to: &writer)
      try writer.sync()
      if try target.file(copy).digest() == seen.digest {
        try target.move(copy, to: target, as: newName, replacing: false)
        return true
      }
      try target.remove(copy)
      return false
    } catch {
      try? target.remove(copy)
      throw error
    }
  }

  /// After a copy the drop has still its name in the inbox; after a rename that name is gone, or somebody else's.
  func removeTwin(_ name: FileName, seenAs seen: LookedAt, in folder: Folder?) throws(FileError) {
    if let folder, let status = try folder.status(of: name), seen.isSame(as: status) { try folder.remove(name) }
  }

  /// Copies a claimed file into the spool. False when its content is another one by now, or when somebody who opened it for writing in
  /// between goes on writing into what is ours now: it goes back to them.
  func keep(_ name: FileName, in folder: Folder, if digest: Digest) throws(FileError) -> Bool {
    let copy = try spool.put(try folder.file(name), isSynced: false)
    let writers = try folder.file(name).writers()
    return copy.digest == digest && writers != .some
  }
}
