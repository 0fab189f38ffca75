import Files
import Glibc
import Production
import Settings
import Synchronization

/// Opens a client's share on the share's own thread, so that one that hangs keeps nobody else waiting.
actor DeskOpener {
  private let client: ClientSettings
  private let house: House
  private let twins: Folder
  private let errands: Errands
  private let hands: DeskHands
  private let thread: DiskExecutor
  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  init(client: ClientSettings, house: House, twins: Folder, errands: Errands, hands: DeskHands, thread: DiskExecutor) {
    self.client = client
    self.house = house
    self.twins = twins
    self.errands = errands
    self.hands = hands
    self.thread = thread
  }

  func open(_ known: FolderIdentity?) throws -> Desk {
    let lock = HeldLock()
    do {
      let place = try SharePlace.open(client, twins: twins, known: known) { try lock.take(in: $0) }
      return try Desk(client: client, house: house, place: place, lock: lock, errands: errands, hands: hands, thread: thread)
    } catch {
      lock.release()
      throw error
    }
  }

  /// An administrator's word: what lies at the client's path is its share from now on.
  func adopt() throws { try SharePlace.adopt(client, twins: twins) }
}

/// What a desk has others do.
struct DeskHands: Sendable {
  /// Ends the worker of a lease whose job was cancelled.
  let stopLease: @Sendable (Lease) -> Void
  /// There is a job that nobody told the foreman of.
  let workCame: @Sendable () -> Void
  /// There is something to be done at a host.
  let wantHost: @Sendable () -> Void
  /// Has the storyboard of a draft drawn, some time.
  let wantStoryboard: @Sendable (JobName, Desk) -> Void
  /// Has a preview made of a draft that says this; of one that somebody is writing at, when it has been left alone for a while.
  let wantPreview: @Sendable (PreviewWish, Desk) -> Void
  /// The draft is decided about: its preview is not wanted any more.
  let dropPreview: @Sendable (JobName) -> Void
  /// Reads settings files in a worker.
  let readSettings: @Sendable (SettingsFiles, ClientSettings) async -> Result<JobSettings, Failure>
  /// Reads a word processor's file, which lies in the store, in a worker.
  let retype: @Sendable (Digest, ClientSettings) async -> Result<[UInt8], Failure>
  /// Has a worker look at assets that lie in the store; a verdict for each, nil for what is to be asked again.
  let checkAssets: @Sendable ([AssetToCheck], ClientSettings) async -> [AssetVerdict?]
  /// Has a worker draw the style sheet of a brand.
  let drawBrand: @Sendable ([StageInput], JobSettings, ClientSettings) async throws -> WorkResult
}

/// What was seen of a share last: shown also while it does not answer.
struct DeskView: Sendable, Equatable {
  var waiting: [WaitingDrop] = []
  var diskFree: Int64 = 0
}

/// The lock on a folder, which somebody else may have to give back than who took it.
final class HeldLock: Sendable {
  private let lock = Mutex<FolderLock?>(nil)

  /// Throws the name of who holds it.
  func take(in folder: Folder) throws {
    do {
      try lock.withLock { $0 = try FolderLock.take(.known("lock"), in: folder, holder: Self.holder) }
    } catch let error as FolderLock.Held {
      throw Refusal(
        "Another Dropreel service is at work here: \(error.holder).",
        wayOut: "Stop that one first, or give this one a share and a state folder of its own.", detail: error.shownPath)
    }
  }

  static let patience = Duration.seconds(3)

  /// Takes it, or waits for somebody who has it for a moment: a command that found no service running.
  func take(in folder: Folder, patience: Duration) async throws {
    let deadline = ContinuousClock.now + patience
    while true {
      do {
        return try take(in: folder)
      } catch let refusal as Refusal where ContinuousClock.now >= deadline {
        throw refusal
      } catch is Refusal {
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  func release() { lock.withLock { $0 = nil } }

  private static var holder: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    return "process \(getpid()) on \(String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))"
  }
}
