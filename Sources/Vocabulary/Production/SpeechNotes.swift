/// What a stage that has to do with voices is told besides its input.
package enum SpeechNotes {
  /// Which speech host this is; nothing of a result but the keys of its takes depends on it.
  package static let edition = "speech"
}
