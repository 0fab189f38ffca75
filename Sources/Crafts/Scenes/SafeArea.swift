package import Drawing
package import Production

/// What platforms leave free of a frame: their buttons, names and texts cover the rest. From platforms' pages of January 2026.
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
    guard let margins = Self.margins[format.name] else {
      (platform, free) = ("some platforms", text)
      return
    }
    platform = margins.platform
    let (across, down) = (width / 1080, height / 1920)
    free = Box(
      x: margins.left * across, y: margins.top * down, width: width - (margins.left + margins.right) * across,
      height: height - (margins.top + margins.bottom) * down)
  }

  private struct Margins {
    let platform: String
    let top, bottom, left, right: Double
  }

  /// On 1080 x 1920, by format. A format that is not listed shows what is free on all platforms.
  private static let margins = ["tiktok": Margins(platform: "TikTok", top: 130, bottom: 350, left: 60, right: 164)]
}
