/// Where a video is to be shown, and what it may be there. From the platforms' own pages and their reprints: see `asOf`.
package struct Platform: Hashable, Sendable {
  /// As people call it.
  package let name: String
  package let shortest: Timecode
  package let longest: Timecode
  package let largestMegabytes: Int
  /// Of picture and sound together, at any moment.
  package let mostKilobits: Int
  /// How loud a programme is to be there, in LUFS.
  package let loudness: Double

  /// When these facts were read; platforms change them.
  package static let asOf = "November 2026"

  package static let tiktok = Platform("TikTok", seconds: 3...600, megabytes: 1000)
  package static let youtubeShorts = Platform("YouTube Shorts", seconds: 0...180, megabytes: 256_000)
  package static let youtube = Platform("YouTube", seconds: 0...43_200, megabytes: 256_000)
  package static let instagramReels = Platform("Instagram Reels", seconds: 3...900, megabytes: 300)
  package static let instagramFeed = Platform("the Instagram feed", seconds: 3...60, megabytes: 100)
  package static let x = Platform("X", seconds: 0.5...140, megabytes: 512)
  package static let linkedin = Platform("LinkedIn", seconds: 3...1800, megabytes: 500)
  /// No platform in particular: nothing is forbidden.
  package static let anywhere = Platform("any place", seconds: 0...86_400, megabytes: 1_000_000)

  private init(_ name: String, seconds: ClosedRange<Double>, megabytes: Int) {
    self.name = name
    shortest = Timecode(seconds: seconds.lowerBound)
    longest = Timecode(seconds: seconds.upperBound)
    largestMegabytes = megabytes
    mostKilobits = 25_000
    loudness = -14
  }
}
