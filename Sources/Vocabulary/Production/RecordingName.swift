/// What a file probably is that somebody recorded, by the ending of its name. Its content has the last word.
package enum RecordingName {
  /// `recording` or `sound`; nil for what is neither.
  package static func kind(of name: String) -> DropKind? {
    switch DocumentName.ending(of: name) {
    case "mp4", "mov", "mkv", "webm", "m4v", "avi": .recording
    case "wav", "mp3", "m4a", "ogg", "flac": .sound
    default: nil
    }
  }

  /// `NAME.voice.wav`: what is said over a recording, by a voice of somebody's own.
  package static func isVoice(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix(".voice.wav") || name == "voice.wav"
  }
}
