import Courier
import ElevenLabs
import Production
import Speech
import Testing

@Suite struct ReplyTests {
  private func reply(_ status: Int, _ body: String, headers: [(String, String)] = []) -> SpeechReply {
    SpeechReply(
      CourierReply(
        status: status, headers: ReplyHeaders(headers.map { ReplyHeaders.Field($0.0, $0.1) }), body: Array(body.utf8)), now: 0)
  }

  private func error(_ status: Int, _ code: String) -> SpeechReply {
    reply(status, #"{"detail":{"status":"\#(code)","message":"Said","request_id":"x"}}"#)
  }

  @Test func theCodeOfTheBodyDecides() {
    #expect(error(401, "quota_exceeded") == .noMoney("Said"))
    #expect(error(401, "invalid_api_key") == .keyRefused("invalid_api_key"))
    #expect(error(429, "too_many_concurrent_requests") == .queue)
    #expect(error(429, "system_busy") == .busy(pause: nil))
    #expect(reply(429, "", headers: [("Retry-After", "7")]) == .busy(pause: .seconds(7)))
    #expect(reply(401, #"{"detail":"Unauthorized"}"#) == .keyRefused(""))
  }

  @Test func whatMayHaveBeenDoneIsUnclear() {
    for reply in [reply(500, "<html>"), reply(504, ""), reply(408, ""), reply(200, #"{"audio_base64":"AAA"#), reply(200, "{}")] {
      guard case .unclear = reply else {
        Issue.record("\(reply)")
        continue
      }
    }
  }

  @Test func aListOfFaultsIsRead() {
    guard case .refused(let refusal) = reply(422, #"{"detail":[{"loc":["body","text"],"msg":"Too odd","type":"t"}]}"#) else {
      Issue.record("not refused")
      return
    }
    #expect(refusal.detail == "422 validation body.text: Too odd")
  }

  @Test func whatWasTakenIsInTheHeaders() {
    let headers = [("request-id", "r1"), ("Character-Cost", "12.5")]
    #expect(reply(200, #"{"audio_base64":"AAAA","alignment":null}"#, headers: headers) == .spoken(credits: 13, request: "r1"))
  }

  @Test func noughtIsNotSaidAndTheTariffDecides() throws {
    let spoken = #"{"audio_base64":"AAAA","alignment":null}"#
    #expect(reply(200, spoken, headers: [("character-cost", "0")]) == .spoken(credits: nil, request: nil))
    let item = #"{"history_item_id":"i1","text":"a","date_unix":5,"character_count_change_from":7,"character_count_change_to":7}"#
    #expect(try #require(PastWork.Page(Array(#"{"history":[\#(item)]}"#.utf8))).works.map(\.credits) == [nil])
    let models = #"[{"model_id":"m","model_rates":{"character_cost_multiplier":0}}]"#
    #expect(try #require(VoiceRoster.models(Array(models.utf8))).map(\.factor) == [nil])
  }

  /// A tenth of a second of nothing, for each character.
  private func answer(_ text: String, characters: [String], every seconds: Double = 0.1, sound: Double = 4) throws -> SpokenAnswer
  {
    let starts = characters.indices.map { Double($0) * seconds }
    return try self.answer(
      text, characters: characters, starts, characters.indices.map { Double($0 + 1) * seconds }, sound: sound)
  }

  private func answer(
    _ text: String, characters: [String], _ starts: [Double], _ ends: [Double], sound: Double = 4
  ) throws -> SpokenAnswer {
    func list(_ times: [Double]) -> String { times.map { "\($0)" }.joined(separator: ",") }
    let written = characters.map { "\"\($0)\"" }.joined(separator: ",")
    let times = """
      {"characters":[\(written)],"character_start_times_seconds":[\(list(starts))],"character_end_times_seconds":[\(list(ends))]}
      """
    let silence = String(repeating: "AAAA", count: Int(sound * 24_000 * 2 / 3))
    return try SpokenAnswer(Array(#"{"audio_base64":"\#(silence)","alignment":\#(times),"normalized_alignment":null}"#.utf8))
  }

  @Test func wordsBeginWithTheirFirstLetterAndEndWithTheirLast() throws {
    let text = "(Oh, well."
    let words = try #require(try answer(text, characters: text.map { String($0) }).words(of: text))
    #expect(words.map(\.text) == ["(Oh,", "well."])
    #expect(words.map { ($0.start * 10).rounded() } == [1, 5] && words.map { ($0.end * 10).rounded() } == [3, 9])
  }

  @Test func aCharacterOfSeveralScalarsIsOne() throws {
    let text = "cafe\u{301} now"
    let words = try #require(try answer(text, characters: ["c", "a", "f", "e\u{301}", " ", "n", "o", "w"]).words(of: text))
    #expect(words.map { ($0.start * 10).rounded() } == [0, 5])
  }

  @Test func timesOfAnotherTextAreNone() throws {
    #expect(try answer("2 cats", characters: "two cats".map { String($0) }).words(of: "2 cats") == nil)
  }

  @Test func timesBeyondTheSoundAreNone() throws {
    let text = "a long one"
    #expect(try answer(text, characters: text.map { String($0) }, every: 1).words(of: text) == nil)
  }

  /// As a take must have them, or it could never be read back.
  @Test func wordsThatOverlapALittleFollowEachOther() throws {
    let text = "so it is"
    let starts = [0, 0.1, 0.2, 0.16, 0.2, 0.3, 0.3, 0.4]
    let ends = [0.1, 0.2, 0.3, 0.22, 0.24, 0.3, 0.4, 0.5]
    let words = try #require(try answer(text, characters: text.map { String($0) }, starts, ends).words(of: text))
    #expect(words.map(\.start) == [0, 0.2, 0.3] && words.map(\.end) == [0.2, 0.24, 0.5])
  }

  @Test func whatIsNoSoundIsUnfit() {
    for body in ["RIFF and nothing more", #"{"audio_base64":"AAA="}"# + "}", #"{"audio_base64":"AA=="}"#] {
      do throws(SpeechError) {
        _ = try SpokenAnswer(Array(body.utf8))
        Issue.record("\(body)")
      } catch {
        #expect(error.failure.kind == .input && error.failure.refusal.sentence.contains("not paid again"), "\(error)")
      }
    }
  }
}
