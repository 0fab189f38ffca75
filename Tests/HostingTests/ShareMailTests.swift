import FoundationEssentials
import Pages
import Production
import Testing

@testable import Hosting

@Suite struct ShareMailTests {
  private func mail(title: String, address: String? = "https://videos.example.com/spring.0007/") -> ShareMail? {
    var page = SamplePage.page(title: title)
    page.address = address.flatMap { WebLink($0) }
    return ShareMail(
      to: page, campaign: "früh/ling", length: "1:05", picture: .init(file: "preview.gif", bytes: SharePage.beacon))
  }

  @Test func thereIsNoneWhereNobodyKnowsWhereThePageWillBe() {
    #expect(mail(title: "One", address: nil) == nil)
  }

  /// Python's own reader of mails is the judge.
  @Test func theMessageIsWholeToAMailProgram() throws {
    let title = "Für Łukasz: <b>so sparen Sie</b> eine Stunde am Tag, ganz ohne neue Programme und ohne Schulung 🚀"
    let message = try #require(mail(title: title)).message
    let folder = try PageFolder()
    try folder.write(message, to: "email.eml")
    let told = try folder.ask(
      """
      import email, email.policy, json, sys
      m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
      parts = [p for p in m.walk()]
      print(json.dumps({'kinds': [p.get_content_type() for p in parts], 'subject': m['subject'],
        'defects': sum(len(p.defects) for p in parts), 'text': m.get_body(('plain',)).get_content(),
        'html': m.get_body(('html',)).get_content(), 'cid': parts[-1]['content-id'], 'bytes': len(parts[-1].get_content()),
        'longest': max(len(l) for l in open(sys.argv[1], 'rb').read().split(b'\\r\\n')), 'bare': open(sys.argv[1], 'rb').read().replace(b'\\r\\n', b'').count(b'\\n')}))
      """, about: "email.eml", as: Told.self)
    #expect(told.kinds == ["multipart/related", "multipart/alternative", "text/plain", "text/html", "image/gif"])
    #expect(told.subject == title)
    #expect(told.defects == 0)
    #expect(told.bytes == 43)
    #expect(told.longest <= 78)
    #expect(told.bare == 0)
    let link = "https://videos.example.com/spring.0007/?utm_source=email&utm_medium=video&utm_campaign=fr%C3%BCh%2Fling"
    #expect(told.text.contains("Watch the video (1:05):\n\(link)\n"))
    #expect(told.html.contains("href=\"\(link.replacing("&", with: "&amp;"))\""))
    #expect(told.html.contains("src=\"cid:\(told.cid.dropFirst().dropLast())\""))
    #expect(!told.html.contains("<b>so sparen"))
  }

  private struct Told: Decodable {
    let kinds: [String]
    let subject: String
    let defects: Int
    let text: String
    let html: String
    let cid: String
    let bytes: Int
    let longest: Int
    let bare: Int
  }

  @Test func forAMailProgramThePictureIsTheOneBesideThePage() throws {
    let html = try #require(mail(title: "One")?.html)
    #expect(html.contains("src=\"https://videos.example.com/spring.0007/preview.gif\""))
    #expect(!html.contains("cid:"))
  }
}
