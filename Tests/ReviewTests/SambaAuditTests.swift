import Production
import Review
import Testing

/// Lines as Samba 4.17 and rsyslog write them.
@Suite struct SambaAuditTests {
  private static let path = "/srv/acme/review/report/script approved.txt"
  /// 2026-03-04 14:42:07 UTC.
  private static let moment = Moment(microseconds: 1_772_635_327_000_000)

  private func person(_ log: String, paths: Set<String> = [path], at moment: Moment = moment) -> String? {
    SambaAudit(paths: paths, around: [moment], now: Self.moment.advanced(by: .seconds(30)), secondsFromUTC: { _ in 3600 }).person(
      in: log)
  }

  private static func line(_ time: String, _ who: String = "maria|192.168.1.20|acme", _ what: String = "renameat|ok") -> String {
    "\(time) nas smbd_audit[712]: \(who)|\(what)|/srv/acme/review/report/script.txt|\(path)\n"
  }

  @Test(arguments: ["2026-03-04T15:42:05.123456+01:00", "2026-03-04T14:42:30Z", "Mar  4 15:42:05"])
  func whoRenamedItIsFound(_ time: String) { #expect(person(Self.line(time)) == "maria") }

  @Test func theLastOneCounts() {
    let log = Self.line("Mar  4 15:42:01", "ben|10.0.0.1|acme") + "\n" + Self.line("Mar  4 15:42:06", "ACME\\zoë|10.0.0.2|acme")
    #expect(person(log) == "ACME\\zoë")
  }

  @Test(arguments: [
    line("Mar  4 15:40:00"), line("2026-03-04T15:42:05+02:00"), line("Mar  4 2025"), line("nonsense"), line(""),
    line("Mar  4 15:42:05", "maria|192.168.1.20|acme", "renameat|fail (Permission denied)"),
    line("Mar  4 15:42:05", "maria|192.168.1.20|acme", "unlinkat|ok"), line("Mar  4 15:42:05", "maria"),
    "Mar  4 15:42:05 nas smbd_audit: maria|192.168.1.20|acme|renameat|ok|\(path)|/srv/acme/review/report/script.txt\n",
    "Mar  4 15:42:05 nas sshd: maria|192.168.1.20|acme|renameat|ok|x|\(path)\n", "", "|||||||\n", "\(path)",
  ])
  func whatIsNotAboutItSaysNothing(_ log: String) { #expect(person(log) == nil) }

  @Test func aNewFileIsFoundToo() {
    let log = "Mar  4 15:42:05 nas smbd_audit: maria|192.168.1.20|acme|create_file|ok|0x120196|file|create|\(Self.path)\n"
    #expect(person(log) == "maria")
  }

  /// The year that the old form leaves out is the one nearest to now.
  @Test func newYearIsNoTrouble() {
    let midnight = Moment(microseconds: 1_767_225_600_000_000)
    let audit = SambaAudit(
      paths: [Self.path], around: [midnight], now: midnight.advanced(by: .seconds(5)), secondsFromUTC: { _ in 0 })
    #expect(audit.person(in: Self.line("Dec 31 23:59:58")) == "maria")
    #expect(audit.person(in: Self.line("Jan  1 00:00:02")) == "maria")
  }
}
