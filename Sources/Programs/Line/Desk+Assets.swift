import Files
import Outbox
import Production
import Settings

// What a client's people drop into assets/ is taken over when it rests: copied, looked at by a worker, and used from then on.
extension Desk {
  /// So many files are looked at by one worker; the others wait for the next look.
  private static let mostAtOnce = 40

  /// A file that was written to in this moment may not be whole yet.
  struct Settling {
    let mark: AssetIndex.Mark
    let since: ContinuousClock.Instant
  }

  /// True when something of it changed.
  func readAssets() async throws -> Bool {
    // A command and a round may come at once.
    if isReadingAssets { return false }
    isReadingAssets = true
    // However this ends, the next look is the rescan's: what is in the way would be in the way again at once.
    assetsDue = nil
    defer { isReadingAssets = false }
    let before = house.assetBook.index(of: client.name)
    let look = try await lookAtAssets(before)
    // A file that is saved again and again leaves nothing behind but its last version.
    let kept = house.assetBook.index(of: client.name).contents
    try await house.throwAway(Array(Set(before.contents + look.stored).subtracting(kept)), at: .now())
    return look.hasChanged
  }

  /// Tells what it laid into the store, whatever became of it.
  private func lookAtAssets(_ before: AssetIndex) async throws -> (hasChanged: Bool, stored: [Digest]) {
    guard let assets = try assetsFolder() else { return (try forgetAssets(), []) }
    let began = ContinuousClock.now
    let walk = try AssetWalk(assets)
    assetsWalk = .now - began
    tellOfTooMany(walk.isTooMuch)
    var index = before
    index.keep(Set(walk.found.map(\.key)))
    try dropLost(&index)
    let fresh = rested(walk.found.filter { !index.knows($0.key, $0.status) })
    // What lies there is safe there; what is taken over needs room.
    let batch = house.disk.hasRoom ? Self.batch(of: fresh) : []
    let (entries, stored) = try await entries(for: batch, in: assets)
    for (found, entry) in entries { index.put(entry, at: found.key) }
    if fresh.count > batch.count, !entries.isEmpty { assetsDue = .now }
    if index == before, walk.notes.isEmpty { return (false, stored) }
    // The notes first: an index without its notes would never write them.
    let bad = walk.found.compactMap { found in
      index.entries[found.key]?.verdict.problem.map { AssetNote(path: found.names, refusal: $0) }
    }
    let changed = Set(entries.map(\.0.path))
    try outbox.showAssetNotes(
      bad, new: bad.filter { changed.contains($0.path.map(\.description).joined(separator: "/")) }, lying: walk.notes)
    if index == before { return (false, stored) }
    index.sheets = house.assetBook.index(of: client.name).sheets
    try house.assetBook.keep(index, of: client.name)
    return (true, stored)
  }

  /// For a command: until all that lies there was looked at, or somebody is still at it.
  func settleAssets(atMost patience: Duration = .seconds(8)) async throws {
    let deadline = ContinuousClock.now + patience
    repeat {
      _ = try await readAssets()
      if assetsSettling.isEmpty, !isReadingAssets { return }
      try await Task.sleep(for: .milliseconds(100))
    } while ContinuousClock.now < deadline
  }

  private func assetsFolder() throws -> Folder? {
    do throws(FileError) {
      return try share.folder(Self.name(of: .assets))
    } catch  where error.isMissing {
      return nil
    }
  }

  private func forgetAssets() throws -> Bool {
    assetsSettling = [:]
    let index = house.assetBook.index(of: client.name)
    guard !index.entries.isEmpty else { return false }
    var empty = AssetIndex()
    // Should they come back, the sheets that we drew are still ours.
    empty.sheets = index.sheets
    try house.assetBook.keep(empty, of: client.name)
    return true
  }

  /// What the store lost is taken in anew: another client's look may have thrown it away while this one's was at work.
  private func dropLost(_ index: inout AssetIndex) throws {
    let lost = try index.entries.filter { try $0.value.content.map { try !house.store.has($0) } ?? false }
    index.keep(Set(index.entries.keys).subtracting(lost.keys))
  }

  private func tellOfTooMany(_ isTooMuch: Bool) {
    let topic = "assets \(client.name)"
    guard isTooMuch else { return house.notices.clear(topic) }
    house.notices.raise(
      topic,
      "There are more than \(AssetWalk.most) assets in assets/, or \(AssetWalk.mostEntries) files of any kind in one of its folders; what is beyond that is not used. Keep what videos need.",
      for: .client(client.name), isTrouble: false)
  }

