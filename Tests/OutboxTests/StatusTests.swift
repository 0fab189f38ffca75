import Digests
import Pages
import Production
import Testing

@testable import Outbox

@Suite struct StatusTests {
  private static let evil = "<script>alert(1)</script>\"'&\u{202E}\u{1B}[31m"

  private func page(_ board: StatusBoard) -> String {
    StatusPage(board, clock: .fixed(secondsFromUTC: 3600)).html(showsTime: true).source
  }

  /// A board in which every text that can come from outside is hostile.
  private func hostileBoard() throws -> StatusBoard {
    let note = Refusal(Self.evil, wayOut: Self.evil, detail: Self.evil)
    let progress = Progress(stage: .picture, fraction: .infinity, doing: Self.evil, timeLeft: .seconds(Int64.max))
    var board = StatusBoard(
      client: try #require(ClientName("acme")), at: Samples.now,
      jobs: try JobState.allCases.map { try Samples.card("zinsen-für-alle", $0, changed: 1, progress: progress, note: note) },
      recent: [], counts: Dictionary(uniqueKeysWithValues: JobState.allCases.map { ($0, 1) }),
      waiting: [WaitingDrop(name: Self.evil, reason: Self.evil)], notices: [Self.evil], diskFree: .min,
      spentThisMonth: Money(microDollars: .max))
    board.refused = [RefusedDrop(name: Self.evil, at: Samples.now, why: note)]
    board.uploads = [UploadCard(job: JobName(fromDrop: "a") { _ in false }, host: Self.evil, fraction: .nan)]
    return board
  }

  @Test func aDropThatWasGivenBackSaysWhy() throws {
    var board = try Samples.emptyBoard()
    board.refused = [
      RefusedDrop(name: "report.pdf", at: Samples.now, why: Refusal("That is a PDF.", wayOut: "Save it as a text."))
    ]
    let page = page(board)
    for words in ["report.pdf", "given back", "That is a PDF.", "Save it as a text.", "href=\"./failed/\""] {
      #expect(page.contains(words), "\(words)")
    }
  }

  @Test func aVideoOnItsWayToAHostIsShownWithItsPart() throws {
    var board = try Samples.emptyBoard()
    board.recent = [try Samples.card("spring", .completed, changed: 1)]
    board.uploads = [UploadCard(job: JobName(fromDrop: "spring") { _ in false }, host: "cloud", fraction: 0.427)]
    let page = page(board)
    #expect(page.contains("uploading to cloud, 42 percent") && page.contains("value=\"42\""), "\(page)")
    #expect(page.contains("One is being uploaded."))
    #expect(Markup.problems(in: page).isEmpty)
  }

  @Test func everyBoardIsWellFormed() throws {
    for board in [try Samples.board(), try Samples.emptyBoard(), try hostileBoard()] {
      let problems = Markup.problems(in: page(board))
      #expect(problems.isEmpty)
    }
    #expect(!Markup.problems(in: "<p>a < b</p>").isEmpty, "the check can fail")
    #expect(!Markup.problems(in: "<p><b>a</p></b>").isEmpty)
    #expect(!Markup.problems(in: "<script>x</script>").isEmpty)
  }

  @Test func noTextOfAUserIsMarkup() throws {
    let page = page(try hostileBoard())
    #expect(!page.contains("<script"))
    #expect(!page.contains("alert(1)</script>"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"))
    #expect(!page.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{1B}" })
  }

  @Test func thePolicyNamesTheStyleSheet() {
    let digest = Digest(of: "\(StatusStyle.source)")
    #expect(StatusStyle.policy.contains("'sha256-\(base64(digest.bytes))'"), "after a change of the sheet, put its digest there")
    #expect(StatusStyle.policy.hasPrefix("default-src 'none'"))
  }

