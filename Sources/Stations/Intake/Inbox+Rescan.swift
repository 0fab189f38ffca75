package import Files
import Production

extension Inbox {
  /// Walks the inbox. What is there is seen, what is not there any more is forgotten. Where more lies than can be watched at once,
  /// the walk ends as soon as no more fits: the next one is due when there is room.
  @specialized(where Place == Folder)
  package mutating func rescan(at now: ContinuousClock.Instant) throws(FileError) {
    shelves.forget()
    untold = 0
    // What was not let in was told of.
    let mayMiss = settling.hasOverflowed
    var seen: Set<InboxPath> = []
    // Names and no open folders: a thousand of them side by side must not use up the descriptors.
    var pending: [[FileName]] = [[]]
    while let folders = pending.popLast() {
      // What was not walked may still be there: the close look finds out.
      guard try walk(folders, &pending, &seen, at: now) else { return settling.overflow() }
    }
    if mayMiss { untold = 0 }
    settling.keep { seen.contains($0) }
    leftovers.keep { seen.contains($0) }
  }

  private mutating func saw(_ path: InboxPath, _ imprint: Imprint, at now: ContinuousClock.Instant) {
    // A hint of what came just now may still be on its way.
    if !settling.knows(path), wall().since(imprint.status.changed) > .seconds(2) { untold += 1 }
    settling.saw(path, imprint, at: now)
  }

  /// False when no more fits.
  private mutating func walk(
    _ folders: [FileName], _ pending: inout [[FileName]], _ seen: inout Set<InboxPath>, at now: ContinuousClock.Instant
  ) throws(FileError) -> Bool {
    let folder: Place
    do throws(FileError) {
      folder = try inbox.folder(folders)
    } catch  where !folders.isEmpty && (error.isMissing || error.isForbidden || error.leavesTheShare) {
      // Gone meanwhile, or not for us: the others are still to be seen.
      return true
    }
    var isWhole = true
    var subfolders: [FileName] = []
    var failure: FileError?
    try folder.forEachEntry { entry in
      let path = InboxPath(folders: folders, name: entry.name)
      if Litter.isLitter(entry.name) {
        if leftovers.sawLitter(path, in: folder, at: now) { seen.insert(path) }
        return true
      }
      if entry.kind == .folder {
        subfolders.append(entry.name)
        return true
      }
      if !settling.canLetIn && !settling.knows(path) {
        isWhole = false
        return false
      }
      do throws(FileError) {
        guard let status = try folder.status(of: entry.name) else { return true }
        seen.insert(path)
        if leftovers.isNote(path, status, in: folder) {
          settling.isGone(path)
        } else {
          saw(path, Imprint(status: status, contents: 0), at: now)
        }
      } catch {
        failure = error
      }
      return true
    }
    if let failure, !failure.isMissing, !failure.isForbidden { throw failure }
    guard isWhole else { return false }
    for name in subfolders {
      guard try see(name, in: folder, folders, &pending, &seen, at: now) else { return false }
    }
    return true
  }

  /// A folder is a shelf, which is walked, or a drop as a whole.
  private mutating func see(
    _ name: FileName, in folder: Place, _ folders: [FileName], _ pending: inout [[FileName]], _ seen: inout Set<InboxPath>,
    at now: ContinuousClock.Instant
  ) throws(FileError) -> Bool {
    let path = InboxPath(folders: folders, name: name)
    do throws(FileError) {
      let survey = try FolderSurvey(of: folder.folder([name]))
      shelves.learn(folders + [name], isShelf: survey.isShelf)
      if survey.isShelf {
        if folders.count + 1 < Self.deepest { pending.append(folders + [name]) }
        return true
      }
      guard let status = try folder.status(of: name), status.kind == .folder else { return true }
      if !settling.canLetIn && !settling.knows(path) { return false }
      seen.insert(path)
      saw(path, Imprint(status: status, contents: survey.imprint), at: now)
    } catch  where error.isForbidden {
      // The close look says so to people.
      guard let status = try folder.status(of: name) else { return true }
      seen.insert(path)
      settling.saw(path, Imprint(status: status, contents: 0), at: now)
    } catch  where error.isMissing || error.leavesTheShare {
      return true
    }
    return true
  }
}
