import Glibc

/// What the watching thread does: drain the kernel's queue, keep the tree of folders, and hand out hints.
///
/// It belongs to that thread alone.
final class WatchLoop {
  let mailbox: Mailbox
  let buffer: HintBuffer
  var library: InotifyLibrary
  var tree = WatchTree()
  /// Hints of this round.
  var hints: [Hint] = []
  /// Folders that are to be listed.
  var listings: [Listing] = []
  /// Folders that were moved away, by the kernel's number of the move.
  var moves: [UInt32: Move] = [:]
  /// Said once, until a watch succeeds again.
  var isExhausted = false
  /// While a walk over all folders is going on, after which those that it did not see are forgotten.
  var isWalking = false
  /// False once the library failed: then letters are all that is left to wait for.
  private var mayRead = true
  private var isStopped = false

  struct Listing {
    let watch: WatchTree.Watch
    /// Whether what is found is hinted at; in a folder that was watched all the time it is not.
    let isNew: Bool
  }

  struct Move {
    let watch: WatchTree.Watch
    let until: ContinuousClock.Instant
  }

  /// What is done in one round at most, so that the others get their turn.
  private static let mostEvents = 4096
  private static let mostListings = 32
  /// Events are gathered for so long: that costs no person's time, and saves a wake-up for each.
  private static let nap: Int32 = 2
  /// A move whose other end has not come by then left the watched folders.
  static let moveTime = Duration.seconds(2)

  init(library: consuming InotifyLibrary, mailbox: Mailbox, buffer: HintBuffer) {
    self.library = library
    self.mailbox = mailbox
    self.buffer = buffer
  }

  func run() {
    while !isStopped {
      let wasBusy = turn()
      for letter in wait(wasBusy: wasBusy) { open(letter) }
    }
    buffer.end()
  }

  /// Does what can be done now; says whether there were events.
  func turn() -> Bool {
    let wasBusy = mayRead && drain()
    for _ in 0..<Self.mostListings {
      guard let listing = listings.popLast() else { break }
      list(listing)
    }
    if isWalking, listings.isEmpty { endWalk() }
    endMoves()
    if !hints.isEmpty {
      buffer.append(hints)
      hints.removeAll(keepingCapacity: true)
    }
    return wasBusy
  }

  /// Reads what the kernel has; says whether there was anything.
  private func drain() -> Bool {
    do throws(WatchError) {
      for count in 0..<Self.mostEvents {
        guard let event = try library.next() else { return count > 0 }
        take(event)
      }
      return true
    } catch {
      // Without events every folder is lost; a rescan still sees them.
      mayRead = false
      hints.append(.overflow)
      for root in tree.allRoots { lose(root) }
      return false
    }
  }

  /// Sleeps until there is something to do, and returns the letters.
  private func wait(wasBusy: Bool) -> [Mailbox.Letter] {
    var files = [pollfd(fd: mailbox.bell, events: Int16(POLLIN), revents: 0)]
    var timeout: Int32 = -1
    if !listings.isEmpty {
      timeout = 0
    } else if wasBusy {
      timeout = Self.nap
    } else {
      if mayRead { files.append(pollfd(fd: library.descriptor, events: Int16(POLLIN), revents: 0)) }
      if let next = moves.values.map(\.until).min() {
        timeout = Int32(clamping: (next - .now).components.seconds * 1000 + 1000)
      }
    }
    unsafe poll(&files, nfds_t(files.count), timeout)
    return files[0].revents != 0 ? mailbox.take() : []
  }

  private func open(_ letter: Mailbox.Letter) {
    switch letter {
    case .watch(let path, let tag, let alone, let answer):
      do throws(WatchError) {
        answer(.success(try watch(path, tag: tag, alone: alone)))
      } catch {
        answer(.failure(error))
      }
    case .forget(let tag):
      if let root = tree.root(of: tag) { forget(root) }
    case .walk: if !isWalking { beginWalk() }
    case .stop: isStopped = true
    }
  }
}
