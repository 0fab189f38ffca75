import Files
import Production

extension Inbox {
  /// Looks closely at those that are due, and gives those that are complete. What is given is no candidate any more: the
  /// caller claims it, and what cannot be claimed is found again by the next rescan.
  @specialized(where Place == Folder)
  package mutating func takeComplete(at now: ContinuousClock.Instant, atMost count: Int) -> [CompleteDrop] {
    var complete: [CompleteDrop] = []
    for path in settling.due(at: now, atMost: count) {
      // What belonged to one that was given just now is gone with it.
      guard let candidate = settling.candidates[path] else { continue }
      guard let folder = try? inbox.folder(path.folders) else {
        settling.isGone(path)
        continue
      }
      if let rival = settling.rival(of: path), (try? folder.status(of: rival.name)) != .some(nil) {
        settling.met(.nameClash(with: rival.name.description), on: path, nil, at: now)
        continue
      }
      let finding = inspection(of: candidate, at: path, now: now).look(at: path, in: folder, lastSeen: candidate.seen)
      // A claim that must fail would be written down, and taken back, again and again.
      if case .complete(let drop) = finding, !folder.lets(path.name, goAs: drop.drop.shape == .folder ? .folder : .file) {
        settling.met(.cannotBeTaken, on: path, nil, at: now)
        continue
      }
      if let drop = heed(finding, at: path, now: now) { complete.append(drop) }
    }
    return complete
  }

  private func inspection(of candidate: Candidate, at path: InboxPath, now: ContinuousClock.Instant) -> Inspection {
    Inspection(
      client: client, largestMegabytes: largestMegabytes, patience: settling.patience, isPolled: isPolled,
      mayHaveSidecars: settling.mayHaveSidecars, stillFor: now - candidate.stillSince, knownFor: now - candidate.firstSeen,
      safeSave: leftovers.safeSave(of: path), wall: wall())
  }

  private mutating func heed(_ finding: Inspection.Finding, at path: InboxPath, now: ContinuousClock.Instant) -> CompleteDrop? {
    switch finding {
    case .changed(let imprint): settling.isNotAsSeen(path, imprint, at: now)
    case .gone: settling.isGone(path)
    case .shelf:
      shelves.forget()
      settling.isGone(path)
      settling.overflow()
    case .tooEarly(let time, let isWithoutLease):
      if isWithoutLease { leasesAreMissing = true }
      settling.mustRest(path, time, at: now)
    case .obstacle(let obstacle, let status): settling.met(obstacle, on: path, status, at: now)
    case .complete(let drop):
      settling.finished(path, at: now)
      for part in drop.drop.parts.dropFirst() where drop.drop.shape == .group {
        if let name = part.path.last.flatMap(FileName.init(bytes:)) { settling.finished(path.beside(name), at: now) }
      }
      return drop
    }
    return nil
  }
}
