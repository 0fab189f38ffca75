/// A size and rate that a video is made in, for a platform.
package struct VideoFormat: Hashable, Sendable {
  package let name: String
  package let width: Int
  package let height: Int
  package let framesPerSecond: Int
  package let platform: Platform

  package static let tiktok = VideoFormat("tiktok", .vertical, .tiktok)
  package static let youtubeShort = VideoFormat("youtube_short", .vertical, .youtubeShorts)
  package static let instagramReel = VideoFormat("instagram_reel", .vertical, .instagramReels)
  package static let twitterSquare = VideoFormat("twitter_square", .square, .x)
  package static let instagramPost = VideoFormat("instagram_post", .square, .instagramFeed)
  package static let instagramPortrait = VideoFormat("instagram_portrait", .portrait, .instagramFeed)
  package static let linkedin = VideoFormat("linkedin", .portrait, .linkedin)
  package static let twitterWide = VideoFormat("twitter_wide", .wide, .x)
  package static let youtube = VideoFormat("youtube", .wide, .youtube)
  /// Small enough for a trial run in seconds.
  package static let tiny = VideoFormat(name: "tiny", width: 108, height: 192, framesPerSecond: 10, platform: .anywhere)

  package static let all: [VideoFormat] = [
    .tiktok, .youtubeShort, .instagramReel, .twitterSquare, .instagramPost, .instagramPortrait, .linkedin, .twitterWide,
    .youtube, .tiny,
  ]
  /// One for each shape that a frame may have.
  package static let shapes: [VideoFormat] = [.tiktok, .instagramPost, .instagramPortrait, .twitterWide, .tiny]

  package static func named(_ name: String) -> VideoFormat? { all.first { $0.name == name } }

  /// Whether it shows the same pictures as another: then they are made once for both.
  package func looksLike(_ other: VideoFormat) -> Bool {
    (width, height, framesPerSecond) == (other.width, other.height, other.framesPerSecond)
  }

  /// The same picture, small and with fewer frames: a first look that is made quickly.
  package var forPreview: VideoFormat {
    let factor = min(1, 360 / Double(max(1, min(width, height))))
    func even(_ side: Int) -> Int { max(2, Int((Double(side) * factor / 2).rounded()) * 2) }
    return VideoFormat(
      name: name, width: even(width), height: even(height), framesPerSecond: min(framesPerSecond, 15), platform: platform)
  }

  /// As a recording has it: for no platform in particular.
  package static func recorded(_ name: String, width: Int, height: Int, framesPerSecond: Int) -> VideoFormat {
    VideoFormat(name: name, width: width, height: height, framesPerSecond: framesPerSecond, platform: .anywhere)
  }

  private enum Shape {
    case vertical, square, portrait, wide

    var size: (width: Int, height: Int) {
      switch self {
      case .vertical: (1080, 1920)
      case .square: (1080, 1080)
      case .portrait: (1080, 1350)
      case .wide: (1920, 1080)
      }
    }
  }

  private init(_ name: String, _ shape: Shape, _ platform: Platform) {
    self.init(name: name, width: shape.size.width, height: shape.size.height, framesPerSecond: 30, platform: platform)
  }

  private init(name: String, width: Int, height: Int, framesPerSecond: Int, platform: Platform) {
    self.name = name
    self.width = width
    self.height = height
    self.framesPerSecond = framesPerSecond
    self.platform = platform
  }
}

extension VideoFormat: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let format = VideoFormat.named(name) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "There is no format \"\(name)\"")
    }
    self = format
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
