import Glibc

extension WatchLoop {
  /// Begins to watch a folder that was asked for by its real path.
  func watch(_ path: String, tag: Int, alone: Bool = false) throws(WatchError) {
    guard tree.root(of: tag) == nil else { throw .tagInUse(tag) }
    let bytes = Array(path.utf8)
    let identity: WatchTree.Identity
    switch FolderCheck(path: bytes) {
    case .folder(let found): identity = found
    case .none(let code): throw .notAFolder(path, code: code)
    }
    guard tree.watch(of: identity) == nil else { throw .alreadyWatched(path) }
    switch library.add(bytes) {
    case .watch(let watch):
      tree.addRoot(watch, tag: tag, path: bytes, identity: identity, isAlone: alone)
      if !alone { listings.append(Listing(watch: watch, isNew: true)) }
    case .known: throw .alreadyWatched(path)
    case .failed(ENOSPC): throw .watchesExhausted(limit: library.limit)
    case .failed(let code): throw .cannotWatch(path, code: code)
    }
  }

  /// Watches a folder that was found below a watched one; its content is listed afterwards, so that nothing falls between.
  func watch(_ name: [UInt8], below parent: WatchTree.Watch) {
    guard var path = tree.path(of: parent) else { return }
    path.append(UInt8(ascii: "/"))
    path += name
    // What is gone again, or is a link, is no loss.
    guard case .folder(let identity) = FolderCheck(path: path) else { return }
    if let known = tree.watch(of: identity) {
      meet(known, as: name, below: parent)
      return
    }
    switch library.add(path) {
    case .watch(let watch):
      isExhausted = false
      tree.add(watch, below: parent, name: name, identity: identity)
      listings.append(Listing(watch: watch, isNew: true))
    case .failed(ENOENT), .failed(ENOTDIR): break
    case .failed(ENOSPC):
      if !isExhausted { hints.append(.watchesExhausted(limit: library.limit)) }
      isExhausted = true
      lose(name, below: parent)
    case .known, .failed: lose(name, below: parent)
    }
  }

  /// A folder that is watched already was found at this place: there it was all the time, or it was moved, or it is seen twice.
  private func meet(_ watch: WatchTree.Watch, as name: [UInt8], below parent: WatchTree.Watch) {
    if tree.child(of: parent, named: name) == watch {
      if isWalking { listings.append(Listing(watch: watch, isNew: false)) }
      tree.markSeen(watch)
      return
    }
    // It tells of itself and to others only.
    if tree.isAlone(watch) { return lose(name, below: parent) }
    // A root is watched as itself. A mount can show a folder inside of itself.
    guard tree.tagOfRoot(watch) == nil, !tree.isFolder(parent, within: watch) else { return }
    if let path = tree.path(of: watch), case .folder(let identity) = FolderCheck(path: path), identity == tree.identity(of: watch)
    {
      lose(name, below: parent)
      return
    }
    settle(watch, as: name, below: parent)
  }

  /// Gives a moved folder its new place. What is in it has new paths, and is hinted at anew.
  func settle(_ watch: WatchTree.Watch, as name: [UInt8], below parent: WatchTree.Watch) {
    tree.put(watch, below: parent, name: name)
    listings.append(Listing(watch: watch, isNew: true))
  }

  func list(_ listing: Listing) {
    if tree.isAlone(listing.watch) { return }
    guard let location = tree.location(of: listing.watch), let path = tree.path(of: listing.watch) else { return }
    guard let found = FolderListing(path: path), found.identity == tree.identity(of: listing.watch) else {
      // Moved or removed since: the events of that are on their way. Otherwise it cannot be read.
      if case .folder(let identity) = FolderCheck(path: path), identity == tree.identity(of: listing.watch) {
        lose(listing.watch)
      }
      return
    }
    for entry in found.entries {
      if listing.isNew { add(.found, entry.name, isFolder: entry.isFolder, at: location) }
      guard entry.isFolder else { continue }
      if listing.isNew, let known = tree.child(of: listing.watch, named: entry.name) {
        // It came along with its parent.
        listings.append(Listing(watch: known, isNew: true))
        tree.markSeen(known)
      } else {
        watch(entry.name, below: listing.watch)
      }
    }
  }

  /// Goes over all folders after events were lost.
  func beginWalk() {
    tree.beginWalk()
    isWalking = true
    moves = [:]
    listings = tree.allRoots.map { Listing(watch: $0, isNew: false) } + listings
  }

  func endWalk() {
    isWalking = false
    let unseen = tree.unseen
    guard !unseen.isEmpty else { return }
    // The library complains on the error output about watches that the kernel dropped by itself.
    let alive = OpenFiles.watches(of: library.descriptor)
    for folder in unseen {
      for watch in tree.remove(folder) where alive.contains(watch) { library.remove(watch) }
    }
  }

  /// Ends the watch of a folder and of all below it.
  func forget(_ folder: WatchTree.Watch) {
    for watch in tree.remove(folder) { library.remove(watch) }
  }

  func lose(_ watch: WatchTree.Watch) {
    guard let (tag, folder) = tree.location(of: watch) else { return }
    hints.append(.lost(tag: tag, folder: folder))
  }

  private func lose(_ name: [UInt8], below parent: WatchTree.Watch) {
    guard let (tag, folder) = tree.location(of: parent) else { return }
    hints.append(.lost(tag: tag, folder: folder + [name]))
  }
}
