package import Production

extension [HostParcel.File] {
  /// The one film that a video service gets, which makes all sizes and shapes of it by itself; nil where there is none.
  ///
  /// By its name: what is wide ("NAME.wide.mp4", "NAME.youtube.mp4", "1080p.mp4") comes before what says nothing of its shape ("NAME.mp4"),
  /// and that before what is square or upright. Among those the higher comes first, then the larger file, then the name.
  package var bestFilm: HostParcel.File? {
    filter { FilmName($0.name).isFilm && $0.size > 0 }.min { left, right in
      let (one, other) = (FilmName(left.name), FilmName(right.name))
      if one.shape != other.shape { return one.shape < other.shape }
      if one.height != other.height { return one.height > other.height }
      return left.size == right.size ? left.name < right.name : left.size > right.size
    }
  }
}

/// What a film's name tells of it.
private struct FilmName {
  let isFilm: Bool
  let shape: Shape
  let height: Int

  enum Shape: Int, Comparable {
    case wide, unknown, narrow

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  init(_ name: String) {
    let words = name.lowercased().split(separator: "/").last?.split(separator: ".").map(String.init) ?? []
    isFilm = words.count > 1 && words.last == "mp4"
    let format = words.dropLast().last ?? ""
    if let height = Self.height(format) {
      (shape, self.height) = (.wide, height)
    } else if let format = VideoFormat.named(format) {
      (shape, height) = (format.width > format.height ? .wide : .narrow, format.height)
    } else {
      (shape, height) = format == "wide" ? (.wide, 1080) : (.unknown, 0)
    }
  }

  /// 720 of "720p".
  private static func height(_ format: String) -> Int? {
    guard format.hasSuffix("p"), (4...5).contains(format.utf8.count) else { return nil }
    return Int(format.dropLast())
  }
}
