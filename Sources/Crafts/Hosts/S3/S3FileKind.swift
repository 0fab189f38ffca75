import Production

/// What a storage service is told of a file, so that browsers know what to do with it.
enum S3FileKind {
  static func headers(_ name: String, _ parcel: HostParcel) -> [S3Call.Field] {
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let kind = kinds[ending] ?? "application/octet-stream"
    var headers = [
      S3Call.Field("Content-Type", kind), S3Call.Field("Cache-Control", caching(name, ending, parcel.details.privacy)),
    ]
    // Sent without it, some browsers save what is opened by itself.
    if !parcel.mayBeDownloaded, kind.hasPrefix("video/") || kind.hasPrefix("audio/") {
      headers.append(S3Call.Field("Content-Disposition", "inline"))
    }
    return headers
  }

  /// Pages and lists are asked for anew, and so is the beacon, each of which is a view. What is private stays out of others' caches.
  private static func caching(_ name: String, _ ending: String, _ privacy: PublishDetails.Privacy) -> String {
    if name.split(separator: "/").last.map(String.init) == Beacon.fileName { return "no-store" }
    if ["html", "m3u8", "mpd", "json"].contains(ending) { return privacy == .private ? "private, no-cache" : "no-cache" }
    return privacy == .private ? "private, max-age=86400" : "public, max-age=86400"
  }

  private static let kinds = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "json": "application/json", "txt": "text/plain; charset=utf-8", "vtt": "text/vtt; charset=utf-8",
    "srt": "application/x-subrip", "svg": "image/svg+xml", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png",
    "gif": "image/gif", "webp": "image/webp", "ico": "image/x-icon", "mp4": "video/mp4", "m4v": "video/mp4",
    "webm": "video/webm", "mov": "video/quicktime", "m4s": "video/iso.segment", "ts": "video/mp2t",
    "m3u8": "application/vnd.apple.mpegurl", "mpd": "application/dash+xml", "mp3": "audio/mpeg", "m4a": "audio/mp4",
    "ogg": "audio/ogg", "wav": "audio/wav", "pdf": "application/pdf", "zip": "application/zip", "eml": "message/rfc822",
    "woff2": "font/woff2",
  ]
}
