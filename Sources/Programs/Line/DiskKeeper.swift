import Files
import Journal
import Ledger
import Synchronization

/// Keeps an eye on the disk that holds the state: frees and takes the ledger's ballast, tells people, and lets the line pause.
final class DiskKeeper: Sendable {
  private let ledger: Ledger
  private let notices: Notices
  private let journal: Journal
  private let state: Folder
  private let statePath: String
  private let room = Mutex(DiskRoom())
  private let wake = Wake()

  init(ledger: Ledger, notices: Notices, journal: Journal, statePath: String) throws {
    self.ledger = ledger
    self.notices = notices
    self.journal = journal
    self.statePath = statePath
    state = try Folder.open(statePath)
  }

  /// Whether something new may be taken in or begun.
  var hasRoom: Bool {
    if isLow, !isFull, room.withLock({ $0.refused() }) != nil { wake.ring() }
    return !isFull
  }

  private var isFull: Bool { room.withLock { $0.isFull } }

  /// Whether a step that failed may have failed for want of room, whatever it said itself.
  var isLow: Bool { isFull || freeBytes.map { $0 < DiskRoom.least } ?? false }

  private var freeBytes: Int64? { try? state.freeBytes() }

  /// Hears of any error; only a full disk below the state matters here. A full share is the desk's own trouble.
  func heard(_ error: any Error) {
    switch error {
    case LedgerError.diskFull: break
    case let error as FileError where error.isFull && error.name.hasPrefix(statePath): break
    default: return
    }
    // Said before the ballast goes: whoever tries again from now on finds the work paused.
    let step = room.withLock { $0.refused() }
    if step != nil { wake.ring() }
  }

  /// Looks often while the disk is full, now and then else. `changed` is told when work may go on, or may not.
  func run(changed: () -> Void) async {
    var wasFull = false
    while !Task.isCancelled {
      let free = freeBytes
      let step = room.withLock { $0.look(free: free) }
      // What was heard meanwhile has paused the work already, but its ballast is still there.
      if step == .freeBallast || isFull && !wasFull {
        await freeBallast()
        wasFull = true
        changed()
      } else if step == .restoreBallast, await restoreBallast() {
        wasFull = false
        changed()
        // It may have filled up again in this very moment.
        continue
      }
      await wake.wait(until: .now + (wasFull ? .milliseconds(500) : .seconds(10)))
    }
  }

  private func freeBallast() async {
    notices.raise(
      "disk", "The disk is full, so nothing new is begun until there is room again. Free some space; nothing is lost.")
    journal.log(.warning, "The disk is full; the work pauses", fields: ["folder": statePath])
    do {
      _ = try await ledger.freeBallast()
    } catch {
      journal.log(.error, "The ledger's ballast could not be given back", fields: ["error": "\(error)"])
    }
  }

  /// Whether there is room again.
  private func restoreBallast() async -> Bool {
    do {
      let isThere = try await ledger.restoreBallast()
      room.withLock { $0.restored(isThere) }
      guard isThere else { return false }
      notices.clear("disk")
      journal.log(.notice, "There is room on the disk again; the work goes on", fields: ["folder": statePath])
      return true
    } catch {
      journal.log(.error, "The ledger's ballast could not be taken again", fields: ["error": "\(error)"])
      return false
    }
  }
}
