package import Courier
import Pages
import Production

/// Something that the account had made, by the provider's own history.
package struct PastWork: Hashable, Sendable {
  package let id: String
  package let request: String
  let voice: String
  let text: String
  /// Nil where the history does not say it.
  let model: String?
  private let settings: JSON?
  /// In seconds since 1970, by the provider's clock.
  let at: Int64
  package let credits: Int?

  /// Nil for what is none.
  private init?(_ item: JSON) {
    guard let id = item["history_item_id"]?.text, VoiceServer.isID(id), let text = item["text"]?.text,
      let at = item["date_unix"]?.integer
    else { return nil }
    (self.id, self.text, self.at) = (id, text, at)
    request = item["request_id"]?.text ?? ""
    voice = item["voice_id"]?.text ?? ""
    model = item["model_id"]?.text
    settings = item["settings"]
    credits = Self.credits(item)
  }

  /// It counts what is used, or what is left, by the account's age. Nought is nothing said.
  private static func credits(_ item: JSON) -> Int? {
    guard let from = item["character_count_change_from"]?.integer, let to = item["character_count_change_to"]?.integer else {
      return nil
    }
    let (change, isTooMuch) = to.subtractingReportingOverflow(from)
    return isTooMuch || !(1...10_000_000).contains(change.magnitude) ? nil : Int(change.magnitude)
  }

  /// Whether this is what became of a line that went out no earlier than that, by the provider's clock.
  package func isMade(of line: SpeechLine, notBefore moment: Int64) -> Bool {
    func squeezed(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    return voice == line.voice.id && at >= moment && (model ?? line.model) == line.model && isSet(line.tuning)
      && squeezed(text) == squeezed(line.text)
  }

  /// As far as the history says it.
  private func isSet(_ tuning: VoiceTuning) -> Bool {
    let wanted = [
      ("stability", tuning.stability), ("similarity_boost", tuning.similarity), ("style", tuning.style), ("speed", tuning.speed),
    ]
    return wanted.allSatisfy { name, value in
      guard let number = settings?[name]?.number else { return true }
      return (number - 0.01...number + 0.01).contains(value)
    }
  }
}

extension PastWork {
  /// A part of the history, the newest first.
  package struct Page {
    package let works: [PastWork]
    package let hasMore: Bool
    /// Where the next part begins.
    package let next: String?
    private let oldest: Int64?

    /// Nil for what is none.
    package init?(_ body: [UInt8]) {
      guard let body = try? JSON.read(body, atMost: 8 << 20), let list = body["history"]?.array else { return nil }
      works = list.compactMap(PastWork.init)
      hasMore = body["has_more"]?.flag == true
      next = (body["last_history_item_id"]?.text ?? list.last?["history_item_id"]?.text).flatMap {
        VoiceServer.isID($0) ? $0 : nil
      }
      oldest = list.compactMap { $0["date_unix"]?.integer }.min()
    }

    /// Whether all that was made since then is in this part, and in those before it.
    package func reaches(_ moment: Int64) -> Bool { !hasMore || oldest.map { $0 < moment } ?? false }
  }

  /// From when on the history can have what went out at that time by our clock, where it was asked now: an answer tells the time, and
  /// where none does, the clocks may be far apart. Both may be a little late.
  package static func earliest(sent: Int64, _ headers: ReplyHeaders, now: Int64) -> Int64 {
    guard let theirs = headers["date"].flatMap(HTTPDate.seconds) else { return sent - 300 }
    return sent + (theirs - now) - 20
  }
}
