package import Production
import Store

/// Why the ledger did not do what it was asked, when it is no person's mistake.
package enum LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No room on the disk. Nothing is damaged: the same works once there is room, `Ledger.freeBallast` gives some at once.
  case diskFull(detail: String)
  /// The disk did not confirm a write. Whatever follows cannot be trusted: stop, start again, and let recovery look.
  case unsafe(detail: String)
  case damaged(detail: String)
  /// Another process has it open.
  case inUse(path: String)
  /// It was written by a newer version, or belongs to another program.
  case unusable(sentence: String)
  case closed
  case noSuchJob(JobName)
  case noSuchClaim(Int64)
  /// The lease ended already: it was released, abandoned or cancelled meanwhile.
  case leaseEnded(Lease)
  case forbidden(JobName, from: JobState, to: JobState)
  case failed(detail: String)

  package var description: String {
    switch self {
    case .diskFull(let detail): "The disk that holds the ledger is full. Free some space; nothing is lost. (\(detail))"
    case .unsafe(let detail):
      "The disk did not confirm a write to the ledger. Check the disk, then restart the service. (\(detail))"
    case .damaged(let detail): "The ledger is damaged. Keep the file, and restore the latest backup. (\(detail))"
    case .inUse(let path): "The ledger \(path) is in use by another process. Stop that one, or ask the running service."
    case .unusable(let sentence): sentence
    case .closed: "The ledger is closed."
    case .noSuchJob(let name): "There is no job \(name)."
    case .noSuchClaim(let id): "There is no open claim \(id)."
    case .leaseEnded(let lease): "The lease \(lease.id) of \(lease.job) (\(lease.stage.rawValue)) has ended already."
    case .forbidden(let name, let from, let to): "The job \(name) is \(from.rawValue) and cannot become \(to.rawValue)."
    case .failed(let detail): "The ledger could not do what it was asked. (\(detail))"
    }
  }

  /// What the database said, in the words of the ledger; every other error stays what it is.
  static func from(_ error: any Error) -> any Error {
    switch error {
    case let error as MigrationError: LedgerError.unusable(sentence: error.description)
    case let error as SQLError where error.isFull: LedgerError.diskFull(detail: error.description)
    case let error as SQLError where error.isLostWrite: LedgerError.unsafe(detail: error.description)
    case let error as SQLError where error.isCorrupt: LedgerError.damaged(detail: error.description)
    case let error as SQLError where error.isBusy: LedgerError.inUse(path: error.path)
    case let error as SQLError: LedgerError.failed(detail: error.description)
    default: error
    }
  }
}
