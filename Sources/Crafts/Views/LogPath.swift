import Production

/// What an address in a log is to us.
enum LogPath: Hashable, Sendable {
  case beacon(video: String)
  /// A film, or a part of one.
  case film(video: String, file: String)
  case other

  /// What the video is called: as the folder of its page, and as its file, without what says which size or shape that is.
  init(_ path: [UInt8]) {
    // Some clients send the whole address.
    let text = Unescaped.text(path)
    let names = text.split(separator: "/").map(String.init)
    guard let file = names.last else {
      self = .other
      return
    }
    let folders = names.dropLast()
    if file == Beacon.fileName {
      let folder = Self.folder(folders) ?? ""
      self = folder.isEmpty ? .other : .beacon(video: Self.short(folder))
    } else if let stem = Self.stem(of: file), !stem.isEmpty {
      let folder = folders.last { !Self.isCommonFolder($0) } ?? Self.folder(folders) ?? ""
      let own = Self.isCommon(stem) ? folder : stem
      self = .film(video: Self.short(own.isEmpty ? stem : own), file: Self.short(file))
    } else {
      self = .other
    }
  }

  /// The one that a page is for. A video may be called like a folder in it: that one is taken where nothing else is left.
  private static func folder(_ folders: ArraySlice<String>) -> String? {
    folders.last { !pageFolders.contains($0) } ?? folders.last { $0 != sharePage } ?? folders.last
  }

  private static let sharePage = "share-page"
  private static let pageFolders: Set<String> = [sharePage, "hls"]
  /// Folders that are called so whatever lies in them.
  private static func isCommonFolder(_ name: String) -> Bool {
    pageFolders.contains(name) || ["videos", "video", "media"].contains(name.lowercased())
  }

  private static let commonFiles: Set<String> = [
    "video", "movie", "film", "index", "master", "main", "stream", "audio", "sound", "default", "playlist",
  ]
  private static let films: Set<String> = ["mp4", "m4v", "webm", "mov"]

  /// `demo` of `demo.1080p.mp4`; nil for what is no film.
  private static func stem(of file: String) -> String? {
    let parts = file.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, let ending = parts.last, films.contains(ending.lowercased()) else { return nil }
    let named = parts.dropLast()
    let own = named.count > 1 && isSize(named.last ?? "") ? named.dropLast() : named
    return own.joined(separator: ".")
  }

  private static func isCommon(_ stem: String) -> Bool { commonFiles.contains(stem.lowercased()) || isSize(stem) }

  private static func isSize(_ name: String) -> Bool {
    VideoFormat.named(name) != nil || name.hasSuffix("p") && (3...5).contains(name.utf8.count) && Int(name.dropLast()) != nil
  }

  /// Names of ours are shorter; longer ones are somebody's play with addresses.
  private static func short(_ name: String) -> String {
    name.utf8.count <= 120 ? name : String(decoding: name.utf8.prefix(117), as: UTF8.self) + "…"
  }
}
