/// What shows a page within another one.
package enum EmbedCode {
  /// Nil for what is no address of the web.
  package static func frame(of address: String, title: String) -> String? {
    guard let link = WebLink(address) else { return nil }
    return HTML(
      "iframe", .source(link), .title(PlainText.line(title)), .width(640), .height(360), .fixed("allow", "fullscreen"),
      .fixed("style", "border:0")
    ) { HTML.text("") }.source
  }
}
