/// What a file probably is that somebody recorded, by the ending of its name. Its content has the last word.
package enum RecordingName {
  /// `recording` or `sound`; nil for what is neither.
  package static func kind(of name: String) -> DropKind? {
    let ending = DocumentName.ending(of: name)
    return recordings.contains(ending) ? .recording : sounds.contains(ending) ? .sound : nil
  }

  /// Endings, in small letters, of what has pictures; the most usual ones first.
  package static let recordingEndings = [
    "mp4", "mov", "mkv", "webm", "m4v", "avi", "wmv", "mpg", "mpeg", "mts", "m2ts", "ts", "flv", "3gp", "ogv", "vob", "mxf",
    "asf", "f4v", "3g2", "m2t", "mpe", "m2v", "m1v", "mod", "tod", "divx", "mk3d", "ogm", "gif", "dv", "nut", "rm", "rmvb",
    "wtv", "gxf", "ismv", "mj2", "qt", "ivf", "y4m", "h264", "264", "h265", "265", "hevc",
  ]

  /// Endings, in small letters, of what is only heard; the most usual ones first.
  package static let soundEndings = [
    "wav", "mp3", "m4a", "ogg", "flac", "aac", "opus", "wma", "oga", "aif", "aiff", "m4b", "amr", "ac3", "mka", "caf", "w64",
  ]

  private static let recordings = Set(recordingEndings)
  private static let sounds = Set(soundEndings)

  /// Whether files of another kind are called the same: among others, `.ts` and `.mod` are the source of programs, and `.gif` is a picture.
  package static func isAmbiguous(_ name: String) -> Bool { ["ts", "mod", "gif"].contains(DocumentName.ending(of: name)) }

  /// `NAME.voice.wav`: what is said over a recording, by a voice of somebody's own.
  package static func isVoice(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix(".voice.wav") || name == "voice.wav"
  }
}
