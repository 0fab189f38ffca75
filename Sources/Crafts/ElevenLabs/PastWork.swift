import Pages

/// Something that the account had made, by the provider's own history.
package struct PastWork: Hashable, Sendable {
  package let id: String
  package let request: String
  let voice: String
  let text: String
  /// In seconds since 1970.
  let at: Int64
  package let credits: Int?

  /// What a history lists; nil for what is none.
  package static func all(_ body: [UInt8]) -> [PastWork]? {
    guard let list = (try? JSON.read(body, atMost: 8 << 20))?["history"]?.array else { return nil }
    return list.compactMap { item in
      guard let id = item["history_item_id"]?.text, VoiceServer.isID(id), let text = item["text"]?.text,
        let at = item["date_unix"]?.integer
      else { return nil }
      var credits: Int?
      if let from = item["character_count_change_from"]?.integer, let to = item["character_count_change_to"]?.integer,
        (0...10_000_000).contains(abs(to - from))
      {
        // It counts what is used, or what is left, by the account's age.
        credits = Int(abs(to - from))
      }
      return PastWork(
        id: id, request: item["request_id"]?.text ?? "", voice: item["voice_id"]?.text ?? "", text: text, at: at,
        credits: credits)
    }
  }

  /// Whether this is what became of a line that went out then. The two clocks may differ a little.
  package func isMade(of line: SpeechLine, since moment: Int64) -> Bool {
    func squeezed(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    return voice == line.voice.id && at >= moment - 20 && squeezed(text) == squeezed(line.text)
  }
}
