import Files
import Glibc
import Production
import Review
import Settings

extension Desk {
  /// Who decided, as far as this machine can tell: what Samba wrote down of that file, else its owner.
  func decider(of reading: ReviewReading, on job: JobName) async -> String {
    guard case .decided(_, let marker, _) = reading.decision, let status = reading.marker else { return Self.someone }
    let owner = Accounts.person(owning: status) ?? renamers[job]
    let places = ["\(ShareFolder.review.rawValue)/\(job.path)/\(marker)", "\(ShareFolder.inbox.rawValue)/\(marker)"]
    // Where the owner says who it was, the log only has the first word.
    let person = await person(at: places, around: [status.changed, status.modified], isAwaited: owner == nil)
    return person ?? owner ?? Self.someone
  }

  /// The person who, by Samba's audit log, gave a file one of these places in the share.
  ///
  /// The log is written after the file, by another program: where it is the only witness, it is waited for, though not for long.
  func person(at places: [String], around moments: [Moment], isAwaited: Bool) async -> String? {
    let log = house.settings.review.sambaAudit
    guard !log.isEmpty else { return nil }
    let audit = SambaAudit(
      paths: Set(places.map { "\(client.share)/\($0)" }), around: moments, now: .now(), secondsFromUTC: Self.secondsFromUTC)
    for attempt in 0..<(isAwaited ? Self.looks : 1) {
      if attempt > 0 { try? await Task.sleep(for: .milliseconds(150)) }
      if let person = AuditLog(path: log).newest().lazy.compactMap(audit.person).first { return person }
    }
    return nil
  }

  private static let looks = 6

  static let someone = "someone with write permission"

  /// The corresponding C function is `localtime_r`.
  private static func secondsFromUTC(_ moment: Moment) -> Int {
    var seconds = time_t(moment.microseconds / 1_000_000)
    var parts = tm()
    return localtime_r(&seconds, &parts) == nil ? 0 : parts.tm_gmtoff
  }
}
