import Digests
import Files
package import Production

/// A drop that is complete, with all that is known of it before it is taken.
package struct CompleteDrop: Sendable {
  package let path: InboxPath
  package let drop: Drop
  package let kind: Result<DropKind, Refusal>
}

/// The close look at one candidate: who has it open, whether it is whole, what it is.
struct Inspection {
  let client: ClientName
  let largestMegabytes: Int
  let patience: Patience
  let isPolled: Bool
  let mayHaveSidecars: Bool
  /// How long the candidate has been still, and under watch at all.
  let stillFor: Duration
  let knownFor: Duration
  /// The folder that Word for Mac has beside it.
  let safeSave: FileName?
  let wall: Moment

  enum Finding {
    case complete(CompleteDrop)
    case obstacle(Obstacle, FileStatus?)
    /// It is not as it was when its quiet time began.
    case changed(Imprint)
    /// It is whole, but must rest for so long before that is believed.
    case tooEarly(Duration, isWithoutLease: Bool)
    /// A folder in which things are dropped one by one.
    case shelf
    case gone
  }

  var largestBytes: Int64 { Int64(largestMegabytes) << 20 }

  func look<Place: ProbedFolder>(at path: InboxPath, in folder: Place, lastSeen: Imprint) -> Finding {
    do {
      guard let status = try folder.status(of: path.name) else { return .gone }
      if status.kind == .folder { return try lookAtFolder(path, status, in: folder, lastSeen) }
      let sidecars = mayHaveSidecars && status.kind == .file ? try Sidecar.files(of: path.name, in: folder) : []
      let imprint = Imprint(status: status, contents: sidecars.isEmpty ? 0 : Self.imprint(of: sidecars))
      // Where the kernel tells nothing of what other machines write, this is all that shows it.
      guard imprint.isUnchanged(since: lastSeen) else { return .changed(imprint) }
      if status.kind == .link { return .obstacle(.link, status) }
      guard status.kind == .file else { return .obstacle(.notAFile, status) }
      if let belonging = try belonging(path, in: folder) { return .obstacle(belonging, status) }
      return try sidecars.isEmpty
        ? lookAtFile(path, status, in: folder) : lookAtGroup(path, status, sidecars, in: folder, imprint)
    } catch  where error.isMissing {
      return .gone
    } catch  where error.leavesTheShare {
      return .obstacle(.link, nil)
    } catch {
      return .obstacle(.unreadable, nil)
    }
  }

  /// What belongs to another file is taken with that one; alone it waits a while, and then counts for itself.
  private func belonging<Place: ProbedFolder>(_ path: InboxPath, in folder: Place) throws(FileError) -> Obstacle? {
    guard Sidecar.isOne(path.name) else { return nil }
    if let main = try Sidecar.main(for: path.name, in: folder) { return .belongsTo(main.description) }
    return knownFor < patience.forMainFile ? .waitsForMainFile : nil
  }

  private static func imprint(of sidecars: [(FileName, FileStatus)]) -> Int {
    var hasher = Hasher()
    for (name, status) in sidecars {
      hasher.combine(name)
      hasher.combine(status)
    }
    return hasher.finalize()
  }

  private func lookAtFile<Place: ProbedFolder>(
    _ path: InboxPath, _ status: FileStatus, in folder: Place
  ) throws(FileError) -> Finding {
    switch try examine(path.name, status, in: folder) {
    case .obstacle(let obstacle, let status): return .obstacle(obstacle, status)
    case .tooEarly(let time, let isWithoutLease): return .tooEarly(time, isWithoutLease: isWithoutLease)
    case .whole(let whole):
      let drop = Drop(
        client: client, path: path.bytes, size: whole.status.size, modified: whole.status.modified, device: whole.status.device,
        inode: whole.status.inode, digest: whole.digest)
      return .complete(CompleteDrop(path: path, drop: drop, kind: Self.kind(of: path.name, whole)))
    }
  }

  static func kind(of name: FileName, _ whole: WholenessLook.WholeFile) -> Result<DropKind, Refusal> {
    guard let lack = whole.lack else { return ContentKind.of(name, head: whole.head) }
    return .failure(ContentKind.cutOff(name, lack.percent, size: whole.status.size))
  }

  /// One file by itself, whatever it is a part of.
  func examine<Place: ProbedFolder>(
    _ name: FileName, _ status: FileStatus, in folder: Place
  ) throws(FileError) -> WholenessLook.Finding {
    if status.size > largestBytes { return .obstacle(.tooLarge(megabytes: largestMegabytes), status) }
    let editor = try EditorSign.beside(name, in: folder, safeSave: safeSave, at: wall)
    return try folder.open(
      name, WholenessLook(name: name, patience: patience, isPolled: isPolled, stillFor: stillFor, editor: editor))
  }
}
