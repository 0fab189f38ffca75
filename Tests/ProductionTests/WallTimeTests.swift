import Production
import Testing

@Suite struct WallTimeTests {
  @Test(arguments: [
    ("2026-12-01 06:00", 0, 1_796_104_800), ("2026-12-01T06:00", 3600, 1_796_101_200),
    ("2028-02-29 23:59", -18_000, 1_835_499_540),
    ("2000-01-01 00:00", 0, 946_684_800),
  ]) func saysWhenThatIs(text: String, offset: Int, seconds: Int64) throws {
    let time = try #require(WallTime(text))
    #expect(time.moment { _ in offset } == Moment(microseconds: seconds * 1_000_000))
  }

  @Test func heedsAClockThatIsChangedMeanwhile() throws {
    // From 01:00 UTC on the clock is an hour ahead: 03:30 of that day is 02:30 UTC.
    let change = Moment(microseconds: 1_774_746_000 * 1_000_000)
    let time = try #require(WallTime("2026-03-29 03:30"))
    #expect(time.moment { $0 < change ? 3600 : 7200 } == change.advanced(by: .seconds(1800)))
  }

  @Test(arguments: [
    "", "2026-12-01", "06:00", "2026-13-01 06:00", "2026-02-29 06:00", "2026-12-01 24:00", "2026-12-01 6:00", "26-12-01 06:00",
    "2026-12-01 06:00 UTC", "2026-12-01 -6:00", "2026-12-01 06:+1", "２０２６-12-01 06:00", "1969-01-01 00:00",
  ]) func refusesWhatIsNoTime(text: String) { #expect(WallTime(text) == nil) }
}
