import Files

/// What was seen of something in the inbox.
struct Imprint: Hashable, Sendable {
  let status: FileStatus
  /// Of all that is in a folder, or lies beside a file and belongs to it; nil while nobody has looked.
  var contents: Int?

  /// Nothing happened in between, as far as a look can tell. Of a folder's own status only its identity counts: litter changes the rest.
  func isUnchanged(since earlier: Imprint) -> Bool {
    if contents != earlier.contents { return false }
    guard status.kind == .folder else { return status.isUnchanged(since: earlier.status) }
    return isSameFile(as: earlier)
  }

  /// Of a file at most its attributes were changed: whoever writes into it changes the time of that.
  func isContentUnchanged(since earlier: Imprint) -> Bool {
    status.kind == .file && contents == earlier.contents && isSameFile(as: earlier) && status.size == earlier.status.size
      && status.modified == earlier.status.modified
  }

  private func isSameFile(as earlier: Imprint) -> Bool {
    status.kind == earlier.status.kind && status.device == earlier.status.device && status.inode == earlier.status.inode
  }
}

/// What a hint tells of a name.
package enum Sound: Hashable, Sendable, Comparable {
  /// Something of it changed, or it was found lying there.
  case stirred
  /// The name appeared.
  case named
  /// It was closed after writing, or moved in whole.
  case closed
}

/// Something in the inbox that is not taken yet.
struct Candidate: Sendable {
  var seen: Imprint
  /// The first time that anything was seen under this name.
  let firstSeen: ContinuousClock.Instant
  /// When it last changed, by the clock that nobody can set.
  var stillSince: ContinuousClock.Instant
  /// The next look; later than the quiet time when something else is in the way.
  var nextLook: ContinuousClock.Instant
  /// Only its name was heard of so far: nobody was heard to close it.
  var isMereName = false
  /// When it was closed last, and how large it was then.
  var lastClose: (at: ContinuousClock.Instant, size: Int64)?
  /// Why it is not taken; nil while the quiet time runs.
  var obstacle: Obstacle?
  var obstacleSince: ContinuousClock.Instant
  /// How often the same obstacle was met in a row: the looks become rarer.
  var looks = 0

  init(_ seen: Imprint, at now: ContinuousClock.Instant) {
    self.seen = seen
    firstSeen = now
    stillSince = now
    nextLook = now
    obstacleSince = now
  }
}
