import Files
import Production

/// Decides when a drop has come to rest. It touches nothing: it is told what was seen and when, and answers what to look at.
///
/// Bounded: beyond `limit` candidates nothing more is taken in, and the next rescan finds the rest.
struct Settling: Sendable {
  var patience: Patience
  /// What happens on the share is only seen by looking at it again and again.
  var isPolled = false
  private let limit: Int
  private(set) var candidates: [InboxPath: Candidate] = [:]
  /// Those of them that cannot be taken for a while: known by name, because in a burst every hint asks for one.
  private var hopeless: Set<InboxPath> = []
  private var clashes = NameClashes()
  private var habits = Habits()
  /// What was taken last: where it appears again soon, it had not been all of it.
  private var lately: [InboxPath: ContinuousClock.Instant] = [:]
  /// How many of the candidates may belong to another file.
  private var sidecarCount = 0
  /// Something did not fit; a rescan is due as soon as there is room again.
  private(set) var hasOverflowed = false

  init(patience: Patience, limit: Int) {
    self.patience = patience
    self.limit = limit
  }

  var count: Int { candidates.count }
  var isFull: Bool { candidates.count >= limit }
  /// Whether another one could be let in: there is room, or somebody in it who cannot be taken anyway.
  var canLetIn: Bool { !isFull || !hopeless.isEmpty }
  /// Settings and scripts are known by name; where not all is known, there may be some.
  var mayHaveSidecars: Bool { sidecarCount > 0 || hasOverflowed }
  /// When the next look is due.
  var nextLook: ContinuousClock.Instant? { candidates.values.lazy.map(\.nextLook).min() }

  func knows(_ path: InboxPath) -> Bool { candidates[path] != nil }
  mutating func overflow() { hasOverflowed = true }

  // MARK: - What was seen

  /// Tells of something as it is now. What did not change since the last time goes on being still.
  mutating func saw(_ path: InboxPath, _ imprint: Imprint, at now: ContinuousClock.Instant) {
    guard var candidate = candidates[path] else {
      if hasRoom() { letIn(path, imprint, .stirred, at: now) }
      return
    }
    var imprint = imprint
    // What lies beside a file is looked at closely only when the file's turn comes.
    if imprint.status.kind != .folder { imprint.contents = candidate.seen.contents }
    if candidate.seen.contents == nil, imprint.status.kind == .folder {
      candidate.seen = imprint
      return put(candidate, at: path)
    }
    if !imprint.isUnchanged(since: candidate.seen) { changed(path, candidate, imprint, at: now) }
  }

  /// A hint: something happened to it just now, whatever its status says.
  mutating func touched(_ path: InboxPath, _ imprint: Imprint, _ sound: Sound, at now: ContinuousClock.Instant) {
    guard var candidate = candidates[path] else {
      if hasRoom() { letIn(path, imprint, sound, at: now) }
      return
    }
    if sound == .closed {
      if let last = candidate.lastClose, imprint.status.size > last.size {
        habits.grewAgain(path, after: now - last.at, at: now, patience)
      }
      candidate.lastClose = (now, imprint.status.size)
      candidate.isMereName = false
    }
    var imprint = imprint
    if imprint.status.kind != .folder { imprint.contents = candidate.seen.contents }
    changed(path, candidate, imprint, wasClosed: sound == .closed, at: now)
  }

  /// A hint: something happened in it, or to what belongs to it.
  mutating func stirred(_ path: InboxPath, at now: ContinuousClock.Instant) {
    guard var candidate = candidates[path] else { return }
    if candidate.seen.status.kind == .folder { candidate.seen.contents = nil }
    rest(&candidate, path, at: now)
    put(candidate, at: path)
  }

  private mutating func letIn(_ path: InboxPath, _ imprint: Imprint, _ sound: Sound, at now: ContinuousClock.Instant) {
    var candidate = Candidate(imprint, at: now)
    candidate.isMereName = sound == .named
    if sound == .closed { candidate.lastClose = (now, imprint.status.size) }
    if !lately.isEmpty, let taken = lately[path] { habits.grewAgain(path, after: now - taken, at: now, patience) }
    rest(&candidate, path, at: now)
    // Whoever comes first holds the name.
    _ = clashes.rival(of: path)
    if Sidecar.isOne(path.name) { sidecarCount += 1 }
    put(candidate, at: path)
  }

  private mutating func changed(
    _ path: InboxPath, _ known: Candidate, _ imprint: Imprint, wasClosed: Bool = false, at now: ContinuousClock.Instant
  ) {
    var candidate = known
    if !wasClosed, now - known.firstSeen > patience.forFolders, imprint.isContentUnchanged(since: known.seen) {
      // Somebody's indexer or virus scanner is at its attributes again and again; that is no reason to wait for ever.
      candidate.seen = imprint
      candidate.nextLook = max(candidate.nextLook, now + patience.quiet / 4)
      return put(candidate, at: path)
    }
    let isGrowing = imprint.status.kind == .file && imprint.status.size > known.seen.status.size
    let obstacle = isGrowing ? Obstacle.growing(megabytes: Int(imprint.status.size >> 20)) : nil
    if (candidate.obstacle == nil) != (obstacle == nil) { candidate.obstacleSince = now }
    candidate.obstacle = obstacle
    candidate.looks = 0
    candidate.seen = imprint
    rest(&candidate, path, at: now)
    put(candidate, at: path)
  }

