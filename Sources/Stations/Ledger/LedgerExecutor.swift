import Dispatch

/// The one thread that the ledger's database is used from: a commit waits for the disk, and must not hold one of the few threads
/// that all other tasks share.
final class LedgerExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "ledger")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedSerialExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }

  func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