  @Test func itSaysWhatPeopleAskFor() throws {
    let page = page(try Samples.board())
    for words in [
      "Wednesday 4 March, 16:42", "2 jobs wait for you, 3 are being made.", "<title>(2) acme - Dropreel</title>",
      "href=\"./review/how-compound-interest-works/\"", "href=\"./failed/minutes-of-the-meeting/\"",
      "href=\"./outbox/what-is-inflation/\"",
      "The document has no text: it is a scan.", "Save it with text recognition", "about 3 min left", "scene 4 of 9",
      "Picture: 42 percent", "Annual report 2025.docx", "<b>42</b> completed", "Spent this month: $12.45",
      "Free disk space: 1.9 GB",
    ] { #expect(page.contains(words)) }
  }

  @Test func linksSurviveAnyLetters() throws {
    #expect(page(try hostileBoard()).contains("href=\"./review/zinsen-f%C3%BCr-alle/\""))
  }

  @Test func anEmptyShareSaysHowToBegin() throws {
    let page = page(try Samples.emptyBoard())
    #expect(
      page.contains("Nothing is going on right now.") && page.contains("Make a video") && page.contains("href=\"./inbox/\""))
  }

  @Test func itIsWrittenOnlyWhenItSaysSomethingElse() throws {
    let share = try TestShare()
    let at = { (seconds: Int, board: StatusBoard) in
      StatusBoard(
        client: board.client, at: board.at.advanced(by: .seconds(seconds)), jobs: board.jobs, recent: board.recent,
        counts: board.counts, waiting: board.waiting, notices: board.notices, diskFree: board.diskFree,
        spentThisMonth: board.spentThisMonth)
    }
    let (busy, idle) = (try Samples.board(), try Samples.emptyBoard())
    #expect(try share.outbox.showStatus(busy))
    #expect(try !share.outbox.showStatus(at(70, busy)), "only the clock changed")
    #expect(try share.outbox.showStatus(at(130, busy)), "while work runs the clock must not stand still")
    #expect(try share.outbox.showStatus(idle))
    #expect(try !share.outbox.showStatus(at(3600, idle)))
    #expect(try share.names(in: "").filter { $0.hasPrefix("STATUS") } == ["STATUS.html"])
    #expect(try share.text(at: "STATUS.html")?.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">") == true)
  }

  @Test func aPersonsPageOfThatNameStays() throws {
    let share = try TestShare()
    try share.put("mine", at: "STATUS.html")
    try share.outbox.showStatus(Samples.board())
    try share.restarted().showStatus(Samples.emptyBoard())
    #expect(try share.text(at: "STATUS.html") == "mine")
    #expect(try share.names(in: "").filter { $0.hasPrefix("STATUS") } == ["STATUS (2).html", "STATUS.html"])
  }

  func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 { text.append(place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : "=") }
    }
    return text
  }
}

/// A strict reading of a page: known elements, all closed in order, attributes quoted, no stray mark of markup.
enum Markup {
  private static let known: Set = [
    "html", "head", "meta", "link", "title", "style", "body", "main", "header", "div", "span", "h1", "h2", "h3", "p", "section",
    "article", "ul", "ol", "li", "a", "b", "bdi", "progress", "footer",
  ]
  private static let void: Set = ["meta", "link"]

  static func problems(in page: String) -> [String] {
    var problems: [String] = []
    var open: [String] = []
    var rest = Substring(page.replacing("<!DOCTYPE html>\n", with: ""))
    while let start = rest.firstIndex(of: "<") {
      if rest[..<start].contains(">") && open.last != "style" { problems.append("a stray > before \(rest[start...].prefix(20))") }
      rest = rest[rest.index(after: start)...]
      var end = rest.startIndex
      var isQuoted = false
      while end < rest.endIndex, isQuoted || rest[end] != ">" {
        if rest[end] == "\"" { isQuoted.toggle() }
        if rest[end] == "<" { problems.append("a stray < in \(rest.prefix(20))") }
        end = rest.index(after: end)
      }
      guard end < rest.endIndex else { return problems + ["an element without end: \(rest.prefix(20))"] }
      let tag = rest[..<end]
      rest = rest[rest.index(after: end)...]
      let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
      if !known.contains(name) { problems.append("an unknown element <\(tag.prefix(20))>") }
      if tag.hasPrefix("/") {
        if open.popLast() != name { problems.append("</\(name)> closes nothing") }
      } else if !void.contains(name) {
        open.append(name)
      }
    }
    return problems + open.map { "<\($0)> stays open" }
  }
}
