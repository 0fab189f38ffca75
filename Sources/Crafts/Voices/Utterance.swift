package import Production
package import Scripts

/// One thing to say.
package struct Utterance: Sendable, Hashable {
  package let part: Part
  /// Who says it, by the name that people see.
  package let speaker: String
  /// The name of a voice of the catalog.
  package let voice: String
  package let text: String
  /// What is said for the text.
  package let spoken: SpokenForm
  /// It is said no sooner than this.
  package let notBefore: Timecode?

  package init(
    part: Part, speaker: String, voice: String, text: String, language: SpokenLanguage = .english,
    pronunciation: Pronunciation = .none, notBefore: Timecode? = nil
  ) {
    self.notBefore = notBefore
    self.part = part
    self.speaker = speaker
    self.voice = voice
    self.text = text
    spoken = SpokenForm(text, language: language, pronunciation: pronunciation)
  }
}

/// Which part of a script is said.
package enum Part: Sendable, Codable, Hashable {
  /// A line of the dialogue, counted from zero.
  case line(Int)
  case takeaway
}
