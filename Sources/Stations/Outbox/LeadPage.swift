import Files
import Pages
import Production

/// What became of a person of a list, as salespeople read it: a page, a table and JSON. Each bears our seal.
struct LeadPage {
  private let story: LeadStory
  private let asOf: Moment

  init(_ story: LeadStory, asOf: Moment = .now()) { (self.story, self.asOf) = (story, asOf) }

  static let endings = ["html", "csv", "json"]

  /// Of its files, without their endings: two people of one name have two pages.
  var name: String { ViewReportPage.fileName(of: "\(story.card.shownName) \(story.card.id)") }

  /// Whether a file in their folder is one of the pages about a person, by their number in its name.
  static func isPage(_ name: String, of id: Int64) -> Bool {
    guard let stem = stem(of: name) else { return false }
    let plain = stem.suffix(13).first == "-" && stem.suffix(12).allSatisfy(\.isHexDigit) ? String(stem.dropLast(13)) : stem
    return plain.hasSuffix(" \(id)")
  }

  static func isPage(_ name: String, called own: String) -> Bool { stem(of: name) == own }

  /// Without what was put behind it where that name was taken.
  private static func stem(of name: String) -> String? {
    guard let dot = name.lastIndex(of: "."), endings.contains(String(name[name.index(after: dot)...])) else { return nil }
    let stem = name[..<dot]
    guard stem.last == ")", let open = stem.lastIndex(of: "("), stem[..<open].last == " ",
      Int(stem[stem.index(after: open)...].dropLast()) != nil
    else { return String(stem) }
    return String(stem[..<open].dropLast())
  }

  func bytes(of ending: String, named name: [UInt8]) -> [UInt8] {
    switch ending {
    case "csv": Seal.sealed(table, name: name, ending: .text)
    case "json": Seal.sealed("{\n\"lead\": \(json.source),\n\"written_by\": \"", name: name, ending: .json)
    default: Seal.sealed(page.source + "<!-- ", name: name, ending: .html)
    }
  }

  private var tally: ViewTally { story.videos.reduce(into: ViewTally()) { $0.add($1.tally) } }

  // MARK: - The page

  var page: HTML {
    .page(language: "en") {
      ViewStyle.head("\(story.card.shownName) - Leads - Dropreel")
      HTML("body") {
        HTML("main") {
          HTML("h1") { story.card.shownName }
          HTML("p", .style(class: "lead")) { about }
          figures
          curve
          timeline
          HTML("footer") {
            HTML("p") {
              "Views are those of the videos that were made for this person; whoever has the link may have watched them. Times are UTC. "
                + "\(CivilTime(asOf).asOf)"
            }
          }
        }
      }
    }
  }

  private var about: String {
    let values = story.card.values
    return [values["company"], values["email"], story.card.client.text].compactMap { $0 }.joined(separator: ", ")
  }

  private var figures: HTML {
    let tally = tally
    let figures: [(String, String)] = [
      ("\(story.videos.count)", story.videos.count == 1 ? "video" : "videos"),
      ("\(story.videos.count(where: \.hasMail))", "with an e-mail to send"),
      ("\(tally.views)", tally.views == 1 ? "view" : "views"),
      (tally.meanPercent.map { "\($0) %" } ?? "-", "played on average"),
      ("\(tally.ctas)", tally.ctas == 1 ? "click on the button" : "clicks on the button"),
    ]
    return HTML("div", .style(class: "figures")) {
      for (number, words) in figures {
        HTML("div", .style(class: "figure")) {
          HTML("b") { number }
          HTML("span") { words }
        }
      }
    }
  }

  private var curve: HTML? {
    let tally = tally
    guard tally.measured > 0 else { return nil }
    return HTML("section") {
      HTML("h2") { "How far the videos were watched" }
      Chart.curve(
        [100] + tally.steps.map { 100 * Double($0) / Double(tally.measured) },
        label: "Of \(tally.measured) views, \(tally.completed) to the end")
      HTML("div", .style(class: "axis")) { for word in ["start", "50 %", "end"] { HTML("span") { word } } }
    }
  }

  private var timeline: HTML {
    HTML("section") {
      HTML("h2") { "What happened" }
      HTML("ul", .style(class: "list story")) {
        for event in story.timeline {
          HTML("li") {
            HTML("bdi") { event.what }
            HTML("span", .style(class: "facts")) { HTML("span") { Self.time(event.at) } }
          }
        }
      }
    }
  }

  private static func time(_ moment: Moment) -> String {
    let time = CivilTime(moment)
    return "\(time.date), \(time.clock)"
  }

  // MARK: - Table and JSON

  /// The seal closes the last row; the others have nothing in its column.
  private var table: String {
    let rows = story.timeline.map { [CivilTime($0.at).iso8601, $0.what] }
    let head = CSV.row(["time (UTC)", "what", "written by"])
    let last = CSV.row(rows.last ?? ["", ""])
    return "\u{FEFF}" + head + rows.dropLast().map { CSV.row($0 + [""]) }.joined() + last.dropLast() + ",("
  }

  private var json: JSON {
    .object([
      .init("name", .text(story.card.shownName)), .init("client", .text(story.card.client.text)),
      .init("views", .integer(Int64(tally.views))), .init("cta_clicks", .integer(Int64(tally.ctas))),
      .init(
        "videos",
        .array(
          story.videos.map { video in
            .object([
              .init("job", .text(video.job.text)), .init("state", .text(video.state.rawValue)),
              .init("email", .flag(video.hasMail)),
              .init("views", .integer(Int64(video.tally.views))), .init("cta_clicks", .integer(Int64(video.tally.ctas))),
            ])
          })),
      .init(
        "timeline",
        .array(story.timeline.map { .object([.init("at", .text(CivilTime($0.at).iso8601)), .init("what", .text($0.what))]) })),
    ])
  }
}
