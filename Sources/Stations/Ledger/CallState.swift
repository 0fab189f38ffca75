/// Where a paid call stands.
enum CallState: String {
  case intended, charged
  case perhapsCharged = "perhaps charged"
  /// A person let the job go on although nobody knows, or although it is lost what came back; it stays counted.
  case settled

  var event: LedgerEvent {
    switch self {
    case .intended: .intended
    case .charged: .charged
    case .perhapsCharged: .perhapsCharged
    case .settled: .settled
    }
  }

  /// The states that a call may come from.
  var predecessors: [CallState] {
    switch self {
    // Where it can be looked up at the provider.
    case .intended: [.perhapsCharged]
    case .charged: [.intended, .perhapsCharged]
    case .perhapsCharged: [.intended]
    case .settled: [.perhapsCharged, .charged]
    }
  }
}
