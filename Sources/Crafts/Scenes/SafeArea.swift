package import Drawing
package import Production

/// What platforms leave free of a frame: their buttons, names and texts cover the rest. As read in the month of `Platform.asOf`.
package struct SafeArea: Hashable, Sendable {
  /// Who covers the rest.
  package let platform: String
  /// In the pixels of the format.
  package let free: Box
  /// Where all text of the film stands: free on every platform for frames of this shape.
  package let text: Box

  package init(of format: VideoFormat) {
    let (width, height) = (Double(format.width), Double(format.height))
    text = FrameLayout(width: format.width, height: format.height).safe
    guard let margins = Self.margins[format.name], let whole = VideoFormat.named(format.name) else {
      (platform, free) = ("some platforms", text)
      return
    }
    platform = format.platform.name
    let (across, down) = (width / Double(whole.width), height / Double(whole.height))
    free = Box(
      x: margins.left * across, y: margins.top * down, width: width - (margins.left + margins.right) * across,
      height: height - (margins.top + margins.bottom) * down)
  }

  private struct Margins {
    let top, bottom, left, right: Double
  }

  /// In the pixels of the format. One that is not listed shows what is free on all platforms.
  private static let margins: [String: Margins] = [
    "tiktok": Margins(top: 130, bottom: 350, left: 60, right: 164),
    "youtube_short": Margins(top: 120, bottom: 480, left: 60, right: 164),
    "instagram_reel": Margins(top: 220, bottom: 450, left: 65, right: 120),
    "instagram_post": Margins(top: 60, bottom: 108, left: 60, right: 60),
    "twitter_square": Margins(top: 60, bottom: 108, left: 60, right: 60),
    "instagram_portrait": Margins(top: 60, bottom: 135, left: 60, right: 60),
    "linkedin": Margins(top: 60, bottom: 135, left: 60, right: 60),
    // Televisions and players crop or cover a twentieth at every edge.
    "twitter_wide": Margins(top: 54, bottom: 54, left: 96, right: 96),
    "youtube": Margins(top: 54, bottom: 54, left: 96, right: 96),
  ]
}
