/// One thing to say.
package struct Utterance: Sendable, Codable, Hashable {
  package let part: Part
  /// Who says it, by the name that people see.
  package let speaker: String
  /// The name of a voice of the catalog.
  package let voice: String
  package let text: String

  package init(part: Part, speaker: String, voice: String, text: String) {
    self.part = part
    self.speaker = speaker
    self.voice = voice
    self.text = text
  }
}

/// Which part of a script is said.
package enum Part: Sendable, Codable, Hashable {
  /// A line of the dialogue, counted from zero.
  case line(Int)
  case takeaway
}