  private func rest(_ candidate: inout Candidate, _ path: InboxPath, at now: ContinuousClock.Instant) {
    candidate.stillSince = now
    candidate.nextLook = now + quiet(for: candidate, path, at: now)
  }

  private func quiet(for candidate: Candidate, _ path: InboxPath, at now: ContinuousClock.Instant) -> Duration {
    var quiet = max(patience.quiet, habits.quiet(for: path, at: now, patience))
    if candidate.isMereName { quiet = max(quiet, patience.afterMereName) }
    if isPolled { quiet = max(quiet, patience.onPolledShares) }
    if candidate.seen.status.kind == .folder { quiet = max(quiet, patience.forFolders) }
    return quiet
  }

  // MARK: - What a close look found

  /// Those whose time has come to be looked at closely.
  func due(at now: ContinuousClock.Instant, atMost count: Int) -> [InboxPath] {
    var due: [(path: InboxPath, stillSince: ContinuousClock.Instant)] = []
    for (path, candidate) in candidates where candidate.nextLook <= now {
      // In a burst their order is of no use to anybody, and the rest of them need not be looked at.
      if due.count == count { return due.map(\.path) }
      due.append((path, candidate.stillSince))
    }
    return due.sorted { $0.stillSince < $1.stillSince }.map(\.path)
  }

  /// Who has the name already, if anybody.
  mutating func rival(of path: InboxPath) -> InboxPath? { clashes.rival(of: path) }

  /// It is not as it was when its rest began.
  mutating func isNotAsSeen(_ path: InboxPath, _ imprint: Imprint, at now: ContinuousClock.Instant) {
    guard let candidate = candidates[path] else { return }
    // The first look into a folder that hints told of: two equal looks are what is asked for, not another long rest.
    guard candidate.seen.contents == nil, imprint.status.kind == .folder else {
      return changed(path, candidate, imprint, at: now)
    }
    var looked = candidate
    looked.seen = imprint
    looked.nextLook = now + patience.quiet
    put(looked, at: path)
  }

  /// Nothing is in the way but that it has not rested long enough for what it is.
  mutating func mustRest(_ path: InboxPath, _ time: Duration, at now: ContinuousClock.Instant) {
    guard var candidate = candidates[path] else { return }
    candidate.obstacle = nil
    candidate.nextLook = max(candidate.stillSince + time, now + patience.quiet / 4)
    put(candidate, at: path)
  }

  /// A close look met an obstacle. The same one again and again is looked at more and more rarely.
  mutating func met(_ obstacle: Obstacle, on path: InboxPath, _ status: FileStatus?, at now: ContinuousClock.Instant) {
    guard var candidate = candidates[path] else { return }
    candidate.looks = candidate.obstacle == obstacle ? candidate.looks + 1 : 0
    if candidate.obstacle == nil { candidate.obstacleSince = now }
    candidate.obstacle = obstacle
    if let status, candidate.seen.status.kind == .file {
      if !candidate.seen.status.isUnchanged(since: status) { candidate.stillSince = now }
      candidate.seen = Imprint(status: status, contents: candidate.seen.contents)
    }
    candidate.nextLook = now + patience.quiet * Double(1 << min(candidate.looks, 4))
    put(candidate, at: path)
  }

  mutating func isGone(_ path: InboxPath) { put(nil, at: path) }

  /// Taken: no candidate any more.
  mutating func finished(_ path: InboxPath, at now: ContinuousClock.Instant) {
    if candidates[path]?.lastClose != nil {
      // In a burst nobody could say which of them a scanner made.
      if lately.count >= Self.mostLately { lately.removeAll(keepingCapacity: true) }
      lately[path] = now
    }
    put(nil, at: path)
  }

  private static let mostLately = 64

  /// A rescan ended: what it did not see is gone.
  mutating func keep(only seen: (InboxPath) -> Bool) {
    for path in candidates.keys where !seen(path) { put(nil, at: path) }
    hasOverflowed = false
  }

  // MARK: - Room

  /// Makes room where there is none: what cannot be taken for a while must not keep out what can. It is found again by a rescan.
  private mutating func hasRoom() -> Bool {
    guard isFull else { return true }
    hasOverflowed = true
    guard let path = hopeless.first else { return false }
    put(nil, at: path)
    return true
  }

  /// The only way into the candidates and out of them.
  private mutating func put(_ candidate: Candidate?, at path: InboxPath) {
    guard let candidate else { return remove(path) }
    candidates[path] = candidate
    if candidate.looks >= 2, candidate.obstacle?.isLasting == true {
      hopeless.insert(path)
    } else if !hopeless.isEmpty {
      hopeless.remove(path)
    }
  }

  private mutating func remove(_ path: InboxPath) {
    guard candidates.removeValue(forKey: path) != nil else { return }
    if !hopeless.isEmpty { hopeless.remove(path) }
    if sidecarCount > 0, Sidecar.isOne(path.name) { sidecarCount -= 1 }
    for waiter in clashes.release(path) {
      guard var candidate = candidates[waiter] else { continue }
      candidate.nextLook = candidate.stillSince + patience.quiet
      put(candidate, at: waiter)
    }
  }
}
