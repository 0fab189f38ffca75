import Files
import Ledger
import Production
import Settings

/// One log: where the reading of it is, and who reads it.
///
/// An actor with a thread of its own: the disk with the log on it may hang, and then nothing but this log waits.
actor LogCourse {
  nonisolated let log: AccessLog
  /// No other has it.
  nonisolated let number: Int
  let house: House
  let foreman: Foreman
  /// Of the workers that read logs only so many are at work at once.
  let turns: Turns

  var trail: LogTrail?
  /// Files of which everything that is there was read, or that are no logs: as they were then.
  var finished: [FileName: FileStatus] = [:]
  /// Packed files that may still be written to: as they were at the last look.
  var growing: [FileName: FileStatus] = [:]
  /// Why files are none, or cannot be read.
  var leftOut: [FileName: LeftOut] = [:]
  /// How files begin that are no logs, however they go on.
  var strangers: [Digest: Refusal] = [:]
  var fileSetbacks = Setbacks<FileName>()
  /// When it was last told which files are still there.
  var sawAt: ContinuousClock.Instant?
  /// How much may still be read in this look.
  var partsLeft = 0

  /// Where the listing of a bucket goes on, and what of it is to be fetched.
  var bucketPlace = ""
  var objects: ArraySlice<LogObject> = []
  var objectSetbacks = Setbacks<LogObject>()
  var fetched = 0
  /// Why something of what is listed was not counted.
  var refused: Refusal?

  private nonisolated let executor: DiskExecutor
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ log: AccessLog, number: Int, house: House, foreman: Foreman, turns: Turns) {
    self.log = log
    self.number = number
    self.house = house
    self.foreman = foreman
    self.turns = turns
    executor = DiskExecutor("log \(log.name)")
  }

  /// After that others see what is known so far, and settings that were changed hold.
  private static let mostParts = 64

  struct LeftOut {
    let refusal: Refusal
    /// It can be read, but is something else.
    let isNoLog: Bool
  }

  /// Since when it waits for its disk; nil while it does not.
  nonisolated var waitsSince: ContinuousClock.Instant? { executor.busySince }

  /// Reads and counts what is new.
  func look() async -> LogLook {
    var look = LogLook()
    partsLeft = Self.mostParts
    do {
      guard let client = log.client.flatMap({ house.settings.client(named: $0) }) else { return look }
      if log.host.isEmpty { try await read(client, &look) } else { try await fetch(client, &look) }
    } catch {
      house.heard(error)
      look.trouble = trouble(of: error)
    }
    return look
  }

  /// Whether an error on files is one of the service's own disk, or of the machine, and says nothing of the log.
  func isOwn(_ error: FileError) -> Bool {
    let state = house.settings.state
    return error.isFull || error.isShortage || error.isReadOnly || error.name == state || error.name.hasPrefix("\(state)/")
  }

  private func trouble(of error: any Error) -> LogLook.Trouble {
    switch error {
    case let known as Refusal: LogLook.Trouble(known)
    case let failure as Failure: LogLook.Trouble(failure.refusal)
    case let problem as HostProblem: LogLook.Trouble(problem.refusal)
    case let error as FileError where error.isFull: LogLook.Trouble(.noRoom("\(error)"), isOwn: true)
    case let error as FileError where !isOwn(error): LogLook.Trouble(LogFolder.refusal(of: log, error))
    case LedgerError.diskFull(let detail): LogLook.Trouble(.noRoom(detail), isOwn: true)
    default:
      LogLook.Trouble(
        Refusal("Something is in the service's own way.", wayOut: "It is tried again by itself.", detail: "\(error)"), isOwn: true
      )
    }
  }
}

/// What a look at a log came to.
struct LogLook: Sendable {
  /// Whether more is soon to come.
  var pace = Pace.silent
  /// Which files were looked at, where these lie on this machine.
  var names: LogNames?
  /// Why it is not followed.
  var trouble: Trouble?
  /// Which of its files are left out, and why, while it is followed.
  var leftOut: [String] = []

  enum Pace: Sendable {
    case silent, busy
    /// Not all was read that is there.
    case more
  }

  struct Trouble: Sendable {
    let refusal: Refusal
    /// It is the service's own, and nothing that its client's people could mend.
    let isOwn: Bool

    init(_ refusal: Refusal, isOwn: Bool = false) {
      self.refusal = refusal
      self.isOwn = isOwn
    }
  }
}
