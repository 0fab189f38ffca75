import Digests
import Files
import Pages
import Production

/// How videos were watched, as people and programs read it: a page, a table, and JSON. Those on a share bear our seal, so that what a
/// person changed is left to that person.
struct ViewReportPage {
  private let report: ViewReport
  /// Campaigns and sites that have pages of their own.
  private let others: [ViewScope]
  /// Whether the pages of single videos lie beside it.
  private let hasNeighbours: Bool
  private let asOf: Moment

  init(_ report: ViewReport, beside others: [ViewScope] = [], hasNeighbours: Bool = true, asOf: Moment = .now()) {
    self.report = report
    self.asOf = asOf
    self.others = others
    self.hasNeighbours = hasNeighbours
  }

  static let endings = ["html", "csv", "json"]

  /// In reports/, where they lie; nil for those that lie there themselves.
  static func folder(of kind: ViewScope.Kind) -> String? {
    switch kind {
    case .all: nil
    case .video: "views"
    case .campaign: "campaigns"
    case .site: "sites"
    case .lead: "leads"
    }
  }

  /// Of its files, without their endings.
  var name: String { report.scope == .all ? "views" : Self.fileName(of: report.scope.name) }

  /// Names come from addresses that anybody may ask for. One that cannot be a file's name as it is gets some digits of its digest, so
  /// that its file is nobody else's.
  static func fileName(of name: String) -> String {
    let safe = FileNameText.safe(name, longest: 150)
    return safe == name && !name.unicodeScalars.contains(where: \.properties.isUppercase)
      ? name : "\(safe)-\(Digest(of: Array(name.utf8)).hex.prefix(12))"
  }

  /// The bytes of the file of this ending, as they are under the name that it gets: the seal covers both.
  func bytes(of ending: String, named name: [UInt8]) -> [UInt8] {
    switch ending {
    case "csv": Seal.sealed(table, name: name, ending: .text)
    case "json": Seal.sealed(object, name: name, ending: .json)
    default: Seal.sealed(page.source + "<!-- ", name: name, ending: .html)
    }
  }

  private var tally: ViewTally { report.tally }

  // MARK: - The page

  var page: HTML {
    .page(language: "en") {
      ViewStyle.head("\(title) - Views - Dropreel")
      HTML("body") {
        HTML("main") {
          HTML("h1") { title }
          HTML("p", .style(class: "lead")) { lead }
          figures
          days
          curve
          HTML("div", .style(class: "pair")) {
            counts("Devices", .device)
            counts("Browsers", .browser)
            counts("Countries", .country)
            counts("Campaigns", .campaign)
            counts("Sources (utm_source)", .source)
            counts("Ways (utm_medium)", .medium)
            counts("Where it was played", .referrer)
            counts("Sizes", .quality)
          }
          hours
          videos
          links("Campaigns that were watched last", to: .campaign)
          links("Sites whose demos were watched last", to: .site)
          footer
        }
      }
    }
  }

  private var title: String {
    switch report.scope {
    case .all: "All videos"
    case .video(let name): name
    case .campaign(let name): "Campaign \(name)"
    case .site(let name): "Demos of \(name)"
    case .lead(let name): "Made for \(name)"
    }
  }

  private var owner: String { report.client?.text ?? "all clients" }

  private var lead: String {
    switch (report.period.since, report.period.until) {
    case (nil, nil): "\(owner), all views so far"
    case (let since?, nil): "\(owner), views since \(since)"
    case (nil, let until?): "\(owner), views up to \(until)"
    case (let since?, let until?): "\(owner), views from \(since) to \(until)"
    }
  }

