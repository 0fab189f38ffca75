package import Production

/// What becomes of a stage that did not end well. Pure: the dice are thrown outside.
package struct RetryPolicy: Hashable, Sendable {
  package let tries: Int
  package let firstPause: Duration
  package let longestPause: Duration
  package let crashesUntilQuarantine: Int

  package init(tries: Int, firstPause: Duration, longestPause: Duration, crashesUntilQuarantine: Int) {
    self.tries = tries
    self.firstPause = firstPause
    self.longestPause = longestPause
    self.crashesUntilQuarantine = crashesUntilQuarantine
  }

  package enum Verdict: Hashable, Sendable {
    case again(after: Duration)
    case failed
    case quarantined
  }

  /// - Parameters:
  ///   - tries: How often this stage of this job failed for a passing reason, this time included.
  ///   - crashes: How often it crashed, this time included; counted apart.
  ///   - dice: From 0 to 1; spreads the pauses, so that many jobs do not come back at one moment.
  package func verdict(_ kind: Failure.Kind, tries count: Int, crashes: Int, dice: Double) -> Verdict {
    switch kind {
    case .input: .failed
    case .restart: .again(after: .zero)
    case .passing: count >= tries ? .failed : .again(after: pause(before: count, dice: dice))
    case .crash: crashes >= crashesUntilQuarantine ? .quarantined : .again(after: pause(before: crashes, dice: dice))
    }
  }

  /// Doubles with each try up to the longest, and is cut by up to a half.
  private func pause(before count: Int, dice: Double) -> Duration {
    let doubled = firstPause * Double(1 << min(max(count - 1, 0), 20))
    return min(doubled, longestPause) * (1 - 0.5 * min(max(dice, 0), 1))
  }
}
