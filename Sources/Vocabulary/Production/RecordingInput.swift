/// What the inputs of a stage are called that are a recording: so a worker tells its parts from all others.
package enum RecordingInput {
  private static let prefix = "recording "
  /// What the reading found out of it.
  package static let facts = "recording.json"
  /// What is said over it, where somebody said it.
  package static let voice = "voice.wav"
  /// How it is laid under what is said.
  package static let fitting = "fitting.json"

  /// As many parts are opened at once; nobody records more of them.
  package static let mostSegments = 100

  /// Of a part, counted from zero.
  package static func name(_ number: Int, _ file: String) -> String { prefix + NumberedName(number, file).text }

  /// Nil for an input that is no part of a recording.
  package static func segment(of name: String) -> NumberedName? {
    name.hasPrefix(prefix) ? NumberedName(String(name.dropFirst(prefix.count))) : nil
  }
}
