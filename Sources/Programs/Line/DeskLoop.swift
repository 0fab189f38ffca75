import Files
import Intake
import Journal
import Ledger
import Production
import Settings
import Synchronization
import Watch

/// Keeps one client's desk busy: rounds of intake, of review and of assets, woken by hints, repeated by rescans.
///
/// The round of intake also opens the desk when its share is there, and lets go of it when it is not.
final class DeskLoop: Sendable {
  let keeper: ShareKeeper
  let ears: ShareEars
  let house: House
  let intakeWake = Wake()
  let reviewWake: Wake
  let assetsWake = Wake()
  let touched = Mutex(Touched())
  /// Told after every round that changed something.
  let changed: @Sendable () -> Void

  struct Touched {
    var paths: [InboxPath: Sound] = [:]
    /// Moved away or deleted; our own takings among them.
    var left: Set<InboxPath> = []
    var wantsRescan = true
    /// A folder is watched no more: it is to be watched again at once.
    var wantsToListen = true
  }

  /// More hints than this are one reason for a rescan.
  private static let mostHints = 4096

  /// `reviewWake` is the one that rings when there are errands.
  init(keeper: ShareKeeper, ears: ShareEars, reviewWake: Wake, house: House, changed: @escaping @Sendable () -> Void) {
    self.keeper = keeper
    self.ears = ears
    self.reviewWake = reviewWake
    self.house = house
    self.changed = changed
  }

  var client: ClientName { keeper.client.name }

  // MARK: - Hints

  /// A hint about one of the folders that are watched.
  func hear(_ hint: Hint, in offset: Int) {
    switch hint {
    case .touched(let touch):
      switch ShareEars.folders[offset] {
      case .inbox: inboxTouched(touch)
      // Whoever copies something large writes for as long as it takes; that it is whole is told by the end of it.
      case .assets: if touch.kind != .written { assetsWake.ring() }
      default: reviewWake.ring()
      }
    case .heartbeat(_, let name): ears.heard(name, in: offset)
    case .lost:
      ears.lostPart(of: offset)
      ears.tell()
      rescan()
    case .unmounted, .rootGone:
      ears.ended(offset)
      touched.withLock { $0.wantsToListen = true }
      rescan()
    case .overflow, .watchesExhausted: rescan()
    }
  }

  private func inboxTouched(_ touch: Touch) {
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

  func rescan() {
    touched.withLock { $0.wantsRescan = true }
    intakeWake.ring()
    reviewWake.ring()
    assetsWake.ring()
  }

  // MARK: - Trouble

  /// The share is away, the disk is full: said to people, tried again, and nothing is concluded from it.
  func complain(_ error: any Error, during work: String) {
    house.heard(error)
    let words =
      switch error {
      case let error as FileError where error.isFull: "The disk is full, so nothing new is taken in until there is room again."
      case LedgerError.diskFull: "The disk is full, so nothing new is taken in until there is room again."
      default: "The share \(keeper.client.share) cannot be used at the moment, so its work waits."
      }
    house.notices.raise(topic(of: work), words, for: .client(client))
    house.journal.log(
      .warning, "A round of \(work) did not end well", fields: ["client": client.text, "error": "\(error)"])
    changed()
  }

  /// Each loop has its own, and clears it when all is well again.
  func topic(of work: String) -> String {
    switch work {
    case "taking in": "share \(client)"
    case Self.lookingAtAssets, Self.readingPronunciation: "\(work) \(client)"
    default: "review \(client)"
    }
  }

  static let lookingAtAssets = "looking at assets"
  static let readingPronunciation = "reading how words are to be said"

  /// A share whose calls do not return is said as well; nothing else can be done about it.
  func runSilence() async {
    var isTold = false
    while !Task.isCancelled {
      let patience = max(.seconds(5), house.settings.intake.rescan * 2)
      let isSilent = keeper.silence > patience
      if isSilent != isTold {
        isTold = isSilent
        tell(isSilent)
      }
      try? await Task.sleep(for: patience / 2)
    }
  }

  private func tell(_ isSilent: Bool) {
    let topic = "silent \(client)"
    house.watchRecord.isSilent(client, isSilent)
    if isSilent {
      let words = "The share \(keeper.client.share) does not answer, so its work waits, and goes on by itself when it does."
      house.notices.raise(topic, words, for: .client(client))
      house.journal.log(.warning, words, fields: ["client": client.text])
    } else {
      house.notices.clear(topic)
      house.journal.log(.notice, "A share answers again", fields: ["client": client.text])
    }
  }
}
