import Courier
import Testing

@Suite struct RetryAdviceTests {
  private func advice(_ status: Int, _ headers: (String, String)...) -> RetryAdvice {
    let fields = headers.map { ReplyHeaders.Field($0.0, $0.1) }
    // Sun, 06 Nov 1994 08:49:37 GMT
    return RetryAdvice(status: status, headers: ReplyHeaders(fields), now: 784_111_777)
  }

  @Test func theStatusDecidesWhereNothingElseIsSaid() {
    for status in [408, 409, 429, 500, 502, 503, 504, 524, 529] { #expect(advice(status) == .again(after: nil)) }
    // 403 is also said of one document that goes against a provider's rules, and 501 of what a server cannot do.
    for status in [301, 400, 403, 404, 413, 422, 501] { #expect(advice(status) == .never) }
    for status in [401, 402] { #expect(advice(status) == .pauseProvider) }
  }

  @Test func theOtherSidesWishHoldsWithinReason() {
    #expect(advice(429, ("Retry-After", "7")) == .again(after: .seconds(7)))
    #expect(advice(429, ("retry-after", "1.5")) == .again(after: .milliseconds(1500)))
    #expect(advice(503, ("Retry-After", "999999999")) == .again(after: RetryAdvice.longestPause))
    #expect(advice(429, ("retry-after", "60"), ("Retry-After-Ms", "250")) == .again(after: .milliseconds(250)))
    #expect(advice(429, ("Retry-After", "soon")) == .again(after: nil))
    #expect(advice(429, ("Retry-After", "-5")) == .again(after: nil))
    #expect(advice(429, ("Retry-After", "inf")) == .again(after: nil))
    #expect(advice(400, ("x-should-retry", "true")) == .again(after: nil))
    #expect(advice(500, ("x-should-retry", "false")) == .never)
    #expect(advice(401, ("x-should-retry", "false")) == .pauseProvider)
  }

  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:47 GMT", "Sunday, 06-Nov-94 08:49:47 GMT", "Sun Nov  6 08:49:47 1994",
  ]) func datesAreUnderstoodInAllTheirWays(_ date: String) {
    #expect(advice(429, ("Retry-After", date)) == .again(after: .seconds(10)))
  }

  @Test func aDateGoneByIsNow() {
    #expect(advice(429, ("Retry-After", "Sun, 06 Nov 1994 08:00:00 GMT")) == .again(after: .zero))
    #expect(advice(429, ("Retry-After", "Thu, 29 Feb 2096 08:00:00 GMT")) == .again(after: RetryAdvice.longestPause))
    #expect(advice(429, ("Retry-After", "Sun, 99 Nov 1994 08:00:00 GMT")) == .again(after: nil))
  }

  @Test func pausesGrowAndStayBounded() {
    #expect(RetryAdvice.backoff(tries: 1, dice: 0) == .milliseconds(500))
    #expect(RetryAdvice.backoff(tries: 3, dice: 0) == .seconds(2))
    #expect(RetryAdvice.backoff(tries: 3, dice: 1) == .seconds(1))
    #expect(RetryAdvice.backoff(tries: 1000, dice: 0) == .seconds(8))
  }
}
