import Files
import Outbox
import Production
import Settings

/// A client's share as it was opened: its folders are held open, and it is asked again and again whether they still lie at its path.
struct SharePlace: Sendable {
  let share: Folder
  let hidden: Folder
  let claimed: Folder
  let inbox: Folder
  private let path: String
  private let mark: ShareMark
  private let root: FolderIdentity
  /// What people may rename, remove or replace.
  private let parts: [FileName: FolderIdentity]

  enum Standing: Hashable, Sendable {
    case present
    /// It is still the share, but something of it was removed, replaced or mounted anew: it must be opened again.
    case changed(parts: [String])
    /// It is not there, or something else is.
    case away(String)
  }

  /// Opens the share that carries the right mark, and makes what is missing in it. In a folder that is not the share nothing is made.
  ///
  /// `known` is the root that this process saw the mark in before. `lock` is called with the hidden folder before anything is changed.
  static func open(
    _ client: ClientSettings, twins: Folder, known: FolderIdentity?, lock: (Folder) throws -> Void
  ) throws -> SharePlace {
    let share = try Folder.open(client.share)
    let root = try share.identity()
    let twin = twinName(client.name)
    let verdict = ShareMark.verdict(
      share: try mark(in: share), state: try twins.read(twin, atMost: ShareMark.largest).flatMap(ShareMark.init),
      client: client.name, isSameFolder: root == known)
    let mark = try acceptedMark(verdict, of: client)
    let hidden = try share.makeFolder(Desk.hidden)
    try lock(hidden)
    if verdict.isToBeWritten { try hidden.write(ShareMark.name, mark.bytes) }
    if verdict != .known(mark) { try twins.write(twin, mark.bytes, mode: 0o600) }
    try Outbox(share: share).prepareShare()
    return try SharePlace(share, hidden, root, mark, client)
  }

  private static func acceptedMark(_ verdict: ShareMark.Verdict, of client: ClientSettings) throws -> ShareMark {
    switch verdict {
    case .known(let mark), .new(let mark), .lost(let mark), .adopted(let mark): return mark
    case .stranger(let words):
      throw ShareAway(
        "The folder \(client.share) \(words). Nothing is done in it. "
          + "Where it is meant to be the share from now on, an administrator runs: dropreel adopt \(client.name)")
    }
  }

  /// An administrator's word that this folder is the share from now on, whatever mark it carries.
  static func adopt(_ client: ClientSettings, twins: Folder) throws {
    let mark = ShareMark.new(for: client.name)
    try Folder.open(client.share).makeFolder(Desk.hidden).write(ShareMark.name, mark.bytes)
    try twins.write(twinName(client.name), mark.bytes, mode: 0o600)
  }

  private init(
    _ share: Folder, _ hidden: Folder, _ root: FolderIdentity, _ mark: ShareMark, _ client: ClientSettings
  ) throws {
    self.share = share
    self.hidden = hidden
    self.root = root
    self.mark = mark
    path = client.share
    claimed = try hidden.makeFolder(Self.claimedName)
    inbox = try share.folder(Desk.name(of: .inbox))
    var parts: [FileName: FolderIdentity] = [:]
    for part in Self.watchedParts.map(Desk.name(of:)) { parts[part] = try share.folder(part).identity() }
    self.parts = parts
    claimedIdentity = try claimed.identity()
  }

  private let claimedIdentity: FolderIdentity

  static let watchedParts: [ShareFolder] = [.inbox, .review, .outbox, .failed]
  static let claimedName = FileName.known("claimed")

  static func twinName(_ client: ClientName) -> FileName { FileName(client.text) ?? .known("share") }

  private static func mark(in share: Folder) throws(FileError) -> ShareMark? {
    do throws(FileError) {
      return try share.folder(Desk.hidden).read(ShareMark.name, atMost: ShareMark.largest).flatMap(ShareMark.init)
    } catch  where error.isMissing {
      return nil
    }
  }

  var identity: FolderIdentity { root }

  /// Looks whether what is held open still lies where people reach it. Some calls of the kernel, no more.
  func standing() -> Standing {
    do {
      let now = try Folder.open(path)
      let isSameRoot = try now.identity() == root
      guard try Self.mark(in: now) == mark else {
        return isSameRoot ? .changed(parts: [ShareFolder.hidden]) : .away("does not carry the mark of the share")
      }
      guard isSameRoot else { return .changed(parts: []) }
      var changed: [String] = []
      for (name, identity) in parts where try !isSame(identity, now.status(of: name)) { changed.append(name.description) }
      let claimedNow = try now.folder(Desk.hidden).status(of: Self.claimedName)
      if !isSame(claimedIdentity, claimedNow) { changed.append(ShareFolder.hidden) }
      return changed.isEmpty ? .present : .changed(parts: changed.sorted())
    } catch {
      return .away("cannot be used: \(error)")
    }
  }

  private func isSame(_ identity: FolderIdentity, _ status: FileStatus?) -> Bool {
    status.map { $0.kind == .folder && $0.device == identity.device && $0.inode == identity.inode } ?? false
  }
}

/// A share that cannot be worked on at the moment, in words for its people: its work waits, and nothing is concluded from it.
struct ShareAway: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
