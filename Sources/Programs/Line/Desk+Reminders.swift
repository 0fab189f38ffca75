import Files
import Outbox
import Production
import Review
import Settings

extension Desk {
  /// Reminds people of what waits for them since long; not of what is on hold.
  func remind(of card: JobCard) throws {
    guard ReviewPhase(of: card) == .open,
      let days = Reminder.days(since: card.changed, now: .now(), every: house.settings.review.remind)
    else { return reminded[card.name] = nil }
    // Who deletes a reminder has read it.
    guard reminded[card.name] != days else { return }
    try outbox.remind(card.name, days: days)
    reminded[card.name] = days
  }
}