  private var figures: HTML {
    let none = "not known"
    let figures: [(String, String)] = [
      ("\(tally.views)", tally.views == 1 ? "view" : "views"),
      ("\(tally.viewers)", report.viewersInWords),
      (tally.meanPercent.map { "\($0) %" } ?? none, "played on average"),
      (tally.completedPercent.map { "\($0) %" } ?? none, "played it to its end"),
      (
        "\(tally.ctas)",
        (tally.ctas == 1 ? "click on the button" : "clicks on the button")
          + (tally.ctas > 0 ? tally.ctaPercent.map { ", \($0) %" } ?? "" : "")
      ),
      ("\(tally.likes)", "likes"),
      ("\(tally.shares)", "shares"),
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

  private var days: HTML? {
    guard let first = report.days.first, let last = report.days.last else { return nil }
    let most = report.days.map(\.views).max() ?? 0
    return HTML("section") {
      HTML("h2") { daysTitle + ", at most \(most)" }
      Chart.columns(
        report.days.map { (words: "\($0.day): \($0.views)", amount: $0.views) },
        label: "Views on \(report.days.count) days, at most \(most) on one of them")
      axis(first == last ? [first.day] : [first.day, last.day])
    }
  }

  /// Of very many days only the last ones are shown.
  private var daysTitle: String {
    let isCut = report.days.reduce(0) { $0 + $1.views } < tally.views
    return isCut ? "Views on the last \(report.days.count) days with views" : "Views on each day with views"
  }

  private var curve: HTML? {
    guard tally.measured > 0 else { return nil }
    let percents = [100] + tally.steps.map { 100 * Double($0) / Double(tally.measured) }
    let words = [5, 10, 15, 20].map { step in
      "the part up to \(step * 5) % was played in \(Int(percents[step].rounded())) % of these views"
    }
    return HTML("section") {
      HTML("h2") { "How far people watched: of the views of which it is known, how many played each part" }
      Chart.curve(percents, label: words.joined(separator: ", "))
      axis(["start", "25 %", "50 %", "75 %", "end"])
      HTML("p", .style(class: "soft")) { "Of the video, " + words.joined(separator: "; ") + "." }
    }
  }

  private func axis(_ words: [String]) -> HTML {
    HTML("div", .style(class: "axis")) { for word in words { HTML("span") { word } } }
  }

  private func counts(_ title: String, _ kind: ViewKind) -> HTML? {
    let counts = (report.counts[kind] ?? []).prefix(8)
    if counts.isEmpty { return nil }
    let most = counts.map(\.views).max() ?? 1
    return HTML("section") {
      HTML("h2") { title }
      HTML("ul", .style(class: "list shares")) {
        for count in counts {
          HTML("li") {
            HTML("bdi") { count.value }
            HTML("span", .style(class: "soft")) { "\(count.views)" }
            HTML("progress", .max(max(1, most)), .value(count.views), .label("\(count.views) of \(tally.views)")) { "" }
          }
        }
      }
    }
  }

  private var hours: HTML? {
    let counts = Dictionary((report.counts[.hour] ?? []).map { ($0.value, $0.views) }) { $1 }
    if counts.isEmpty { return nil }
    let values = (0..<24).map { hour in
      let name = hour < 10 ? "0\(hour)" : "\(hour)"
      return (words: "\(name):00: \(counts[name] ?? 0)", amount: counts[name] ?? 0)
    }
    let best = values.max { $0.amount < $1.amount }?.words.prefix(5) ?? ""
    return HTML("section") {
      HTML("h2") { "Time of day (UTC)" }
      Chart.columns(values, label: "Views by the hour, most of them at \(best)")
      axis(["0", "6", "12", "18", "24"])
    }
  }

  private var videos: HTML? {
    if report.videos.isEmpty { return nil }
    return HTML("section") {
      HTML("h2") { "Videos" }
      HTML("ul", .style(class: "list")) {
        for video in report.videos {
          HTML("li") {
            if linksVideos {
              link(to: video.name, in: .video)
            } else {
              HTML("bdi") { video.name }
            }
            HTML("span", .style(class: "facts")) {
              HTML("span") { video.tally.views == 1 ? "1 view" : "\(video.tally.views) views" }
              if let percent = video.tally.meanPercent { HTML("span") { "\(percent) % played" } }
            }
          }
        }
      }
      if report.videos.count >= ViewReport.mostVideos {
        HTML("p", .style(class: "soft")) {
          "The list ends with the \(report.videos.count) videos that have the most views."
            + (linksVideos ? " What was made here has its own page in views/ in any case." : "")
        }
      }
    }
  }

  /// Links lead only downwards: from the page of all videos.
  private var linksVideos: Bool { hasNeighbours && report.scope == .all && report.client != nil }

  private func links(_ title: String, to kind: ViewScope.Kind) -> HTML? {
    let names = others.filter { $0.kind == kind }.map(\.name)
    if names.isEmpty { return nil }
    return HTML("section") {
      HTML("h2") { title }
      HTML("ul", .style(class: "list")) { for name in names { HTML("li") { link(to: name, in: kind) } } }
    }
  }

  private func link(to name: String, in kind: ViewScope.Kind) -> HTML {
    let names = [Self.folder(of: kind), "\(Self.fileName(of: name)).html"].compactMap { $0 }
    return HTML("a", .link(RelativeLink(names, isFolder: false))) { name }
  }

  private var footer: HTML {
    HTML("footer") {
      HTML("p") {
        "Programs that are known by their names are not counted. \(aboutViewers) \(CivilTime(asOf).asOf)"
      }
      if tally.fromBytes > 0 {
        HTML("p") {
          "\(tally.fromBytes == 1 ? "1 view is" : "\(tally.fromBytes) views are") known only by the bytes that were sent: "
            + "how much of them was played is at most that."
        }
      }
    }
  }

  private var aboutViewers: String {
    let again = "somebody who comes back on another day counts again"
    // Who has the secret could try addresses until one fits.
    let kept = "The reports hold no address, but the secret that these marks are made with is kept."
    if report.knowsViewersAgain { return "Viewers are told apart by a mark of their address and browser. \(kept)" }
    return report.keepsSalt
      ? "Viewers are told apart by a mark of their address and browser, and the viewers of each day are added up: \(again). \(kept)"
      : "Viewers are told apart by a mark that changes every day, so \(again). The secret of a day is thrown away, and no address is kept."
  }

  // MARK: - Table and JSON

  var rows: [[String]] {
    var rows: [[String]] = []
    let sums: [(String, Int?)] = [
      ("views", tally.views), (report.viewersInWords, tally.viewers), ("played on average, percent", tally.meanPercent),
      ("played to the end", tally.completed), ("clicks on the button", tally.ctas), ("likes", tally.likes),
      ("shares", tally.shares), ("waits for data", tally.waits), ("known by bytes only", tally.fromBytes),
    ]
    rows += sums.map { ["sum", $0.0, $0.1.map(String.init) ?? ""] }
    rows += tally.steps.enumerated().map { ["played", "\(($0.offset + 1) * 5) percent", "\($0.element)"] }
    rows += report.days.map { ["day", $0.day, "\($0.views)"] }
    for kind in ViewKind.allCases {
      rows += (report.counts[kind] ?? []).map { [kind.rawValue, $0.value, "\($0.views)"] }
    }
    rows += report.videos.map { ["video", $0.name, "\($0.tally.views)"] }
    return rows
  }

  /// The seal closes the last row; the others have nothing in its column.
  private var table: String {
    let rows = rows
    let head = CSV.row(["what", "which", "count", "written by"])
    let last = CSV.row(rows.last ?? ["", "", ""])
    return "\u{FEFF}" + head + rows.dropLast().map { CSV.row($0 + [""]) }.joined() + last.dropLast() + ",("
  }

  private var object: String { "{\n\"report\": \(json.source),\n\"written_by\": \"" }

  private var json: JSON {
    let counts = ViewKind.allCases.map { kind in
      JSON.Member(
        kind.rawValue,
        .array(
          (report.counts[kind] ?? []).map {
            .object([.init("value", .text($0.value)), .init("views", .integer(Int64($0.views)))])
          }))
    }
    let members: [JSON.Member] = [
      .init("client", report.client.map { .text($0.text) } ?? .none), .init("of", .text(report.scope.kind.rawValue)),
      .init("name", .text(report.scope.name)), .init("since", report.period.since.map { .text($0) } ?? .none),
      .init("until", report.period.until.map { .text($0) } ?? .none),
      .init("viewers_are", .text(report.viewersInWords)),
      .init("sums", json(tally)),
      .init(
        "days",
        .array(report.days.map { .object([.init("day", .text($0.day)), .init("views", .integer(Int64($0.views)))]) })),
      .init("counts", .object(counts)),
      .init("videos", .array(report.videos.map { .object([.init("name", .text($0.name)), .init("sums", json($0.tally))]) })),
    ]
    return .object(members)
  }

  private func json(_ tally: ViewTally) -> JSON {
    func number(_ value: Int?) -> JSON { value.map { .integer(Int64($0)) } ?? .none }
    return .object([
      .init("views", number(tally.views)), .init("viewers", number(tally.viewers)),
      .init("mean_percent", number(tally.meanPercent)), .init("completed", number(tally.completed)),
      .init("measured", number(tally.measured)), .init("cta_clicks", number(tally.ctas)), .init("likes", number(tally.likes)),
      .init("shares", number(tally.shares)), .init("waits", number(tally.waits)),
      .init("from_bytes", number(tally.fromBytes)), .init("played", .array(tally.steps.map { number($0) })),
    ])
  }
}
