import Ledger
import Synchronization

/// Ends the service when nothing that it writes can be believed any more: a new start reads from the disk what is really there.
final class Alarm: Sendable {
  private let first = Mutex<(any Error)?>(nil)
  private let rung = Wake()

  /// Hears of any error; only one that takes the ground away matters here.
  func heard(_ error: any Error) {
    guard case LedgerError.unsafe = error else { return }
    first.withLock { if $0 == nil { $0 = error } }
    rung.ring()
  }

  /// What was heard; nil as long as all is well.
  var error: (any Error)? { first.withLock { $0 } }

  /// Waits for it, or for the end of the task.
  func wait() async { await rung.wait(until: nil) }
}
