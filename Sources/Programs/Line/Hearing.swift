import Production

/// Whether the kernel still tells of one watched folder. It touches nothing: it is told what happened and when, and says what to do.
///
/// A heartbeat is a file of ours that comes and goes. Where its event does not come in time, the folder is deaf: a mount may lie over it,
/// or the file system never told. It is then looked through at short intervals until a heartbeat is heard again.
struct Hearing: Sendable {
  enum State: Hashable, Sendable {
    case unwatched
    /// The kernel took the watch; `isProven` once a heartbeat was heard.
    case watched(isProven: Bool)
    /// Watched, and not heard: it is watched anew at the next look.
    case deaf
    /// The kernel cannot watch it, in words for an administrator.
    case refused(String)
  }

  private(set) var state = State.unwatched
  private(set) var lost = LostParts.none
  private var beat: (name: [UInt8], until: ContinuousClock.Instant)?

  /// Folders below it that could not be watched.
  enum LostParts: Hashable, Sendable { case none, some, triedAgain }

  static let patience = Duration.seconds(5)

  /// Whether only looking tells what happens in it.
  var isPolled: Bool {
    switch state {
    case .watched: lost != .none
    case .unwatched, .deaf, .refused: true
    }
  }

  var isWatched: Bool { if case .watched = state { true } else { false } }

  /// When the answer to a heartbeat is overdue; nil when none is waited for.
  var verdictDue: ContinuousClock.Instant? { beat?.until }

  mutating func watched() {
    state = .watched(isProven: false)
    lost = .none
    beat = nil
  }

  mutating func refused(_ words: String) {
    state = .refused(words)
    beat = nil
  }

  /// It was removed, renamed or unmounted: the kernel watches it no more.
  mutating func ended() {
    state = .unwatched
    beat = nil
  }

  mutating func lostPart() { lost = .some }

  /// Before a look: true when lost parts are to be tried again. Those that were, and were not lost once more since, are watched now.
  mutating func triesLostAgain() -> Bool {
    lost = lost == .some ? .triedAgain : .none
    return lost == .triedAgain
  }

  mutating func beats(_ name: [UInt8], at now: ContinuousClock.Instant) {
    if isWatched { beat = (name, now + Self.patience) }
  }

  mutating func heard(_ name: [UInt8]) {
    guard beat?.name == name else { return }
    beat = nil
    if isWatched { state = .watched(isProven: true) }
  }

  /// True when the folder has just turned out to be deaf.
  mutating func judge(at now: ContinuousClock.Instant) -> Bool {
    guard let due = beat?.until, due <= now else { return false }
    beat = nil
    state = .deaf
    return true
  }
}
