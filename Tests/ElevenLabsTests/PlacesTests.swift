import Courier
import ElevenLabs
import Testing

/// How many lines go out side by side, by what the account says of itself.
@Suite struct PlacesTests {
  private func headers(_ most: Int, now: Int?) -> ReplyHeaders {
    var all = [ReplyHeaders.Field("maximum-concurrent-requests", "\(most)")]
    if let now { all.append(ReplyHeaders.Field("current-concurrent-requests", "\(now)")) }
    return ReplyHeaders(all)
  }

  @Test func oneLineIsOutUntilTheAccountHasSpoken() {
    var places = Places(most: 8, sharers: 1)
    #expect(places.allowed == 1)
    places.hear(ReplyHeaders([]), ours: 1...1)
    #expect(places.allowed == 1)
    places.hear(headers(5, now: 1), ours: 1...1)
    #expect(places.allowed == 5)
  }

  @Test func theSettingAndTheJobsBesideLimitItToo() {
    var places = Places(most: 2, sharers: 1)
    places.hear(headers(5, now: 1), ours: 1...1)
    #expect(places.allowed == 2)
    places = Places(most: 9, sharers: 2)
    places.hear(headers(5, now: 1), ours: 1...1)
    #expect(places.allowed == 2)
    places = Places(most: 9, sharers: 4)
    places.hear(headers(2, now: 1), ours: 1...1)
    #expect(places.allowed == 1)
  }

  @Test func whatOthersTakeStaysTheirs() {
    var places = Places(most: 9, sharers: 1)
    places.hear(headers(5, now: 4), ours: 1...1)
    #expect(places.allowed == 2)
    places.hear(headers(5, now: 5), ours: 2...2)
    #expect(places.allowed == 2)
    // Counted when one of ours was not there, or two: nothing new.
    places.hear(headers(5, now: 4), ours: 1...2)
    #expect(places.allowed == 2)
    // They went home.
    places.hear(headers(5, now: 2), ours: 1...2)
    #expect(places.allowed == 4)
    // They are back.
    places.hear(headers(5, now: 5), ours: 2...3)
    #expect(places.allowed == 3)
    places.hear(headers(5, now: 9), ours: 3...3)
    #expect(places.allowed == 1)
  }

  @Test func whoIsTurnedAwayComesWithFewer() {
    var places = Places(most: 8, sharers: 1)
    places.hear(headers(8, now: 1), ours: 1...1)
    #expect(places.allowed == 8)
    places.turnedAway(out: 8)
    #expect(places.allowed == 7)
    places.servedTooMany(out: 7)
    #expect(places.allowed == 3)
    // An answer that promises more is not believed again.
    places.hear(headers(8, now: 1), ours: 1...1)
    #expect(places.allowed == 3)
    places.servedTooMany(out: 1)
    #expect(places.allowed == 1)
  }

  @Test func nonsenseInHeadersMovesNothing() {
    var places = Places(most: 8, sharers: 1)
    for most in [0, -1] { places.hear(headers(most, now: 1), ours: 1...1) }
    places.hear(ReplyHeaders([ReplyHeaders.Field("maximum-concurrent-requests", "many")]), ours: 1...1)
    #expect(places.allowed == 1)
    places.hear(headers(5, now: nil), ours: 1...1)
    #expect(places.allowed == 1)
  }
}
