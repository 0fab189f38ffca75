import Digests
import FoundationEssentials
import Pages
import Production

/// An e-mail that leads to a video's page, ready to be sent by a person or a mail program.
package struct ShareMail: Sendable {
  private let page: SharePage
  private let address: VideoAddress
  private let link: WebLink
  private let picture: Picture

  /// What stands for the video; in a mail it moves where mail programs let it.
  package struct Picture: Sendable {
    package let file: String
    package let bytes: [UInt8]

    package init(file: String, bytes: [UInt8]) { (self.file, self.bytes) = (file, bytes) }

    var type: String { file.hasSuffix(".gif") ? "image/gif" : "image/jpeg" }
  }

  /// Visits are counted under `campaign`.
  package init?(to page: SharePage, at address: VideoAddress, campaign: String, picture: Picture) {
    guard let link = address.link(inMailsOf: campaign) else { return nil }
    (self.page, self.address, self.link, self.picture) = (page, address, link, picture)
  }

  /// For programs that send mails from HTML: the picture is the one that lies beside the page. Where none lies there for all to see, words alone
  /// lead there.
  package var html: String { body(picture: address.file(picture.file).map { .source($0) }).source }

  /// A whole message without sender, recipient and date: mail programs open it as a draft.
  package var message: [UInt8] {
    let name = "video@" + String(Digest(of: picture.bytes).hex.prefix(16))
    let html = body(picture: .embedded(name)).source
    // What depends on the content cannot stand in it.
    let mark = String(Digest(of: html + text).hex.prefix(24))
    let (related, alternative) = ("=_related_\(mark)", "=_alternative_\(mark)")
    var lines = [
      "MIME-Version: 1.0", "X-Unsent: 1", "Subject: \(Self.header(page.title))",
      "Content-Type: multipart/related; type=\"multipart/alternative\";", " boundary=\"\(related)\"", "",
      "--\(related)", "Content-Type: multipart/alternative;", " boundary=\"\(alternative)\"", "",
      "--\(alternative)", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "",
    ]
    lines += Self.base64(Array(text.utf8))
    lines += ["--\(alternative)", "Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: base64", ""]
    lines += Self.base64(Array(html.utf8))
    lines += [
      "--\(alternative)--", "--\(related)", "Content-Type: \(picture.type); name=\"\(picture.file)\"",
      "Content-Transfer-Encoding: base64", "Content-ID: <\(name)>",
      "Content-Disposition: inline; filename=\"\(picture.file)\"", "",
    ]
    lines += Self.base64(picture.bytes)
    lines += ["--\(related)--", ""]
    return Array(lines.joined(separator: "\r\n").utf8)
  }

  /// For those who read no HTML.
  private var text: String {
    let about = PlainText.lines(page.description).joined(separator: "\n")
    return [PlainText.line(page.title), about, "\(invitation):\n\(link.address)"].filter { !$0.isEmpty }
      .joined(separator: "\n\n") + "\n"
  }

  private var invitation: String { page.length.isEmpty ? page.words.watch : "\(page.words.watch) (\(page.length))" }

  /// Mail programs know no style sheets and few elements: so it is plain.
  private func body(picture source: Attribute?) -> HTML {
    HTML.page(language: page.language.isEmpty ? page.words.language : page.language) {
      HTML("head") {
        HTML.void("meta", .fixed("charset", "utf-8"))
        HTML("title") { page.title }
      }
      HTML("body") {
        HTML("h2") { page.title }
        if let source {
          HTML("p") {
            HTML("a", .link(link)) {
              HTML.void(
                "img", source, .width(480), .fixed("border", "0"), .fixed("style", "max-width:100%;height:auto"),
                .instead(invitation))
            }
          }
        }
        for paragraph in PlainText.lines(page.description) where !paragraph.isEmpty { HTML("p") { paragraph } }
        HTML("p") {
          HTML("a", .link(link)) { HTML("b") { "▶ \(invitation)" } }
        }
      }
    }
  }

  /// RFC 2047: words of at most 75 letters, none cut within a character.
  private static func header(_ text: String) -> String {
    let text = PlainText.line(text)
    if text.utf8.count <= 60, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), !text.contains("=?") { return text }
    var words: [[UInt8]] = [[]]
    for character in text.unicodeScalars {
      let bytes = Array(String(character).utf8)
      if words[words.count - 1].count + bytes.count > 42 { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }

  /// RFC 2045: lines of at most 76 letters.
  private static func base64(_ bytes: [UInt8]) -> [String] {
    stride(from: 0, to: bytes.count, by: 57).map { Data(bytes[$0..<min($0 + 57, bytes.count)]).base64EncodedString() }
  }
}
