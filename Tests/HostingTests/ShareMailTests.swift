import FoundationEssentials
import Pages
import Production
import Testing

@testable import Hosting

@Suite struct ShareMailTests {
  private func mail(title: String, at place: VideoAddress? = nil) throws -> ShareMail {
    var page = SamplePage.page(title: title)
    page.length = "1:05"
    let job = try #require(JobName("spring.0007"))
    let address = try #require(place ?? VideoAddress(base: "https://videos.example.com", job: job))
    return try #require(
      ShareMail(to: page, at: address, campaign: "früh/ling", picture: .init(file: "preview.gif", bytes: SharePage.beacon)))
  }

  /// Python's own reader of mails is the judge.
  @Test func theMessageIsWholeToAMailProgram() throws {
    let title = "Für Łukasz: <b>so sparen Sie</b> eine Stunde am Tag, ganz ohne neue Programme und ohne Schulung 🚀"
    let message = try mail(title: title).message
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
    let html = try mail(title: "One").html
    #expect(html.contains("src=\"https://videos.example.com/spring.0007/preview.gif\""))
    #expect(!html.contains("cid:"))
  }

  @Test func whereNothingOfOursLiesWordsAloneLeadThere() throws {
    var copy = HostedCopy(id: "x", link: "https://tube.example.com/watch?v=a1", state: .ready)
    copy.files = [try Self.file("one.mp4")]
    var video = try Self.hosted(copy)
    let html = try mail(title: "One", at: VideoAddress(of: video)).html
    #expect(html.contains("href=\"https://tube.example.com/watch?v=a1&amp;utm_source=email&amp;utm_medium=video"))
    #expect(!html.contains("<img"))
    // What a service keeps private, nobody can be led to.
    video.wish.details.privacy = .private
    #expect(VideoAddress(of: video) == nil)
    copy.state = .failed
    #expect(VideoAddress(of: try Self.hosted(copy)) == nil)
  }

  @Test func aSignedLinkStaysAsItIs() throws {
    var copy = HostedCopy(id: "x", link: "https://s3.example.com/films/one.mp4?X-Amz-Signature=ab", state: .ready)
    copy.files = try [Self.file("index.html"), Self.file("one.mp4")]
    var video = try Self.hosted(copy)
    video.wish.details.privacy = .private
    let address = try #require(VideoAddress(of: video))
    #expect(address.link(inMailsOf: "spring")?.address == copy.link)
    #expect(address.file("preview.gif") == nil)
  }

  @Test func besideAPageOfOursItsPicturesAreFound() throws {
    var copy = HostedCopy(id: "x", link: "https://s3.example.com/films/one-abc/index.html", state: .ready)
    copy.files = try [Self.file("index.html"), Self.file("one.mp4")]
    let address = try #require(VideoAddress(of: try Self.hosted(copy)))
    #expect(address.file("a b.gif")?.address == "https://s3.example.com/films/one-abc/a%20b.gif")
    #expect(
      address.link(inMailsOf: "spring")?.address.hasSuffix("/index.html?utm_source=email&utm_medium=video&utm_campaign=spring")
        == true)
    copy.files = try [Self.file("one.mp4")]
    #expect(VideoAddress(of: try Self.hosted(copy))?.file("preview.gif") == nil)
  }

  private static func file(_ name: String) throws -> HostParcel.File {
    HostParcel.File(name: name, digest: try #require(Digest(bytes: Array(repeating: 1, count: 32))), size: 1)
  }

  private static func hosted(_ copy: HostedCopy) throws -> HostedVideo {
    var video = HostedVideo(
      job: try #require(JobName("spring.0007")), client: try #require(ClientName("acme")),
      wish: HostWish(host: "auto", details: PublishDetails(title: "One", privacy: .unlisted)), address: "one-abc", files: [])
    (video.copy, video.state) = (copy, copy.state)
    return video
  }
}
