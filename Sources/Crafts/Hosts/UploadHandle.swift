import FoundationEssentials
import Production

/// What is to be known of an upload after a crash. Whoever has its session's address can send to it: it is kept, and never shown.
struct UploadHandle: Hashable, Codable {
  /// The digest of the film: a session for another one is no use.
  var film: String
  /// When it was begun, in seconds since 1970.
  var began: Int64
  /// Where the bytes go; nil while nobody has said it yet.
  var session: String?
  /// How the host knows the video.
  var video: String?
  /// Whether the host has said that it has all of it.
  var isWhole = false

  init(for film: HostParcel.File, at now: Int64) {
    self.film = "\(film.digest)"
    began = now
  }

  /// What an earlier try kept; nil where it kept nothing, or for another film.
  init?(of parcel: HostParcel, for film: HostParcel.File) {
    guard let text = parcel.handle,
      let handle = try? JSONDecoder().decode(UploadHandle.self, from: Data(text.utf8)), handle.film == "\(film.digest)"
    else { return nil }
    self = handle
  }

  func keep(at dock: any HostDock) throws {
    try dock.keep(handle: String(decoding: try JSONEncoder().encode(self), as: UTF8.self))
  }
}
