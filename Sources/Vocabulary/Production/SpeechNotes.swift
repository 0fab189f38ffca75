/// What a stage that has to do with voices is told besides its input.
package enum SpeechNotes {
  /// Which speech host this is; nothing of a result but the keys of its takes depends on it.
  package static let edition = "speech"

  /// Which of our own voices speak.
  package static func voices(areNeural: Bool) -> [String: String] { [ours: areNeural ? "neural" : builtIn] }

  package static func voicesAreNeural(in notes: [String: String]) -> Bool { notes[ours] != builtIn }

  private static let ours = "voices"
  private static let builtIn = "built-in"
}
