import Files

extension Inbox {
  /// A hint: something left this name just now, which matters only to what is under watch.
  package mutating func left(_ path: InboxPath, at now: ContinuousClock.Instant) {
    leftovers.isGone(path)
    if path.folders.isEmpty {
      if settling.knows(path) { touched(path, .stirred, at: now) }
    } else {
      touched(path, .stirred, at: now)
    }
  }

  /// A hint: something happened to this name just now.
  @specialized(where Place == Folder)
  package mutating func touched(_ path: InboxPath, _ sound: Sound, at now: ContinuousClock.Instant) {
    if path.name == FolderSurvey.settings { return settingsAppeared(path, at: now) }
    if path.folders.isEmpty, !settling.canLetIn, !settling.knows(path) { return settling.overflow() }
    do throws(FileError) {
      if path.folders.contains(where: Litter.isLitter) { return }
      if Litter.isLitter(path.name) { return try litterTouched(path, at: now) }
      let drop = path.folders.isEmpty ? path : try shelves.drop(of: path, in: inbox)
      guard drop.folders.count <= Self.deepest else { return }
      if !settling.canLetIn && !settling.knows(drop) { return settling.overflow() }
      if drop == path { try touchedDrop(path, sound, at: now) } else { try touchedInside(drop, at: now) }
    } catch  where error.isMissing {
      if settling.knows(path) { settling.isGone(path) }
    } catch {
      // Whatever is in the way of a hint is met again by the rescan, which says it.
      return
    }
  }

  private mutating func touchedDrop(_ path: InboxPath, _ sound: Sound, at now: ContinuousClock.Instant) throws(FileError) {
    let folder = try inbox.folder(path.folders)
    guard let status = try folder.status(of: path.name) else { return settling.isGone(path) }
    if status.kind == .folder {
      shelves.forget()
      return try touchedInside(path, at: now)
    }
    if leftovers.isNote(path, status, in: folder) { return settling.isGone(path) }
    settling.touched(path, Imprint(status: status, contents: 0), sound, at: now)
    // What belongs to another file makes that one wait as well.
    if Sidecar.isOne(path.name), let main = try Sidecar.main(for: path.name, in: folder) {
      settling.stirred(path.beside(main), at: now)
    }
  }

  private mutating func touchedInside(_ drop: InboxPath, at now: ContinuousClock.Instant) throws(FileError) {
    if settling.knows(drop) { return settling.stirred(drop, at: now) }
    let path = drop.folders + [drop.name]
    guard try !shelves.isShelf(path, in: inbox) else { return }
    guard let status = try inbox.folder(drop.folders).status(of: drop.name), status.kind == .folder else { return }
    settling.touched(drop, Imprint(status: status, contents: nil), .stirred, at: now)
  }

  /// Inside a dropped folder litter changes nothing.
  private mutating func litterTouched(_ path: InboxPath, at now: ContinuousClock.Instant) throws(FileError) {
    guard Litter.documentOfSafeSave(path.name) != nil || Litter.isUnfinishedDownload(path.name) else { return }
    leftovers.sawLitter(path, in: try inbox.folder(path.folders), at: now)
  }

  /// What is a shelf may have become a drop, and the other way round.
  private mutating func settingsAppeared(_ path: InboxPath, at now: ContinuousClock.Instant) {
    shelves.forget()
    for depth in 1..<(path.folders.count + 1) {
      settling.isGone(InboxPath(folders: Array(path.folders.prefix(depth - 1)), name: path.folders[depth - 1]))
    }
    settling.overflow()
  }
}
