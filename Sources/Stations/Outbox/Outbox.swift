package import Files
import Production
import Synchronization

/// What a client's people see of the service: scripts to approve, work going on, finished videos, and what went wrong.
///
/// Whatever appears is complete: it is written in a hidden folder, synced, and renamed into place. Nothing of a user's is ever
/// overwritten or removed: where a name is taken, ours becomes "name (2)", and a note that somebody edited is theirs.
/// Safe from several threads, as long as one job is led by one thread at a time.
package final class Outbox: Sendable {
  let share: Folder
  let clock: WallClock
  let shown: Mutex<Shown>

  /// What was shown last, so that nothing is written twice. It may be empty at any time: then the share is looked at.
  struct Shown {
    var working: [String: (name: FileName, at: Moment)] = [:]
    var status: (page: String, at: Moment)?
  }

  package init(share: Folder, clock: WallClock = .ofTheMachine) {
    self.share = share
    self.clock = clock
    shown = Mutex(Shown())
  }

  /// Makes the folders of a share that are missing, and clears away what a kill left half written. For the start, before any job.
  package func prepareShare() throws {
    for place in ShareFolder.allCases { _ = try folder(place) }
    let hidden = try share.makeFolder(Self.hidden)
    try hidden.removeTree(Self.making)
    _ = try hidden.makeFolder(Self.making)
  }

  func folder(_ place: ShareFolder) throws -> Folder { try share.makeFolder(.safe(place.rawValue)) }

  func folder(_ place: ShareFolder, of job: JobName) throws -> Folder { try folder(place).makeFolder(job.folderName) }

  func folderIfThere(_ place: ShareFolder, of job: JobName) throws -> Folder? { try folder(place).folderIfThere(job.folderName) }

  func workshop() throws -> Workshop {
    Workshop(folder: try share.makeFolder(Self.hidden).makeFolder(Self.making))
  }

  static let making = FileName.known("making")
  /// The name that `ShareFolder.hidden` is.
  static let hidden = FileName(ShareFolder.hidden) ?? .known(".dropreel")
}

extension JobName {
  var folderName: FileName { FileName(text) ?? .safe(text) }
}
