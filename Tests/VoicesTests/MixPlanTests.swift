import Testing
import Voices

/// When the music goes down and comes up again.
@Suite struct MixPlanTests {
  private let rules = MixPlan.Rules()
  /// Three words close together, a long gap, one word, a shorter gap, one word, and a long end.
  private let plan = MixPlan(
    words: [1.5..<1.9, 2.1..<2.6, 3.5..<4, 7..<7.5, 8.6..<9], length: 20)

  @Test func isLowWhileSomebodySpeaksAndBetweenTheirWords() {
    for time in stride(from: 1.54, to: 4, by: 0.01) { #expect(plan.level(at: time) == rules.underSpeech, "\(time)") }
    for time in stride(from: 7.04, to: 9, by: 0.01) { #expect(plan.level(at: time) == rules.underSpeech, "\(time)") }
  }

  @Test func isHigherInLongGaps() {
    for time in [0.3, 1.37, 5, 6.8, 10, 15] { #expect(plan.level(at: time) == rules.inGaps, "\(time)") }
  }

  @Test func goesDownBeforeTheWordAndComesUpSlowly() {
    #expect(plan.level(at: 6.88) == rules.inGaps)
    #expect(abs(plan.level(at: 6.955) - (rules.inGaps + rules.underSpeech) / 2) < 0.1)
    #expect(abs(plan.level(at: 7.03) - rules.underSpeech) < 0.01)
    #expect(abs(plan.level(at: 4.1) - rules.underSpeech) < 0.01)
    #expect(abs(plan.level(at: 4.75) - rules.inGaps) < 0.01)
  }

  @Test func fadesOutAndIsGoneAtTheEnd() {
    #expect(plan.gain(at: 17.9) > 0.31)
    #expect(plan.gain(at: 19) < plan.gain(at: 18.5))
    #expect(plan.gain(at: 19.99) < 0.001)
    #expect(plan.gain(at: 20) == 0 && plan.gain(at: 30) == 0)
  }

  /// It would come up only to go.
  @Test func staysLowWhenTheEndIsNear() {
    let plan = MixPlan(words: [0.3..<5], length: 8)
    #expect(stride(from: 0, to: 8, by: 0.1).allSatisfy { plan.level(at: $0) == rules.underSpeech })
  }

  @Test func standsForAnyWords() {
    #expect(MixPlan(words: [], length: 10).level(at: 5) == rules.inGaps)
    #expect(MixPlan(words: [], length: 0).gain(at: 0) == 0)
    // In any order, over each other, and beyond the end.
    let odd = MixPlan(words: [8..<9, 2..<6, 3..<4, 30..<31], length: 10)
    for time in [2.1, 5.9, 8.5] { #expect(odd.level(at: time) == rules.underSpeech) }
    #expect(odd.level(at: 7) == rules.inGaps)
    #expect(MixPlan(words: [0.1..<0.5], length: 0.6).gain(at: 0.3).isFinite)
  }

  @Test func timesOfPointsNeverGoBack() {
    var words: [Range<Double>] = []
    var time = 0.2
    for index in 0..<200 {
      words.append(time..<time + 0.3)
      time += 0.3 + [0.05, 0.4, 1.19, 1.21, 1.3, 3][index % 6]
    }
    let points = MixPlan(words: words, length: time + 5).points
    #expect(zip(points, points.dropFirst()).allSatisfy { $0.time < $1.time })
  }
}
