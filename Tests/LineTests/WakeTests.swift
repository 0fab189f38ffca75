import Synchronization
import Testing

@testable import Line

/// A wait that nobody ends would hang; the time limit turns that into a failure.
@Suite(.timeLimit(.minutes(10))) struct WakeTests {
  @Test func aRingBeforeTheWaitIsNotLost() async {
    let wake = Wake()
    wake.ring()
    wake.ring()
    await wake.wait(until: nil)
  }

  @Test func manyRingsAreOne() async {
    let wake = Wake()
    wake.ring()
    wake.ring()
    await wake.wait(until: nil)
    let deadline = ContinuousClock.now + .milliseconds(50)
    await wake.wait(until: deadline)
    #expect(ContinuousClock.now >= deadline)
  }

  @Test func aRingEndsTheWait() async {
    let wake = Wake()
    async let waiting: Void = wake.wait(until: nil)
    wake.ring()
    await waiting
  }

  @Test func cancellationEndsTheWait() async {
    let wake = Wake()
    let task = Task { await wake.wait(until: nil) }
    task.cancel()
    await task.value
    // Called off before it began, too.
    let late = Task {
      while !Task.isCancelled { await Task.yield() }
      await wake.wait(until: nil)
    }
    late.cancel()
    await late.value
  }

  /// A timer of a wait that was ended early must not end the next one.
  @Test func aTimerDiesWithItsWait() async throws {
    let wake = Wake()
    wake.ring()
    await wake.wait(until: .now + .milliseconds(30))
    let deadline = ContinuousClock.now + .milliseconds(120)
    await wake.wait(until: deadline)
    #expect(ContinuousClock.now >= deadline)
  }
}

@Suite(.timeLimit(.minutes(10))) struct SilenceWatchTests {
  @Test func barksOnceAfterSilence() async throws {
    let barks = Mutex(0)
    let watch = SilenceWatch(patience: .milliseconds(40)) { barks.withLock { $0 += 1 } }
    while !watch.hasBarked { try await Task.sleep(for: .milliseconds(5)) }
    watch.heard()
    try await Task.sleep(for: .milliseconds(120))
    #expect(barks.withLock { $0 } == 1)
    watch.stop()
  }

  @Test func neverBarksWhenStopped() async throws {
    let barks = Mutex(0)
    let watch = SilenceWatch(patience: .milliseconds(40)) { barks.withLock { $0 += 1 } }
    watch.stop()
    try await Task.sleep(for: .milliseconds(120))
    #expect(barks.withLock { $0 } == 0)
    #expect(!watch.hasBarked)
  }

  @Test func everyWordBeginsTheSilenceAnew() async throws {
    let patience = Duration.milliseconds(400)
    let started = ContinuousClock.now
    var lastWord = started
    var longestSilence = Duration.zero
    let watch = SilenceWatch(patience: patience) {}
    while ContinuousClock.now - started < .milliseconds(900) {
      watch.heard()
      longestSilence = max(longestSilence, ContinuousClock.now - lastWord)
      lastWord = .now
      try await Task.sleep(for: .milliseconds(10))
    }
    watch.stop()
    longestSilence = max(longestSilence, ContinuousClock.now - lastWord)
    // A machine that stood still for that long was silent.
    #expect(!watch.hasBarked || longestSilence >= patience)
  }
}
