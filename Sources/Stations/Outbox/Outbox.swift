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
  package let clock: WallClock
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

  /// Whether a file is a note that the service wrote and nobody changed: its name is no decision.
  ///
  /// One that looks like ours and cannot be read now is taken for ours: it will be read again, and an approval is never guessed.
  package func isOurs(_ name: FileName, in folder: Folder) -> Bool {
    guard NoteTexts.titles.contains(where: { name.bytes.starts(with: $0.utf8) }) else { return false }
    do {
      guard let status = try folder.status(of: name), status.size <= Int64(Workshop.largestText) else { return false }
      return Seal.isOurs(name: name.bytes, bytes: try folder.read(name, atMost: Workshop.largestText) ?? [])
    } catch {
      return true
    }
  }

  func folder(_ place: ShareFolder) throws -> Folder { try share.makeFolder(.safe(place.rawValue)) }

  func folder(_ place: ShareFolder, of job: JobName) throws -> Folder {
    try Self.folders(place, of: job).reduce(try folder(place)) { try $0.makeFolder($1) }
  }

  func folderIfThere(_ place: ShareFolder, of job: JobName) throws -> Folder? {
    try Self.folders(place, of: job).reduce(try folder(place)) { try $0?.folderIfThere($1) }
  }

  /// Takes a job's folder away where nothing is in it. Its batch's folder stays in the outbox, and goes with its last row from review/.
  func removeFolderIfEmpty(_ place: ShareFolder, of job: JobName) throws {
    guard let (outer, name) = try spot(of: job, in: place) else { return }
    try outer.removeFolderIfEmpty(name)
    if place == .review, let batch = job.batch { try removeFolderIfEmpty(place, of: batch) }
  }

  /// The folder in which a job's own folder is or would be, and what that is called; nil where not even the outer one is there.
  func spot(of job: JobName, in place: ShareFolder) throws -> (outer: Folder, name: FileName)? {
    let folders = Self.folders(place, of: job)
    guard let name = folders.last else { return nil }
    let outer = try folders.dropLast().reduce(try folder(place)) { try $0?.folderIfThere($1) }
    return outer.map { ($0, name) }
  }

  /// Rows lie in the folder of their batch; what a person got back lies by itself.
  private static func folders(_ place: ShareFolder, of job: JobName) -> [FileName] {
    place == .failed ? [job.folderName] : job.folders.map { FileName($0) ?? .safe($0) }
  }

  func workshop() throws -> Workshop {
    Workshop(folder: try share.makeFolder(Self.hidden).makeFolder(Self.making))
  }

  func shownVersions() throws -> ShownVersions {
    try ShownVersions(hidden: share.makeFolder(Self.hidden), workshop: workshop())
  }

  static let making = FileName.known("making")
  /// The name that `ShareFolder.hidden` is.
  static let hidden = FileName(ShareFolder.hidden) ?? .known(".dropreel")
}

extension JobName {
  var folderName: FileName { FileName(text) ?? .safe(text) }
}
