import Files
import Intake
import Journal
import Ledger
import Production
import Settings
import Synchronization
import Watch

/// Keeps one desk busy: rounds of intake and of review, woken by hints, repeated by rescans.
final class DeskLoop: Sendable {
  let desk: Desk
  private let house: House
  private let intakeWake = Wake()
  private let reviewWake = Wake()
  private let touched = Mutex(Touched())
  /// Told after every round that changed something.
  private let changed: @Sendable () -> Void

  private struct Touched {
    var paths: [InboxPath: Sound] = [:]
    /// Moved away or deleted; our own takings among them.
    var left: Set<InboxPath> = []
    var wantsRescan = true
  }

  /// More hints than this are one reason for a rescan.
  private static let mostHints = 4096

  init(desk: Desk, house: House, changed: @escaping @Sendable () -> Void) {
    self.desk = desk
    self.house = house
    self.changed = changed
  }

  // MARK: - Hints

  func inboxTouched(_ touch: Touch) {
    guard touch.kind != .written else { return }
    let folders = touch.folder.compactMap(FileName.init(bytes:))
    guard let name = FileName(bytes: touch.name), folders.count == touch.folder.count else { return }
    let path = InboxPath(folders: folders, name: name)
    let isLeaving = touch.kind == .movedOut || touch.kind == .deleted
    touched.withLock { touched in
      if isLeaving {
        // What is missed here is found gone when its turn to be looked at comes.
        if touched.left.count < Self.mostHints { touched.left.insert(path) }
      } else if touched.paths.count < Self.mostHints {
        touched.paths[path] = max(touched.paths[path] ?? .stirred, Self.sound(of: touch.kind))
      } else {
        touched.wantsRescan = true
      }
    }
    intakeWake.ring()
  }

  private static func sound(of kind: Touch.Kind) -> Sound {
    switch kind {
    case .created: .named
    case .closedAfterWriting, .movedIn: .closed
    case .written, .attributes, .movedOut, .deleted, .found: .stirred
    }
  }

  /// Somebody did something in review/ or failed/.
  func folderTouched() { reviewWake.ring() }

  func rescan() {
    touched.withLock { $0.wantsRescan = true }
    intakeWake.ring()
    reviewWake.ring()
  }

  // MARK: - Rounds

  func runIntake() async {
    var waiting: [WaitingDrop] = []
    var rescanDue = ContinuousClock.now
    while !Task.isCancelled {
      if ContinuousClock.now >= rescanDue {
        touched.withLock { $0.wantsRescan = true }
        rescanDue = .now + house.settings.intake.rescan
      }
      var next = rescanDue
      do {
        let news = touched.withLock { touched in
          defer { touched = Touched(wantsRescan: false) }
          return touched
        }
        if !news.paths.isEmpty || !news.left.isEmpty { try await desk.heard(of: news.paths, left: news.left) }
        if news.wantsRescan {
          try await desk.passMarkersOn()
          try await desk.rescan()
        }
        // What is in the inbox is safe there; what is taken needs room.
        guard house.disk.hasRoom else { throw LedgerError.diskFull(detail: "the disk that holds the state") }
        let round = try await desk.takeIn()
        if let look = round.next { next = min(next, look) }
        let waitingNow = await desk.waiting(at: .now)
        if round.taken > 0 || waitingNow != waiting { changed() }
        waiting = waitingNow
        house.notices.clear("share \(desk.client.name)")
      } catch {
        complain(error, during: "taking in")
        next = .now + .seconds(5)
        rescanDue = next
      }
      await intakeWake.wait(until: next)
      // Hints come in bunches: one round for all of them, at a delay that nobody sees beside the settle time.
      if ContinuousClock.now < next { try? await Task.sleep(for: .milliseconds(20)) }
    }
  }

  func runReview() async {
    while !Task.isCancelled {
      var isWell = true
      // Each by itself: what is in the way of one must not be in the way of the others.
      for (work, round) in rounds {
        do {
          if try await round(desk) { changed() }
        } catch {
          isWell = false
          complain(error, during: work)
        }
      }
      if isWell { house.notices.clear("review \(desk.client.name)") }
      await reviewWake.wait(until: await nextReading())
    }
  }

  private var rounds: [(work: String, round: @Sendable (Desk) async throws -> Bool)] {
    [
      ("taking renamed folders back", { try await $0.takeRenamedFoldersBack() }),
      ("reading decisions", { try await $0.readReviews() }),
      ("reading late decisions", { try await $0.readLateDecisions() }),
      ("reading what is to be tried again", { try await $0.readRetries() }),
      ("showing results", { try await $0.showPending() }),
      ("publishing", { try await $0.publishWhatIsDue() }),
    ]
  }

  /// The next look without a hint: at the rescan, and once more shortly before a grace ends, so that an undo is never missed.
  private func nextReading() async -> ContinuousClock.Instant {
    let rescan = ContinuousClock.now + house.settings.intake.rescan
    guard let due = try? await house.ledger.nextLeaseTime() else { return rescan }
    let left = due.since(.now())
    // And when it has ended: what was approved to be published is published then.
    return min(rescan, .now + max(.milliseconds(10), left > Self.lastLook ? left - Self.lastLook : left))
  }

  private static let lastLook = Duration.milliseconds(500)

  /// The share is away, the disk is full: said to people, tried again, and nothing is concluded from it.
  private func complain(_ error: any Error, during work: String) {
    house.heard(error)
    let words =
      switch error {
      case let error as FileError where error.isFull: "The disk is full, so nothing new is taken in until there is room again."
      case LedgerError.diskFull: "The disk is full, so nothing new is taken in until there is room again."
      default: "The share \(desk.client.share) cannot be used at the moment, so its work waits."
      }
    house.notices.raise(
      work == "taking in" ? "share \(desk.client.name)" : "review \(desk.client.name)", words, for: .client(desk.client.name))
    house.journal.log(
      .warning, "A round of \(work) did not end well", fields: ["client": desk.client.name.text, "error": "\(error)"])
    changed()
  }
}
