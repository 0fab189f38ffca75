import Dispatch

/// A thread for an actor whose work waits for a disk or a share: it must not hold one of the few threads that all tasks share.
package final class DiskExecutor: SerialExecutor {
  private let queue: DispatchQueue

  package init(_ name: String) { queue = DispatchQueue(label: name) }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = unsafe asUnownedSerialExecutor()
    queue.async { unsafe job.runSynchronously(on: executor) }
  }

  package func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
