import Dispatch
import Synchronization

/// A thread for an actor whose work waits for a disk or a share: it must not hold one of the few threads that all tasks share.
package final class DiskExecutor: SerialExecutor {
  private let queue: DispatchQueue
  private let began = Mutex<ContinuousClock.Instant?>(nil)

  package init(_ name: String) { queue = DispatchQueue(label: name) }

  /// Since when the thread has been at the piece of work that it is at; nil while it is at none. A long time means that it waits.
  package var busySince: ContinuousClock.Instant? { began.withLock { $0 } }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = unsafe asUnownedSerialExecutor()
    queue.async {
      self.began.withLock { $0 = .now }
      unsafe job.runSynchronously(on: executor)
      self.began.withLock { $0 = nil }
    }
  }

  package func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
