package import Production

/// What went wrong with a movie, a sound or a picture: which file, which track of it, when in it, and why.
package struct MediaError: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  package let track: Track?
  package let time: Timecode?
  package let cause: Cause

  package enum Track: String, Hashable, Sendable {
    case picture, sound
  }

  package enum Cause: Hashable, Sendable {
    /// A call into libav failed; `complaint` is what it said about it, if anything.
    case call(String, code: Int32, reason: String, complaint: String)
    /// A system call failed.
    case system(String, errno: Int32)
    /// The caller's own wish to stop.
    case cancelled
    /// Not a kind of file, coding or size that is opened here.
    case refused(String)
    /// It is encrypted, and only who has the key can see it.
    case locked
    /// The bytes end too early, or contradict themselves.
    case damaged(String)
    /// What the caller gave does not fit: a size, a count.
    case misfit(String)
  }

  init(_ cause: Cause, file: String, track: Track? = nil, time: Timecode? = nil) {
    self.file = file
    self.track = track
    self.time = time
    self.cause = cause
  }

  /// The same with another time, as from another beginning.
  package func moved(to time: Timecode?) -> MediaError { MediaError(cause, file: file, track: track, time: time) }

  /// The caller wished to stop.
  package static func stopped(_ file: String) -> MediaError { MediaError(.cancelled, file: file) }

  /// It can be read, and there is nothing to be seen in it.
  package static func nothing(in file: String) -> MediaError {
    MediaError(.damaged("no picture can be decoded"), file: file, track: .picture)
  }

  /// It can be read, and only heard.
  package static func withoutPictures(_ file: String) -> MediaError {
    MediaError(.refused("there are no pictures in it"), file: file, track: .picture)
  }

  package var description: String {
    var place = file
    if let track { place += ", \(track.rawValue)" }
    if let time { place += ", at \(time.seconds) s" }
    return "\(place): \(cause.description)"
  }
}

extension MediaError.Cause: CustomStringConvertible {
  package var description: String {
    switch self {
    case .call(let call, let code, let reason, let complaint):
      complaint.isEmpty ? "\(call): \(reason) (\(code))" : "\(call): \(reason) (\(code)): \(complaint)"
    case .system(let call, let errno): "\(call): error \(errno)"
    case .cancelled: "stopped on request"
    case .refused(let what): "refused: \(what)"
    case .locked: "encrypted"
    case .damaged(let what): "damaged: \(what)"
    case .misfit(let what): "does not fit: \(what)"
    }
  }
}
