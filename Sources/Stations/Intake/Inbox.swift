package import Files
package import Production

/// One client's inbox: it notices what is dropped, waits until it is complete, and hands it over.
///
/// The listing of the folder is the truth; hints only make it quick.
package struct Inbox: Sendable {
  private let client: ClientName
  private let inbox: Folder
  private var largestMegabytes: Int
  private var settling: Settling

  /// No deeper than this below `inbox/`; what lies deeper is told, not taken.
  static let deepest = 8
  private static let hintTime = Duration.seconds(2)

  package init(client: ClientName, inbox: Folder, quietTime: Duration, candidateLimit: Int, largestMegabytes: Int) {
    self.client = client
    self.inbox = inbox
    self.largestMegabytes = largestMegabytes
    settling = Settling(quietTime: quietTime, limit: candidateLimit)
  }

  /// Other settings from now on.
  package mutating func change(quietTime: Duration, largestMegabytes: Int) {
    self.largestMegabytes = largestMegabytes
    settling.quietTime = quietTime
  }

  package var nextLook: ContinuousClock.Instant? { settling.nextLook }
  /// Not everything fitted: a rescan is due when there is room.
  package var wantsRescan: Bool { settling.hasOverflowed && !settling.isFull }
  package var candidateCount: Int { settling.count }

  package func waiting(at now: ContinuousClock.Instant, atMost count: Int) -> [WaitingDrop] {
    settling.waiting(at: now, atMost: count)
  }

  /// A hint: something left this name just now, which matters only to what is under watch.
  package mutating func left(_ path: InboxPath, at now: ContinuousClock.Instant) {
    if settling.knows(path) { touched(path, at: now) }
  }

  /// A hint: something happened to this name just now.
  package mutating func touched(_ path: InboxPath, at now: ContinuousClock.Instant) {
    if !settling.canLetIn && !settling.knows(path) { return settling.overflow() }
    guard !Litter.isLitter(path.name), !path.folders.contains(where: Litter.isLitter), path.folders.count <= Self.deepest else {
      return
    }
    do {
      guard let status = try inbox.folder(path.folders).status(of: path.name) else { return settling.isGone(path) }
      if status.kind != .folder { settling.touched(path, status, at: now) }
    } catch  where error.isMissing {
      settling.isGone(path)
    } catch {
      // Whatever is in the way of a hint is met again by the rescan, which says it.
      return
    }
  }

  /// Walks the inbox. What is there is seen, what is not there any more is forgotten. Where more lies than can be watched at once,
  /// the walk ends as soon as no more fits: the next one is due when there is room.
  ///
  /// Answers how many files lay there for a while that no hint had told of.
  @discardableResult
  package mutating func rescan(at now: ContinuousClock.Instant) throws(FileError) -> Int {
    var untold = 0
    // A hint of what came just now may still be on its way; and what was not let in was told of.
    let isToBeKnown = settling.hasOverflowed ? Moment(microseconds: 0) : Moment.now().advanced(by: .zero - Self.hintTime)
    var seen: Set<InboxPath> = []
    var isWhole = true
    // Names and no open folders: a thousand of them side by side must not use up the descriptors.
    var pending: [[FileName]] = [[]]
    while let folders = pending.popLast() {
      let folder: Folder
      do throws(FileError) {
        folder = try inbox.folder(folders)
      } catch  where error.isMissing || error.isForbidden || error.leavesTheShare {
        // Gone meanwhile, or not for us: the others are still to be seen.
        continue
      }
      var subfolders: [FileName] = []
      var failure: FileError?
      try folder.forEachEntry { entry in
        if Litter.isLitter(entry.name) { return true }
        if entry.kind == .folder {
          subfolders.append(entry.name)
          return true
        }
        let path = InboxPath(folders: folders, name: entry.name)
        if !settling.canLetIn && !settling.knows(path) {
          isWhole = false
          return false
        }
        do throws(FileError) {
          if let status = try folder.status(of: entry.name) {
            seen.insert(path)
            if status.changed < isToBeKnown, !settling.knows(path) { untold += 1 }
            settling.saw(path, status, at: now)
          }
        } catch {
          failure = error
        }
        return true
      }
      if let failure, !failure.isMissing, !failure.isForbidden { throw failure }
      // What was not walked may still be there: the close look finds out.
      if !isWhole {
        settling.overflow()
        return 0
      }
      guard folders.count < Self.deepest else { continue }
      for name in subfolders { pending.append(folders + [name]) }
    }
    settling.keep { seen.contains($0) }
    return untold
  }

  /// Looks closely at those that are due, and gives those that are complete. What is given is no candidate any more: the
  /// caller claims it, and what cannot be claimed is found again by the next rescan.
  package mutating func takeComplete(at now: ContinuousClock.Instant, atMost count: Int) -> [CompleteDrop] {
    let inspection = Inspection(client: client, largestMegabytes: largestMegabytes)
    var complete: [CompleteDrop] = []
    for path in settling.due(at: now, atMost: count) {
      guard let folder = try? inbox.folder(path.folders), let lastSeen = settling.status(of: path) else {
        settling.isGone(path)
        continue
      }
      switch inspection.look(at: path, in: folder, lastSeen: lastSeen) {
      case .changed(let status): settling.saw(path, status, at: now)
      case .gone: settling.isGone(path)
      case .obstacle(let obstacle, let status): settling.met(obstacle, on: path, status, at: now)
      case .complete(let drop):
        settling.finished(path)
        complete.append(drop)
      }
    }
    return complete
  }
}
