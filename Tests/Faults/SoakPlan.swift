/// What happens in one round of a soak, drawn from its seed.
struct SoakPlan: Sendable {
  enum Trouble: String, CaseIterable, Sendable {
    case none = "no trouble"
    case noRoom = "no room"
    case syncFails = "a sync fails"
    case overflow = "too many hints"
    case clock = "the clock jumps"
    case reload = "other settings"
  }

  let trouble: Trouble
  /// When, in seconds from the start of the round.
  let troubleAt: Double
  let troubleLasts: Double
  let strikes: [(at: Double, victim: KillRounds.Victim)]
  /// No kill, and no end of the service on purpose: what it holds must not grow.
  let isQuiet: Bool

  /// In each eighty rounds the last thirty are quiet.
  init(round: Int, using numbers: inout SeededNumbers) {
    let isQuiet = round % 80 >= 50
    self.isQuiet = isQuiet
    // A sync that fails ends the service.
    let troubles = Trouble.allCases.filter { !isQuiet || $0 != .syncFails }
    trouble = troubles.randomElement(using: &numbers) ?? .none
    troubleAt = Double.random(in: 0...6, using: &numbers)
    troubleLasts = Double.random(in: 1...5, using: &numbers)
    var strikes: [(Double, KillRounds.Victim)] = []
    if !isQuiet {
      for _ in 0..<Int.random(in: 1...3, using: &numbers) {
        strikes.append(
          (Double.random(in: 0.1...9, using: &numbers), KillRounds.Victim.allCases.randomElement(using: &numbers) ?? .service))
      }
    }
    self.strikes = strikes.sorted { $0.0 < $1.0 }.map { (at: $0.0, victim: $0.1) }
  }
}
