import Glibc

extension WatchLoop {
  /// Takes one event of the kernel into the tree and the hints.
  func take(_ event: InotifyLibrary.Event) {
    if event.has(IN_Q_OVERFLOW) {
      hints.append(.overflow)
      beginWalk()
      return
    }
    // Late events of what was forgotten.
    guard tree.has(event.watch) else { return }
    if event.name.isEmpty {
      takeOfItself(event)
      return
    }
    if Heartbeat.isOne(event.name) {
      if event.has(IN_CREATE), let tag = tree.tagOfRoot(event.watch) { hints.append(.heartbeat(tag: tag, name: event.name)) }
      return
    }
    if event.has(IN_ISDIR) { takeOfFolder(event) }
    guard let kind = Touch.Kind(event), let location = tree.location(of: event.watch) else { return }
    add(kind, event.name, isFolder: event.has(IN_ISDIR), at: location)
  }

  /// What happened to a watched folder itself.
  private func takeOfItself(_ event: InotifyLibrary.Event) {
    let tag = tree.tagOfRoot(event.watch)
    if event.has(IN_UNMOUNT) {
      if let tag { hints.append(.unmounted(tag: tag)) } else { lose(event.watch) }
      // The kernel drops these watches by itself.
      _ = tree.remove(event.watch)
    } else if event.has(IN_IGNORED) || event.has(IN_DELETE_SELF) {
      if let tag { hints.append(.rootGone(tag: tag)) }
      _ = tree.remove(event.watch)
    } else if event.has(IN_MOVE_SELF), let tag {
      hints.append(.rootGone(tag: tag))
      forget(event.watch)
    }
  }

  /// Folders come, go and move with all that is in them.
  private func takeOfFolder(_ event: InotifyLibrary.Event) {
    // What is moved there from a watched folder has left that one.
    if tree.isAlone(event.watch) { return }
    if event.has(IN_MOVED_FROM) {
      guard let child = tree.child(of: event.watch, named: event.name) else { return }
      tree.takeOut(child)
      moves[event.cookie] = Move(watch: child, until: .now + Self.moveTime)
    } else if event.has(IN_MOVED_TO) {
      if let move = moves.removeValue(forKey: event.cookie), tree.isMoving(move.watch) {
        settle(move.watch, as: event.name, below: event.watch)
      } else {
        watch(event.name, below: event.watch)
      }
    } else if event.has(IN_CREATE) {
      watch(event.name, below: event.watch)
    }
  }

  /// Forgets folders that were moved out of all watched ones.
  func endMoves() {
    guard !moves.isEmpty else { return }
    let now = ContinuousClock.now
    for (cookie, move) in moves where move.until <= now {
      moves[cookie] = nil
      if tree.isMoving(move.watch) { forget(move.watch) }
    }
  }

  func add(_ kind: Touch.Kind, _ name: [UInt8], isFolder: Bool, at location: WatchTree.Location) {
    // A listing may meet one in the moment that it is there.
    if Heartbeat.isOne(name) { return }
    hints.append(.touched(Touch(tag: location.tag, folder: location.folder, name: name, kind: kind, isFolder: isFolder)))
  }
}

extension Touch.Kind {
  fileprivate init?(_ event: InotifyLibrary.Event) {
    if event.has(IN_CREATE) {
      self = .created
    } else if event.has(IN_MODIFY) {
      self = .written
    } else if event.has(IN_CLOSE_WRITE) {
      self = .closedAfterWriting
    } else if event.has(IN_MOVED_TO) {
      self = .movedIn
    } else if event.has(IN_MOVED_FROM) {
      self = .movedOut
    } else if event.has(IN_DELETE) {
      self = .deleted
    } else if event.has(IN_ATTRIB) {
      self = .attributes
    } else {
      return nil
    }
  }
}
