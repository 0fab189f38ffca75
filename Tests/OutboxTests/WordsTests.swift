import Production
import Testing

@testable import Outbox

@Suite struct WordsTests {
  @Test(
    arguments: [
      (0, "about 10 s"), (1, "about 10 s"), (11, "about 20 s"), (50, "about 50 s"), (51, "about 1 min"), (170, "about 3 min"),
      (5399, "about 90 min"), (5400, "about 2 h"), (-5, "about 10 s"),
    ]) func guessesAreCoarse(_ seconds: Int, _ words: String)
  {
    #expect(Spans.about(.seconds(seconds)) == words)
  }

  @Test(arguments: [(43.2, "43 s"), (60, "1 min"), (125, "2 min 5 s"), (-1, "0 s"), (.infinity, "16666 min 40 s")])
  func lengthsAreExact(_ seconds: Double, _ words: String) {
    #expect(Spans.exact(Timecode(seconds: seconds)) == words)
  }

  @Test(arguments: [
    (0, "0 bytes"), (999, "999 bytes"), (3_400_000, "3.4 MB"), (34_000_000, "34 MB"), (-1, "0 bytes"), (.max, "9223 PB"),
  ])
  func sizesAreWords(_ bytes: Int64, _ words: String) {
    #expect(Sizes.words(bytes) == words)
  }

  @Test(
    arguments: [
      (0, 0, "1 January 1970", "00:00"), (1_772_638_920, 7200, "4 March 2026", "17:42"),
      (951_782_399, 0, "28 February 2000", "23:59"),
      (951_782_400, 0, "29 February 2000", "00:00"), (-1, 0, "31 December 1969", "23:59"),
      (4_107_542_400, -3600, "28 February 2100", "23:00"),
    ]) func calendarsAgree(_ seconds: Int64, _ offset: Int, _ date: String, _ clock: String)
  {
    let time = CivilTime(Moment(microseconds: seconds * 1_000_000), secondsFromUTC: offset)
    #expect(time.date == date && time.clock == clock)
  }

  @Test func weekdaysAgree() {
    #expect(CivilTime(Samples.now).weekdayAndDay == "Wednesday 4 March")
    #expect(CivilTime(Samples.now).iso8601 == "2026-03-04T15:42:00Z")
    _ = CivilTime(Moment(microseconds: .min))
    _ = CivilTime(Moment(microseconds: .max))
  }

  @Test func theMachinesClockIsAsked() {
    let offset = WallClock.ofTheMachine.secondsFromUTC(Samples.now)
    #expect(abs(offset) <= 15 * 3600)
  }
}
