import Pages
package import Production

/// What a month cost, to look at and to write an invoice from. Each file bears our seal, so that what a person changed is left to that person.
package struct CostPage: Sendable {
  private let report: CostReport
  private let title: String

  /// `title` is what the days are called: a month, as 2026-11.
  package init(_ report: CostReport, title: String) {
    self.report = report
    self.title = title
  }

  package var names: [String] { ["costs-\(title).html", "costs-\(title).csv"] }

  /// The bytes of the file of this name, as they are under the name that it gets: the seal covers both.
  package func bytes(of file: String, named name: [UInt8]) -> [UInt8] {
    file.hasSuffix(".csv")
      ? Seal.sealed(sealedTable, name: name, ending: .text) : Seal.sealed(page.source + "<!-- ", name: name, ending: .html)
  }

  private var owner: String { report.client?.text ?? "all clients" }

  // MARK: - The page

  private var page: HTML {
    .page(language: "en") {
      ViewStyle.head("Costs \(title) - \(owner) - Dropreel")
      HTML("body") {
        HTML("main") {
          HTML("h1") { "Costs \(title)" }
          HTML("p", .style(class: "lead")) { owner }
          figures
          days
          lines("Spending limits of the month", Self.limits(of: report))
          lines(
            "What for", report.items.map { Line(what: Self.words($0), value: $0.cost.spent, more: Self.amount($0)) })
          lines("Projects: the folders of the inbox", Self.projects(of: report, most: 50))
          lines("Videos, the dearest first", Self.videos(of: report, most: 50))
          lines(
            "How it went",
            report.performance.map { item in
              Line(
                what: Self.words(item), value: item.successPercent.map { "\($0) % well" } ?? "",
                more: "\(Self.times(item)), \(Self.seconds(item.meanMilliseconds)) s on average")
            })
          hosts
          HTML("footer") {
            HTML("p") {
              "Calls are paid to others, as they said. Processor time, storage and transfer are reckoned by the rates of the house "
                + "and its hosts; transfer is what logs tell of. What lies in the outbox counts until it is deleted with a .delete. "
                + "Days are those of UTC."
            }
            if let time = report.asOf { HTML("p") { CivilTime(time).asOf } }
          }
        }
      }
    }
  }

  private var figures: HTML {
    var figures: [(String, String)] = [(report.total.spent, "spent"), ("\(report.estimate)", "told before approval")]
    if let projection = report.projection { figures.append((projection.spent, "the month, at this pace")) }
    if let cost = report.costPerView {
      let isTiny = cost.microDollars < 100 && report.total > .zero
      let shown = isTiny ? "under $0.0001" : "$" + Self.decimal(cost.microDollars, unit: 1_000_000)
      figures.append((shown, "a view, of \(report.views)"))
    }
    if report.value > .zero { figures.append(("\(report.value)", "worth of views and clicks")) }
    if let percent = report.returnPercent { figures.append((Self.words(percent: percent), "return")) }
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
    let days = report.eachDay
    guard let first = days.first, let last = days.last, report.total > .zero else { return nil }
    return HTML("section") {
      HTML("h2") { "Each day" }
      Chart.columns(
        days.map { (words: "\($0.day): \($0.cost.spent)", amount: Int($0.cost.microDollars)) },
        label: "Costs on \(report.byDay.count) of \(days.count) days")
      HTML("div", .style(class: "axis")) { for word in [first.day, last.day] { HTML("span") { word } } }
    }
  }

  private var hosts: HTML? {
    guard let hosts = report.hosts else { return nil }
    return HTML("section") {
      lines(
        "Hosts: what a month would cost",
        hosts.offers.map {
          Line(
            what: $0.host, value: $0.month.spent, more: "\($0.unseen.spent), and \($0.thousandViews.spent) for 1000 views")
        })
      HTML("p", .style(class: "soft")) { "\(Self.words(hosts.use)) \(hosts.words)" }
    }
  }

  private func lines(_ title: String, _ lines: [Line]) -> HTML? {
    if lines.isEmpty { return nil }
    return HTML("section") {
      HTML("h2") { title }
      HTML("ul", .style(class: "list")) {
        for line in lines {
          HTML("li") {
            HTML("bdi") { line.what }
            HTML("span", .style(class: "facts")) {
              HTML("span") { line.value }
              if !line.more.isEmpty { HTML("span") { line.more } }
            }
          }
        }
      }
    }
  }

  // MARK: - Table

  /// For an invoice: one line for each thing that was paid for, then one for each video, all in dollars.
  private var rows: [[String]] {
    func row(_ what: String, _ which: String, _ quantity: String, _ unit: String, _ cost: Money?) -> [String] {
      let dollars = cost.map { String(Self.exact($0).dropFirst()) } ?? ""
      return [owner, title, what, which, quantity, unit, dollars]
    }
    var rows = report.items.map { row($0.kind.rawValue, $0.provider, Self.quantity($0), Self.unit($0.kind), $0.cost) }
    rows.append(row("total", "", "", "", report.total))
    rows.append(row("told before approval", "", "", "", report.estimate))
    if let projection = report.projection { rows.append(row("projection of the month", "", "", "", projection)) }
    if let cost = report.costPerView { rows.append(row("cost per view", "", "\(report.views)", "views", cost)) }
    if report.value > .zero { rows.append(row("value of views and clicks", "", "\(report.clicks)", "clicks", report.value)) }
    if let percent = report.returnPercent { rows.append(row("return", "", "\(percent)", "percent", nil)) }
    for offer in report.hosts?.offers ?? [] {
      rows.append(row("month at a host", offer.host, "\(report.hosts?.use.views ?? 0)", "views", offer.month))
      rows.append(row("month at a host", offer.host, "0", "views", offer.unseen))
    }
    rows += (report.hosts?.cheapest ?? []).map {
      row("host that costs least", $0.host, "\($0.from)", "views a month and more", nil)
    }
    for limit in report.limits {
      let which = limit.client.map { "\($0): \(limit.name)" } ?? limit.name
      rows.append(row("spending limit", which, "\(limit.percent ?? 0)", "percent spent", limit.limit))
    }
    rows += report.byDay.map { row("day", $0.day, "", "", $0.cost) }
    rows += report.projects.map { row("project", $0.name.isEmpty ? Self.inboxItself : $0.name, "", "", $0.cost) }
    if report.otherProjects > .zero { rows.append(row("other projects", "", "", "", report.otherProjects)) }
    rows += report.jobs.map { row("video", $0.job.text, "", "", $0.cost) }
    // With these, the lines of videos come to the total.
    if report.otherJobs > .zero { rows.append(row("other videos", "", "", "", report.otherJobs)) }
    if report.apart > .zero { rows.append(row("of no single video", "", "", "", report.apart)) }
    return rows
  }

  private static let head = ["client", "month", "what", "which", "quantity", "unit", "dollars"]

  /// For who asked for it, as a file of its own: of one client, or of several below one head.
  package static func table(of pages: [CostPage]) -> String {
    "\u{FEFF}" + ([head] + pages.flatMap(\.rows)).map(CSV.row).joined()
  }

  /// The seal closes the last row; the others have nothing in its column.
  private var sealedTable: String {
    let rows = rows
    let last = CSV.row(rows.last ?? [])
    return "\u{FEFF}" + CSV.row(Self.head + ["written by"]) + rows.dropLast().map { CSV.row($0 + [""]) }.joined()
      + last.dropLast() + ",("
  }
}
