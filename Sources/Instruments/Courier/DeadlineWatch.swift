/// Which deadline of a call has passed. Pure: it is told what happens, and when.
struct DeadlineWatch: Hashable, Sendable {
  typealias Instant = ContinuousClock.Instant

  private enum Phase: Hashable {
    case connecting
    case asking
    case hearing
  }

  private let deadlines: Deadlines
  private let began: Instant
  private var phase = Phase.connecting
  private var lastMove: Instant
  private var sent: Int64 = 0

  init(_ deadlines: Deadlines, at now: Instant) {
    self.deadlines = deadlines
    began = now
    lastMove = now
  }

  mutating func connected(at now: Instant) { (phase, lastMove) = (.asking, now) }

  /// So much of the request has left by now. While a long request leaves, nobody can answer it.
  mutating func hasSent(_ count: Int64, at now: Instant) {
    guard count > sent else { return }
    (sent, lastMove) = (count, now)
  }

  mutating func heard(at now: Instant) { (phase, lastMove) = (.hearing, now) }

  func passed(at now: Instant) -> CourierError.Cause? {
    if now - began >= deadlines.total { return phase == .connecting ? .slowConnect : .slowTotal }
    guard now >= next else { return nil }
    return switch phase {
    case .connecting: .slowConnect
    case .asking: .slowFirstByte
    case .hearing: .stalled
    }
  }

  /// When to look again.
  var next: Instant {
    let patience =
      switch phase {
      case .connecting: deadlines.connect
      case .asking: deadlines.firstByte
      case .hearing: deadlines.idle
      }
    return min(lastMove + patience, began + deadlines.total)
  }
}
