package import Courier
import Pages
package import Production

/// What is asked of ElevenLabs, each as one request.
package struct VoiceServer: Sendable {
  private let account: VoiceAccount
  private let key: Credential

  package init(_ account: VoiceAccount, key: Credential) {
    self.account = account
    self.key = key
  }

  /// What stands in a path is nothing but letters and digits.
  package static func isID(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || ($0 >= 0x30 && $0 <= 0x39) }
  }

  package func voices(after token: String? = nil) -> CourierRequest {
    let next = token.map { "&next_page_token=\(Self.encoded($0))" } ?? ""
    return request(.get, "/v2/voices?page_size=100\(next)")
  }

  package func subscription() -> CourierRequest { request(.get, "/v1/user/subscription") }

  package func models() -> CourierRequest { request(.get, "/v1/models") }

  /// The account's works in a voice, the most recent first.
  package func history(of voice: VoiceRoster.Voice, after work: String? = nil) -> CourierRequest {
    let next = work.map { "&start_after_history_item_id=\($0)" } ?? ""
    return request(.get, "/v1/history?page_size=1000&voice_id=\(voice.id)\(next)", patience: account.patienceSeconds)
  }

  /// The sound of one of them, as a WAV file.
  package func download(_ work: String) -> CourierRequest {
    let body = JSON.object([.init("history_item_ids", .array([.text(work)])), .init("output_format", .text("wav"))])
    return request(.post, "/v1/history/download", body: body, largest: Self.largestSpeech, patience: account.patienceSeconds)
  }

  /// A line to be said. Its neighbours are not spoken, but heard in how it is said.
  package func speech(_ line: SpeechLine) -> CourierRequest {
    var members: [JSON.Member] = [
      .init("text", .text(line.text)), .init("model_id", .text(account.model)),
      .init("voice_settings", Self.written(line.tuning)),
    ]
    // The newest model takes no neighbours.
    if account.model != "eleven_v3" {
      if let before = line.before { members.append(.init("previous_text", .text(before))) }
      if let after = line.after { members.append(.init("next_text", .text(after))) }
    }
    return request(
      .post, "/v1/text-to-speech/\(line.voice.id)/with-timestamps?output_format=pcm_\(SpokenAnswer.rate)",
      body: .object(members), largest: Self.largestSpeech, patience: account.patienceSeconds)
  }

  /// What is only listed comes soon, or is asked for again.
  private static let patienceForLists = 10

  /// The largest answer that is taken: ten minutes of sound.
  package static let largestSpeech = 48 << 20

  private static func written(_ tuning: VoiceTuning) -> JSON {
    .object([
      .init("stability", number(tuning.stability)), .init("similarity_boost", number(tuning.similarity)),
      .init("style", number(tuning.style)), .init("use_speaker_boost", .flag(true)), .init("speed", number(tuning.speed)),
    ])
  }

  private static func number(_ number: Double) -> JSON { .decimal("\(number)") }

  private func request(
    _ method: CourierRequest.Method, _ path: String, body: JSON? = nil, largest: Int = 8 << 20,
    patience seconds: Int = Self.patienceForLists
  ) -> CourierRequest {
    var headers = [CourierHeader("accept", body == nil ? "application/json" : "*/*"), CourierHeader("xi-api-key", key)]
    if body != nil { headers.append(CourierHeader("content-type", "application/json")) }
    let patience = Duration.seconds(max(1, min(seconds, account.patienceSeconds)))
    return CourierRequest(
      method, account.base + path, headers: headers, body: body.map { Array($0.source.utf8) } ?? [],
      deadlines: Deadlines(firstByte: patience, idle: patience, total: patience), largestAnswer: largest)
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain = isID(String(Unicode.Scalar(byte))) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(Unicode.Scalar(byte)) : "%" + (digits.utf8.count == 1 ? "0" : "") + digits
    }.joined()
  }
}

/// One line for a paid voice.
package struct SpeechLine: Hashable, Sendable {
  package let text: String
  package let voice: VoiceRoster.Voice
  package let tuning: VoiceTuning
  package let model: String
  /// What is said before and after it, by whomever. It shapes the sound a little, and is no part of what the line is.
  package var before: String?
  package var after: String?

  package init(
    _ text: String, voice: VoiceRoster.Voice, tuning: VoiceTuning, model: String, before: String? = nil, after: String? = nil
  ) {
    self.text = text
    self.voice = voice
    self.tuning = tuning
    self.model = model
    self.before = before
    self.after = after
  }
}
