import Dispatch
import Testing

/// Gives each test of a suite a thread of its own. These tests wait for child processes for minutes and block their thread meanwhile; on the
/// two or three threads that all tests share they would keep every other one waiting until its time is over.
struct OwnThread: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  @concurrent func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(Lane()) { try await function() }
  }

  private final class Lane: TaskExecutor {
    private let queue = DispatchQueue(label: "a test that blocks")

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
  }
}

extension Trait where Self == OwnThread {
  static var onItsOwnThread: Self { Self() }
}
