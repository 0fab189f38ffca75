/// What shows a video in a page of one's own. It is made of an address and a title only: never of what somebody else calls HTML.
package enum EmbedCode {
  /// Nil where the address is none that a page may show.
  package static func frame(of address: String, title: String, width: Int = 640, height: Int = 360) -> String? {
    guard let link = WebLink(address) else { return nil }
    return HTML(
      "iframe", .source(link), .title(PlainText.line(title)), .width(width), .height(height),
      .fixed("allow", "fullscreen; picture-in-picture"), .fixed("allowfullscreen", ""),
      .fixed("referrerpolicy", "strict-origin-when-cross-origin"), .fixed("style", "border:0")
    ) { "" }.source
  }
}
