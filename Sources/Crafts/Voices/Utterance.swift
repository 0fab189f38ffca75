package import Production

/// One thing to say.
package struct Utterance: Sendable, Codable, Hashable {
  package let part: Part
  /// Who says it, by the name that people see.
  package let speaker: String
  /// The name of a voice of the catalog.
  package let voice: String
  package let text: String
  /// It is said no sooner than this.
  package let notBefore: Timecode?

  package init(part: Part, speaker: String, voice: String, text: String, notBefore: Timecode? = nil) {
    self.notBefore = notBefore
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
