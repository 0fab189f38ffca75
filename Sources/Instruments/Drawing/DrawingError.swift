/// Why something could not be drawn: what went wrong, with what, and what to do about it.
package struct DrawingError: Error, Hashable, Sendable, CustomStringConvertible {
  package let kind: Kind
  /// The asset, the font or the size that it happened to.
  package let subject: String
  /// The library's own words.
  package let detail: String

  package enum Kind: String, Sendable {
    case unreadablePicture
    case pictureTooLarge
    case noFonts
    case surface
  }

  init(_ kind: Kind, of subject: String, detail: String) {
    self.kind = kind
    self.subject = subject
    self.detail = detail
  }

  package var description: String {
    switch kind {
    case .unreadablePicture:
      "The picture \"\(subject)\" cannot be read (\(detail)). Save it again as SVG, PNG, WebP, JPEG or Lottie and drop it once more."
    case .pictureTooLarge:
      "The picture \"\(subject)\" is too large (\(detail)). Make it smaller and drop it once more."
    case .noFonts:
      "No fonts could be loaded from \"\(subject)\" (\(detail)). Install the fonts that FONTS.txt lists."
    case .surface:
      "Drawing on \(subject) failed (\(detail)). Give the work more memory or ask for a smaller format."
    }
  }
}
