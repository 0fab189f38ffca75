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
  /// What the host was told of it when it was begun.
  var details: PublishDetails?
  /// Whether the host has its captions; nil for no.
  var isCaptioned: Bool?

  init(for film: HostParcel.File, of parcel: HostParcel, at now: Int64) {
    self.film = "\(film.digest)"
    details = parcel.details
    began = now
  }

  /// What an earlier try kept; nil where it kept nothing, or for another film.
  init?(of parcel: HostParcel, for film: HostParcel.File) {
    guard let text = parcel.handle,
      let handle = try? JSONDecoder().decode(UploadHandle.self, from: Data(text.utf8)), handle.film == "\(film.digest)"
    else { return nil }
    self = handle
  }

  /// Whether nothing else is to be said of it by now.
  func says(_ details: PublishDetails) -> Bool { self.details == nil || self.details == details }

  func keep(at dock: any HostDock) throws {
    try dock.keep(handle: String(decoding: try JSONEncoder().encode(self), as: UTF8.self))
  }
}
