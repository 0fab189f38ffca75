import Files
package import Production

/// One client's inbox: it notices what is dropped, waits until it is complete, and hands it over.
///
/// The listing of the folder is the truth; hints only make it quick. `Place` is the real folder, or a pretended one in tests.
package struct Inbox<Place: ProbedFolder>: Sendable {
  let client: ClientName
  let inbox: Place
  var largestMegabytes: Int
  var settling: Settling
  var shelves = Shelves()
  var leftovers = Leftovers()
  /// The clock on the wall, which only tells how old the signs of office programs are.
  let wall: @Sendable () -> Moment
  /// Nobody could tell of some file whether it is open for writing: the kernel or its file system gives us no leases.
  package internal(set) var leasesAreMissing = false

  /// How many drops the last rescan found that lay there for a while, and that no hint had told of.
  package internal(set) var untold = 0

  /// No deeper than this below `inbox/`; what lies deeper is told, not taken.
  static var deepest: Int { 8 }

  package init(
    client: ClientName, inbox: Place, quietTime: Duration, candidateLimit: Int, largestMegabytes: Int,
    wall: @escaping @Sendable () -> Moment = { .now() }
  ) {
    self.client = client
    self.inbox = inbox
    self.largestMegabytes = largestMegabytes
    self.wall = wall
    settling = Settling(patience: Patience(quiet: quietTime), limit: candidateLimit)
  }

  /// Other settings from now on.
  package mutating func change(quietTime: Duration, largestMegabytes: Int) {
    self.largestMegabytes = largestMegabytes
    settling.patience = Patience(quiet: quietTime)
  }

  /// Other machines change the share without this kernel's knowledge: it is looked at again and again, and with more patience.
  package var isPolled: Bool {
    get { settling.isPolled }
    set { settling.isPolled = newValue }
  }

  package var nextLook: ContinuousClock.Instant? { settling.nextLook }
  /// Not everything fitted: a rescan is due when there is room.
  package var wantsRescan: Bool { settling.hasOverflowed && !settling.isFull }
  package var candidateCount: Int { settling.count }

  // MARK: - Words

  package func waiting(at now: ContinuousClock.Instant, atMost count: Int) -> [WaitingDrop] {
    let waiting = settling.waiting(at: now, atMost: count)
    return waiting + leftovers.waiting(at: now, settling.patience, atMost: count - waiting.count)
  }

  /// What has waited for so long that it is told beside it.
  package func notes(at now: ContinuousClock.Instant, atMost count: Int) -> [WaitingNote] {
    settling.notes(at: now, atMost: count)
  }

  /// The notes of ours that lie in the inbox, as far as they were seen.
  package var notesLyingThere: Set<InboxPath> { leftovers.notes }
}
