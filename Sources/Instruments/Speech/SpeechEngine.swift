package import Production

/// Something that says text: the voices built in, or the neural ones of the speech host. Any thread may ask it.
package protocol SpeechEngine: Sendable {
  /// Which engine and which models in which version: another edition may say the same text in another way.
  var edition: String { get }

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
