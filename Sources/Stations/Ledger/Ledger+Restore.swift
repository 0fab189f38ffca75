package import Files
package import Production

extension Ledger {
  /// Puts a copy that `backup` made in the place of the ledger in `folder`, which nobody may have open, and says under which name the
  /// present one is kept. A copy that is not whole changes nothing.
  ///
  /// A kill at any instant leaves the one or the other ledger in place.
  package static func restore(
    _ copy: FileName, from source: Folder, into folder: Folder, clock: @escaping @Sendable () -> Moment
  ) async throws -> FileName? {
    let aside = FileName.known("restoring")
    try folder.removeTree(aside)
    let place = try folder.makeFolder(aside, mode: 0o700)
    do {
      var writer = try place.create(fileName, mode: 0o600)
      try source.file(copy).copy(to: &writer)
      try writer.sync()
      try await prove(place, clock: clock)
      try place.sync()
      let kept = try await exchange(with: place, in: folder, clock: clock)
      try folder.removeTree(aside)
      return kept
    } catch {
      try? folder.removeTree(aside)
      throw error
    }
  }

  private static let fileName = FileName.known("ledger.sqlite")
  private static let log = FileName.known("ledger.sqlite-wal")

  /// Brings the copy to this version's tables, and reads it from end to end.
  private static func prove(_ place: Folder, clock: @escaping @Sendable () -> Moment) async throws {
    let problems: [String]
    do {
      let ledger = try await Ledger.open(folder: place.shownPath, clock: clock)
      problems = try await ledger.verify()
      try await ledger.close()
    } catch {
      throw Refusal(
        "The copy is not a ledger that can be used.", wayOut: "Name another copy; the present ledger was left as it is.",
        detail: "\(error)")
    }
    guard let first = problems.first else { return }
    throw Refusal(
      "The copy is damaged, so it was not put in place.", wayOut: "Name another copy; the present ledger was left as it is.",
      detail: problems.count == 1 ? first : "\(first) And \(problems.count - 1) more.")
  }

  private static func exchange(
    with place: Folder, in folder: Folder, clock: @escaping @Sendable () -> Moment
  ) async throws -> FileName? {
    guard try folder.status(of: fileName) != nil else {
      try place.move(fileName, to: folder, as: fileName, replacing: false)
      try folder.sync()
      return nil
    }
    try await foldLog(in: folder, aside: place, clock: clock)
    try place.exchange(fileName, with: fileName, in: folder)
    try folder.sync()
    let date = clock().microseconds / 1_000_000
    let kept = try place.moveBeside(fileName, to: folder, as: FileName("ledger-until-\(date).sqlite") ?? fileName)
    if try place.status(of: log) != nil, let name = FileName("\(kept)-wal") {
      try place.move(log, to: folder, as: name, replacing: false)
    }
    try folder.sync()
    return kept
  }

  /// What stands only in the log would be lost, or worse, be taken for the log of the other ledger: it goes into the present one. Where
  /// that is damaged, its log is kept beside it.
  private static func foldLog(in folder: Folder, aside place: Folder, clock: @escaping @Sendable () -> Moment) async throws {
    do {
      try await Ledger.open(folder: folder.shownPath, clock: clock).close()
    } catch LedgerError.diskFull(let detail) {
      throw LedgerError.diskFull(detail: detail)
    } catch {
      if try folder.status(of: log) != nil { try folder.move(log, to: place, as: log, replacing: true) }
    }
    guard try folder.status(of: log) == nil else {
      throw Refusal(
        "The present ledger could not be closed, so nothing was put in its place.",
        wayOut: "See that no Dropreel service is running, and try again.")
    }
  }
}
