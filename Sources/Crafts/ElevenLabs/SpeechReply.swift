package import Courier
import Pages
package import Production

/// What an answer to a line means: for the money, and for what to do next. Pure.
package enum SpeechReply: Hashable, Sendable {
  /// It is spoken. `credits` are what was taken for it, where the provider said so; nought says nothing.
  case spoken(credits: Int?, request: String?)
  /// All its places are taken, by us or by others of the account: soon one is free. Nothing was taken.
  case queue
  /// Nothing was taken; after a while it may go well.
  case busy(pause: Duration?)
  /// The account is empty. Nothing was taken.
  case noMoney(String)
  /// The key is refused, or may not do this. Nothing was taken.
  case keyRefused(String)
  /// This line cannot be said as it is. Nothing was taken.
  case refused(Refusal)
  /// Nobody can tell whether it was spoken, and paid.
  case unclear(String)

  /// `now` is in seconds since 1970.
  package init(_ reply: CourierReply, now: Int64) {
    if reply.status == 200 {
      guard SpokenAnswer.isWhole(reply.body) else {
        self = .unclear("The answer cannot be understood.")
        return
      }
      let credits = reply.headers["character-cost"].flatMap(Double.init).flatMap { (1...10_000_000).contains($0) ? $0 : nil }
      self = .spoken(credits: credits.map { Int($0.rounded(.up)) }, request: reply.headers["request-id"])
      return
    }
    let complaint = Complaint(reply.body)
    switch (reply.status, complaint.code) {
    case (_, "quota_exceeded"), (402, _): self = .noMoney(complaint.message)
    case (429, "too_many_concurrent_requests"), (429, "concurrent_limit_exceeded"): self = .queue
    case (429, _), (503, "system_busy"):
      let advice = RetryAdvice(status: 429, headers: reply.headers, now: now)
      self = if case .again(let pause) = advice { .busy(pause: pause) } else { .busy(pause: nil) }
    case (_, "invalid_api_key"), (_, "missing_permissions"), (_, "detected_unusual_activity"), (401, _):
      self = .keyRefused(complaint.code)
    case (_, "max_character_limit_exceeded"), (_, "text_too_long"):
      self = .refused(Refusal("A line is longer than the voice can say at once.", wayOut: "Make two lines of it."))
    case (_, "voice_not_found"), (_, "invalid_uid"), (404, _):
      self = .refused(Refusal("The ElevenLabs account has no such voice any more.", wayOut: "Choose another voice."))
    case (403, _):
      self = .refused(
        Refusal(
          "The plan of the ElevenLabs account does not allow this voice.", wayOut: "Choose another voice, or a larger plan."))
    // Somewhere on the way an answer was lost; the work may have been done.
    case (408, _), (409, _), (500..., _): self = .unclear("The answer was \(reply.status).")
    default:
      self = .refused(
        Refusal(
          "ElevenLabs does not accept a line.", wayOut: "Change the line, or choose another voice.",
          detail: "\(reply.status) \(complaint.code) \(complaint.message)"))
    }
  }
}

/// What an error's body says, in any of the ways that it is written.
struct Complaint: Hashable, Sendable {
  var code = ""
  var message = ""

  init(_ body: [UInt8]) {
    guard let detail = (try? JSON.read(body, atMost: 1 << 20))?["detail"] else { return }
    if let text = detail.text { message = text }
    if let faults = detail.array {
      code = "validation"
      message = faults.prefix(3).map { fault in
        let place = (fault["loc"]?.array ?? []).compactMap { $0.text ?? $0.integer.map(String.init) }.joined(separator: ".")
        return "\(place): \(fault["msg"]?.text ?? "")"
      }.joined(separator: "; ")
    }
    if detail.members != nil {
      code = detail["status"]?.text ?? detail["code"]?.text ?? ""
      message = detail["message"]?.text ?? ""
    }
    // It ends up in one line of a log.
    message = String(message.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(300))
    code = String(code.prefix(60))
  }
}
