import Intake
import Journal
import Outbox
import Production
import Settings

extension Desk {
  /// No more notes than this lie in one inbox: whoever has more trouble than that reads the page.
  private static let mostNotes = 20

  /// What was told beside drops the last time, and what lay there then.
  struct ToldBeside: Equatable {
    var notes: [WaitingNote] = []
    var lying: Set<InboxPath> = []
    var saidLeasesAreMissing = false
  }

  /// Notes beside drops that have waited for long appear, change and go away.
  func tellBeside() {
    sayLeasesAreMissing()
    let notes = inbox.notes(at: .now, atMost: Self.mostNotes)
    // What people may still take away to keep somebody belongs to no drop.
    let announced = Set(erasures.values.map(\.note))
    let lying = inbox.notesLyingThere.filter { !announced.contains($0.name) }
    if notes == toldBeside.notes, lying == toldBeside.lying { return }
    // Somebody who throws a note away has read it: it is not written again.
    let new = notes.filter { !toldBeside.notes.contains($0) }
    do {
      try outbox.showWaiting(notes, new: new, lying: lying.map(\.bytes))
      toldBeside.notes = notes
      toldBeside.lying = lying
    } catch {
      house.heard(error)
      house.journal.log(
        .debug, "A note beside a drop could not be written", fields: ["client": client.name.text, "error": "\(error)"])
    }
  }

  private func sayLeasesAreMissing() {
    guard inbox.leasesAreMissing, !toldBeside.saidLeasesAreMissing else { return }
    toldBeside.saidLeasesAreMissing = true
    house.journal.log(
      .warning, "The kernel does not tell whether a drop is still open for writing, so each is waited for three times as long",
      fields: ["client": client.name.text, "mend": "see dropreel doctor: CAP_LEASE, and a file system that knows leases"])
  }
}
