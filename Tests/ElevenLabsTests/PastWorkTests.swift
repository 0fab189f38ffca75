import Courier
import ElevenLabs
import Production
import Testing

/// Whether a work of the history is what became of a line.
@Suite struct PastWorkTests {
  private func work(_ more: String = "", text: String = "Look  up.") throws -> PastWork {
    let item = #"{"history_item_id":"i1","voice_id":"v1","text":"\#(text)","date_unix":1000\#(more)}"#
    return try #require(PastWork.Page(Array(#"{"history":[\#(item)]}"#.utf8))?.works.first)
  }

  private func line() throws -> SpeechLine {
    let list = #"{"voices":[{"voice_id":"v1","name":"Sarah"}],"has_more":false}"#
    let voice = try #require(VoiceRoster.page(Array(list.utf8))?.voices.first)
    return SpeechLine("Look up.", voice: voice, tuning: VoiceTuning(), model: "m1")
  }

  @Test func whatTheHistorySaysMustAgree() throws {
    let line = try line()
    #expect(try work().isMade(of: line, notBefore: 1000))
    #expect(try !work().isMade(of: line, notBefore: 1001))
    #expect(try !work(text: "Look down.").isMade(of: line, notBefore: 0))
    #expect(try work(#","model_id":"m1","settings":{"stability":0.5,"speed":1}"#).isMade(of: line, notBefore: 0))
    #expect(try work(#","model_id":null,"settings":null"#).isMade(of: line, notBefore: 0))
    #expect(try !work(#","model_id":"m2""#).isMade(of: line, notBefore: 0))
    #expect(try !work(#","settings":{"stability":0.9}"#).isMade(of: line, notBefore: 0))
  }

  @Test func aPartOfTheHistoryReachesAsFarAsItsOldestWork() throws {
    let list = #""history":[{"history_item_id":"i2","date_unix":900},{"history_item_id":"i1","date_unix":800}]"#
    let part = try #require(PastWork.Page(Array(#"{\#(list),"has_more":true}"#.utf8)))
    #expect(part.reaches(850) && !part.reaches(800) && part.next == "i1")
    let all = try #require(PastWork.Page(Array(#"{\#(list),"has_more":false}"#.utf8)))
    #expect(all.reaches(0))
    #expect(try #require(PastWork.Page(Array(#"{"history":[],"has_more":true}"#.utf8))).reaches(0) == false)
  }

  @Test func theProvidersClockDecides() {
    let answer = ReplyHeaders([ReplyHeaders.Field("Date", "Thu, 01 Jan 1970 00:20:00 GMT")])
    #expect(PastWork.earliest(sent: 90, answer, now: 100) == 1170)
    #expect(PastWork.earliest(sent: 1000, ReplyHeaders([]), now: 1100) == 700)
  }

  @Test func aModelThatTheAccountDoesNotHaveIsSaid() throws {
    var roster = VoiceRoster()
    #expect(roster.refusal(ofModel: "m1") == nil)
    roster.models = try #require(VoiceRoster.models(Array(#"[{"model_id":"m2"}]"#.utf8)))
    #expect(roster.refusal(ofModel: "m1")?.wayOut.contains("m2") == true && roster.refusal(ofModel: "m2") == nil)
  }
}
