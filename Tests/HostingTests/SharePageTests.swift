import Pages
import Production
import Testing

@testable import Hosting

@Suite struct SharePageTests {
  private static let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u{202E}\"'&"

  @Test func itShowsNothingThatDoesNotLieBesideIt() throws {
    var page = SamplePage.page()
    page.hasStream = true
    let names = Set(page.films.flatMap { [$0.file, $0.poster] })
    let here = try #require(page.beside(names.subtracting([page.films[0].file])))
    #expect(here.films == Array(page.films.dropFirst()) && !here.hasStream && here.logo == nil)
    #expect(page.beside(["index.html"]) == nil)
    let logo = page.logo.map { Set([$0.file]) } ?? []
    #expect(page.beside(names.union(logo).union(["hls/master.m3u8"])) == page)
  }

  @Test func hostileWordsStayText() throws {
    var page = SamplePage.page(title: Self.hostile)
    page.cues = [.init(start: 0, end: 1000, text: "<!--\(Self.hostile)")]
    page.chapters = [.init(start: .zero, clock: "0:00", title: Self.hostile)]
    page.transcript = [.init(speaker: Self.hostile, text: Self.hostile), .init(speaker: "Ada", text: "Hello.")]
    page.logo = .init(file: "logo.png", name: Self.hostile)
    page.settings.buttonLabel = Self.hostile
    let source = page.source
    #expect(source.components(of: "<script") == 2, "its data and its own script")
    #expect(source.components(of: "</script>") == 2)
    #expect(source.components(of: "<img") == 1, "the logo")
    #expect(!source.contains("<!--"))
    #expect(!source.contains("\u{202E}"))
  }

  /// Letters that take the next one to themselves would hide a mark from whoever compares letters, and not from a browser.
  @Test(arguments: ["\u{600}", "\u{110BD}", ""]) func noLetterHidesAnEnd(_ letter: String) {
    let words = "x\(letter)</script>\u{301}\(letter)<\u{301}!--\(letter)<script>"
    let source = HTML.data(named: "data", .object([.init(words, .text(words))])).source
    #expect(source.utf8.count { $0 == UInt8(ascii: "<") } == 2, "its element begins and ends")
  }

  @Test func nothingLeadsAwayFromThePageButItsButton() throws {
    let source = SamplePage.page().source
    let addresses = source.split(separator: "\"").filter { $0.contains("://") }
    #expect(addresses == ["https://www.example.com/meeting?from=video"])
    #expect(!source.contains("url("))
    #expect(!source.contains(" style="), "the policy lets none in")
    #expect(!source.contains(" onclick"))
  }

  @Test(arguments: ["javascript:alert(1)", "https://a b", "data:text/html,x", "https://"])
  func anAddressThatIsNoneHasNoButton(_ address: String) {
    var settings = SamplePage.withButton
    settings.buttonAddress = address
    #expect(!SamplePage.page(settings: settings).source.contains("id=\"cta\""))
  }

  @Test func wholeAddressesStandOnItWhereItIsKnown() throws {
    var page = SamplePage.page()
    #expect(!page.source.contains("og:image"))
    page.address = WebLink("https://videos.example.com/phishing/")
    let source = page.source
    #expect(source.contains("<meta property=\"og:image\" content=\"https://videos.example.com/phishing/thumbnail.jpg\">"))
    #expect(source.contains("<meta property=\"og:video\" content=\"https://videos.example.com/phishing/180p.mp4\">"))
    #expect(source.contains("<link rel=\"canonical\" href=\"https://videos.example.com/phishing/\">"))
  }

  @Test func aFolderOfAnyNameIsFoundOnTheWeb() {
    #expect(
      WebLink("https://example.com/v", folder: "früh & spät.0007")?.address
        == "https://example.com/v/fr%C3%BCh%20%26%20sp%C3%A4t.0007/")
    #expect(WebLink("https://example.com", folder: "..")?.address == "https://example.com/_/")
  }

  @Test func aGermanVideoHasAGermanPage() throws {
    var page = SharePage(
      title: "Wie man Phishing erkennt", description: "", language: "de", films: SamplePage.films, palette: SamplePage.palette,
      settings: PageSettings())
    page.isSpokenByComputer = true
    #expect(page.source.contains("<html lang=\"de\">"))
    #expect(page.source.contains("Die Stimmen in diesem Video hat ein Computer erzeugt."))
  }

  @Test func whoSpeaksAloneIsNotNamed() {
    var page = SamplePage.page()
    #expect(page.source.contains("<b>Lerato: </b>"))
    page.transcript = [.init(speaker: "Lerato", text: "Hello."), .init(speaker: "Lerato", text: "Goodbye.")]
    #expect(!page.source.contains("Lerato"))
  }

  @Test func theSamePageIsTheSameFile() {
    #expect(SamplePage.page().source == SamplePage.page().source)
    #expect(SharePage.beacon.count == 43)
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
