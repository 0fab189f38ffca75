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

  enum Finding {
    case complete(CompleteDrop)
    case obstacle(Obstacle, FileStatus?)
    /// It is not as it was when its quiet time began.
    case changed(FileStatus)
    case gone
  }

  func look(at path: InboxPath, in folder: Folder, lastSeen: FileStatus) -> Finding {
    do {
      guard let status = try folder.status(of: path.name) else { return .gone }
      // Where the kernel tells nothing of what other machines write, this is all that shows it.
      guard status.isUnchanged(since: lastSeen) else { return .changed(status) }
      guard status.kind == .file else { return .obstacle(.notAFile, status) }
      if status.size == 0 { return .obstacle(.empty, status) }
      if status.size > Int64(largestMegabytes) << 20 { return .obstacle(.tooLarge(megabytes: largestMegabytes), status) }
      return try examine(try folder.file(path.name), at: path)
    } catch  where error.isMissing {
      return .gone
    } catch  where error.leavesTheShare {
      return .obstacle(.notAFile, nil)
    } catch {
      return .obstacle(.unreadable, nil)
    }
  }

  /// The digest is taken while a read lease says that nobody writes; a write in between is seen and everything begins anew.
  private func examine(_ file: borrowing File, at path: InboxPath) throws(FileError) -> Finding {
    let before = try file.status()
    let lease = file.takeLease()
    defer { if lease == .none { file.dropLease() } }
    if lease == .some { return .obstacle(.beingWritten, before) }
    if let hole = try file.firstHole() { return .obstacle(.cutOff(percent: Int(hole * 100 / max(1, before.size))), before) }
    // A small one is read once.
    let head = try file.read(at: 0, count: Int(min(before.size + 1, Int64(ContentKind.probeLength))))
    let digest = head.count < ContentKind.probeLength ? Digest(of: head) : try file.digest()
    let after = try file.status()
    guard after.isUnchanged(since: before), lease != .none || file.leaseStands else { return .obstacle(.changing, after) }
    let drop = Drop(
      client: client, path: path.bytes, size: after.size, modified: after.modified, device: after.device, inode: after.inode,
      digest: digest)
    return .complete(CompleteDrop(path: path, drop: drop, kind: ContentKind.of(path.name, head: head)))
  }
}
