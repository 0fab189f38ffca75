import Files
import Production
import Review

extension Desk {
  /// Who decided, as far as this machine can tell.
  func decider(of reading: ReviewReading) -> String {
    reading.marker.flatMap(Accounts.person(owning:)) ?? Self.someone
  }

  static let someone = "someone with write permission"
}