  /// Those that were the same for as long as a drop must be; the others are looked at again when they may be.
  private func rested(_ found: [AssetWalk.Found]) -> [AssetWalk.Found] {
    let patience = house.settings.intake.settle
    let now = ContinuousClock.now
    var settling: [String: Settling] = [:]
    var rested: [AssetWalk.Found] = []
    for file in found {
      let mark = AssetIndex.Mark(file.status)
      let since = assetsSettling[file.key].flatMap { $0.mark == mark ? $0.since : nil } ?? now
      settling[file.key] = Settling(mark: mark, since: since)
      if now - since >= patience { rested.append(file) }
    }
    assetsSettling = settling
    assetsDue = settling.values.map { $0.since + patience }.filter { $0 > now }.min()
    return rested
  }

  // MARK: - Looking

  /// What one worker looks at. Of those that are called alike one at a time: its answer goes by their names.
  private static func batch(of fresh: [AssetWalk.Found]) -> [AssetWalk.Found] {
    var names: Set<String> = []
    return Array(fresh.filter { names.insert(AssetInput.name(of: $0.path)).inserted }.prefix(mostAtOnce))
  }

  private func entries(
    for batch: [AssetWalk.Found], in assets: Folder
  ) async throws -> (entries: [(AssetWalk.Found, AssetIndex.Entry)], stored: [Digest]) {
    var entries: [(AssetWalk.Found, AssetIndex.Entry)] = []
    var taken: [(found: AssetWalk.Found, kind: AssetKind, content: Digest)] = []
    var torn: [Digest] = []
    for found in batch {
      // Large ones take their time, and somebody may be waiting for the desk.
      await Task.yield()
      switch try take(found, in: assets) {
      case .later: continue
      case .torn(let content): torn.append(content)
      case .refused(let kind, let refusal):
        let verdict = AssetVerdict(problem: refusal)
        entries.append((found, .init(path: found.path, kind: kind, mark: .init(found.status), content: nil, verdict: verdict)))
      case .taken(let kind, let content): taken.append((found, kind, content))
      }
    }
    let verdicts = await hands.checkAssets(
      taken.map { AssetToCheck(path: $0.found.path, kind: $0.kind, content: $0.content) }, clientNow)
    for (asset, verdict) in zip(taken, verdicts) {
      // Without an answer it is asked for again; so it is where another client's look threw the same content away meanwhile.
      guard let verdict, try house.store.has(asset.content) else { continue }
      let found = asset.found
      let entry = AssetIndex.Entry(
        path: found.path, kind: asset.kind, mark: .init(found.status), content: asset.content, verdict: verdict)
      entries.append((found, entry))
    }
    return (entries, taken.map(\.content) + torn)
  }

  private enum Taking {
    case taken(AssetKind, Digest)
    case refused(AssetKind?, Refusal)
    /// Somebody is at it.
    case later
    /// Somebody wrote to it while it was copied; what came of that lies in the store.
    case torn(Digest)
  }

  private func take(_ found: AssetWalk.Found, in assets: Folder) throws -> Taking {
    guard case .asset(let kind) = found.place else {
      if case .misplaced(let refusal) = found.place { return .refused(nil, refusal) }
      return .later
    }
    guard let name = found.names.last else { return .later }
    guard found.status.size <= kind.mostBytes else {
      return .refused(
        kind,
        Refusal(
          "\(name) is larger than \(Self.amount(kind.mostBytes)) and is not used.", wayOut: "Put a smaller one in its place."))
    }
    guard found.status.size > 0 else { return .refused(kind, Refusal("\(name) is empty.", wayOut: "Copy it here again.")) }
    do {
      return try copy(found, name, kind, in: assets)
    } catch let error as FileError where error.isMissing {
      return .later
    } catch let error as FileError where !error.isPassing && !error.isShortage {
      return .refused(
        kind,
        Refusal(
          "\(name) cannot be read by the service.", wayOut: "Give the folder's group the right to read it.", detail: "\(error)"))
    }
  }

  private func copy(_ found: AssetWalk.Found, _ name: FileName, _ kind: AssetKind, in assets: Folder) throws -> Taking {
    let file = try assets.folder(Array(found.names.dropLast())).file(name)
    guard file.writers() != .some, !file.isFinderAtIt, try file.status().isUnchanged(since: found.status) else { return .later }
    let content = try house.store.put(file).digest
    return try file.status().isUnchanged(since: found.status) ? .taken(kind, content) : .torn(content)
  }

  private static func amount(_ bytes: Int64) -> String {
    bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(bytes >> 10) KB"
  }
}

/// A file among the assets that lies in the store, to be looked at by a worker.
struct AssetToCheck: Sendable {
  let path: String
  let kind: AssetKind
  let content: Digest
}
