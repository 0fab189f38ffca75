package import Production

/// Something that says text: the voices built in, the neural ones of the speech host, or what a paid one said before. Any thread may
/// ask it.
package protocol SpeechEngine: Sendable {
  /// Which engine and which model in which version a voice is: another edition may say the same text in another way.
  func edition(of voice: String) -> String

  /// Says a text with one of the engine's voices.
  ///
  /// The words of the answer are the text's own, split at white space, in order; one that makes no sound starts and ends
  /// at the same time. The same text gives the same samples.
  func speak(_ text: String, voice: String) throws(SpeechError) -> SpokenSound

  /// What saying a text costs.
  func cost(of text: String, voice: String) -> Money
}

extension SpeechEngine {
  package func cost(of text: String, voice: String) -> Money { .zero }
}
