import Production
import Testing

@Suite struct DayHoursTests {
  @Test func theyMayGoOverMidnight() throws {
    let night = try #require(DayHours("20:00-6:00"))
    #expect(night.text == "20:00-06:00")
    #expect(night.contain(minute: 20 * 60) && night.contain(minute: 23 * 60 + 59) && night.contain(minute: 0))
    #expect(!night.contain(minute: 6 * 60) && !night.contain(minute: 12 * 60))
    let day = try #require(DayHours("08:30-24:00"))
    #expect(day.contain(minute: 23 * 60 + 59) && !day.contain(minute: 0))
  }

  @Test(arguments: [
    "", "8-9", "08:00", "08:60-09:00", "25:00-26:00", "08:00-08:00", "08:00-09:00-10:00", "-1:00-02:00", "a:b-c:d",
  ])
  func whatIsNoTimeIsNone(_ text: String) {
    #expect(DayHours(text) == nil)
  }
}
