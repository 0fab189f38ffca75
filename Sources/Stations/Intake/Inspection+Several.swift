import Digests
import Files
import Production

/// Drops that consist of several files: each must be whole, and all of them as they were when the last one was looked at.
extension Inspection {
  func lookAtFolder<Place: ProbedFolder>(
    _ path: InboxPath, _ status: FileStatus, in parent: Place, _ lastSeen: Imprint
  ) throws(FileError) -> Finding {
    let folder = try parent.folder([path.name])
    let survey = try FolderSurvey(of: folder)
    if survey.isShelf { return .shelf }
    let imprint = Imprint(status: status, contents: survey.imprint)
    guard imprint.isUnchanged(since: lastSeen) else { return .changed(imprint) }
    if let obstacle = survey.obstacle { return .obstacle(obstacle, nil) }
    if survey.files.isEmpty { return .obstacle(.emptyFolder, nil) }
    if survey.bytes > largestBytes { return .obstacle(.tooLarge(megabytes: largestMegabytes), nil) }
    var parts: [DropPart] = []
    for file in survey.files {
      switch try part(file, in: folder) {
      case .success(let part): parts.append(part)
      case .failure(let stop): return stop.finding
      }
    }
    // Each was as it should be when it was looked at; and now still all of them.
    let again = try FolderSurvey(of: folder)
    guard again.imprint == survey.imprint else { return .changed(Imprint(status: status, contents: again.imprint)) }
    let drop = Drop(
      client: client, path: path.bytes, shape: .folder, size: survey.bytes, modified: status.modified, device: status.device,
      inode: status.inode, digest: Digest(ofParts: parts, shape: .folder), parts: parts)
    return .complete(CompleteDrop(path: path, drop: drop, kind: .success(.folder)))
  }

  func lookAtGroup<Place: ProbedFolder>(
    _ path: InboxPath, _ status: FileStatus, _ sidecars: [(FileName, FileStatus)], in folder: Place, _ imprint: Imprint
  ) throws(FileError) -> Finding {
    let main: WholenessLook.WholeFile
    switch try examine(path.name, status, in: folder) {
    case .obstacle(let obstacle, let status): return .obstacle(obstacle, status)
    case .tooEarly(let time, let isWithoutLease): return .tooEarly(time, isWithoutLease: isWithoutLease)
    case .whole(let whole): main = whole
    }
    var parts = [DropPart([path.name], main)]
    for (name, status) in sidecars {
      switch try part(FolderSurvey.Item(path: [name], status: status), in: folder) {
      case .success(let part): parts.append(part)
      case .failure(let stop): return stop.finding
      }
    }
    for (part, seen) in zip(parts, [(path.name, status)] + sidecars) {
      guard let now = try folder.status(of: seen.0), now.isUnchanged(since: seen.1), now.size == part.size else {
        return .obstacle(.changing, nil)
      }
    }
    let drop = Drop(
      client: client, path: path.bytes, shape: .group, size: parts.reduce(0) { $0 + $1.size }, modified: main.status.modified,
      device: main.status.device, inode: main.status.inode, digest: Digest(ofParts: parts, shape: .group), parts: parts)
    return .complete(CompleteDrop(path: path, drop: drop, kind: Self.kind(of: path.name, main)))
  }

  /// What ends the look at several files.
  private struct Stop: Error { let finding: Finding }

  private func part<Place: ProbedFolder>(_ file: FolderSurvey.Item, in folder: Place) throws(FileError) -> Result<DropPart, Stop>
  {
    let shown = FolderSurvey.shown(file.path)
    guard let name = file.path.last else { return .failure(Stop(finding: .gone)) }
    // Among others an empty file may well be what it should be.
    if file.status.size == 0 {
      return .success(DropPart(file.path, .init(status: file.status, digest: Digest(of: []), head: [])))
    }
    do throws(FileError) {
      switch try examine(name, file.status, in: file.path.count == 1 ? folder : folder.folder(Array(file.path.dropLast()))) {
      case .obstacle(let obstacle, _): return .failure(Stop(finding: .obstacle(.inside(shown, obstacle), nil)))
      case .tooEarly(let time, let isWithoutLease):
        return .failure(Stop(finding: .tooEarly(time, isWithoutLease: isWithoutLease)))
      case .whole(let whole):
        // The others may be all that they should be: they wait for it.
        if let lack = whole.lack {
          return .failure(Stop(finding: .obstacle(.inside(shown, .cutOff(percent: lack.percent)), nil)))
        }
        return .success(DropPart(file.path, whole))
      }
    } catch  where !error.isMissing {
      return .failure(Stop(finding: .obstacle(.inside(shown, error.leavesTheShare ? .link : .unreadable), nil)))
    }
  }
}

extension DropPart {
  fileprivate init(_ path: [FileName], _ whole: WholenessLook.WholeFile) {
    self.init(
      path: path.map(\.bytes), size: whole.status.size, modified: whole.status.modified, device: whole.status.device,
      inode: whole.status.inode, digest: whole.digest)
  }
}
