import Line
import Production
import Testing

@Suite struct RetryPolicyTests {
  private let policy = RetryPolicy(
    tries: 4, firstPause: .seconds(2), longestPause: .seconds(10), crashesUntilQuarantine: 3)

  private func verdict(_ kind: Failure.Kind, tries: Int = 1, crashes: Int = 0, dice: Double = 0) -> RetryPolicy.Verdict {
    policy.verdict(kind, tries: tries, crashes: crashes, dice: dice)
  }

  @Test func theInputsFaultIsFinal() { #expect(verdict(.input) == .failed) }

  @Test func aRestartIsNoTry() { #expect(verdict(.restart, tries: 99, crashes: 99) == .again(after: .zero)) }

  @Test func passingTroubleIsTriedAgainWithLongerPausesAndThenFails() {
    #expect(verdict(.passing, tries: 1) == .again(after: .seconds(2)))
    #expect(verdict(.passing, tries: 2) == .again(after: .seconds(4)))
    #expect(verdict(.passing, tries: 3) == .again(after: .seconds(8)))
    #expect(verdict(.passing, tries: 4) == .failed)
  }

  @Test func crashesAreCountedApartAndQuarantine() {
    #expect(verdict(.crash, tries: 99, crashes: 1) == .again(after: .seconds(2)))
    #expect(verdict(.crash, tries: 1, crashes: 2) == .again(after: .seconds(4)))
    #expect(verdict(.crash, tries: 1, crashes: 3) == .quarantined)
  }

  @Test(arguments: [0.0, 0.3, 1.0, 7.0, -1.0, 0.999])
  func pausesAreSpreadButNeverLongerThanTheLongest(_ dice: Double) {
    let patient = RetryPolicy(tries: 1000, firstPause: .seconds(2), longestPause: .seconds(10), crashesUntilQuarantine: 3)
    for count in [1, 2, 5, 62, 63, 64, 999] {
      guard case .again(let pause) = patient.verdict(.passing, tries: count, crashes: 0, dice: dice) else {
        Issue.record("try \(count) was given up")
        continue
      }
      #expect(pause <= .seconds(10))
      #expect(pause >= .seconds(1))
    }
  }
}
