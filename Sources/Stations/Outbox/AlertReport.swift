import Pages
package import Production

/// A list of alerts as people and programs read it, the newest first: a page, a table, and JSON. Each bears our seal, so that what a
/// person changed is left to that person.
package struct AlertReport: Sendable {
  let alerts: [Alert]
  let title: String
  let clock: WallClock

  package init(_ alerts: [Alert], title: String, clock: WallClock = .ofTheMachine) {
    self.alerts = alerts.sorted { ($0.raised, $0.topic.description) > ($1.raised, $1.topic.description) }
    self.title = title
    self.clock = clock
  }

  package static let names = ["alerts.html", "alerts.csv", "alerts.json"]

  /// The bytes of the file of this name, as they are under the name that it gets: the seal covers both.
  package func bytes(of file: String, named name: [UInt8]) -> [UInt8] {
    switch file {
    case "alerts.csv": Seal.sealed(table, name: name, ending: .text)
    case "alerts.json": Seal.sealed(object, name: name, ending: .json)
    default: Seal.sealed(page.source + "<!-- ", name: name, ending: .html)
    }
  }

  // MARK: - Forms

  private var page: HTML {
    .page(language: "en") {
      StatusStyle.head("Alerts - \(title) - Dropreel")
      HTML("body") {
        HTML("main") {
          HTML("h1") { "Alerts" }
          HTML("p", .style(class: "lead")) { lead }
          section("Now", alerts.filter(\.stands))
          section("Before", alerts.filter { !$0.stands })
        }
      }
    }
  }

  private var lead: String {
    let standing = alerts.count { $0.stands }
    let now = standing == 0 ? "all is well." : standing == 1 ? "one thing needs somebody." : "\(standing) things need somebody."
    return "\(title): \(now)"
  }

  private func section(_ title: String, _ alerts: [Alert]) -> HTML? {
    if alerts.isEmpty { return nil }
    return HTML("section") {
      HTML("h2") { title }
      for alert in alerts { card(alert) }
    }
  }

  private func card(_ alert: Alert) -> HTML {
    HTML("div", alert.stands ? .style(class: "card stop") : .style(class: "card quiet")) {
      HTML("h3") { alert.what.sentence }
      HTML("p") { alert.what.wayOut }
      HTML("p", .style(class: "soft")) {
        let until = alert.cleared.map { ", until \(shown($0))" } ?? ""
        "\(alert.topic.kind.rawValue), from \(shown(alert.raised))\(until)"
      }
    }
  }

  private func shown(_ moment: Moment) -> String {
    let time = clock.civil(moment)
    return "\(time.date), \(time.clock)"
  }

  /// The seal closes the newest row; the other rows have nothing in its column.
  private var table: String {
    let rows = alerts.reversed().map { alert in
      [
        alert.topic.kind.rawValue, alert.topic.client?.text ?? "", iso(alert.raised), alert.cleared.map(iso) ?? "",
        alert.what.sentence, alert.what.wayOut, alert.what.detail,
      ]
    }
    let head = CSV.row(["topic", "client", "raised", "cleared", "what", "what to do", "detail", "written by"])
    let last = CSV.row(rows.last ?? Array(repeating: "", count: 7))
    return head + rows.dropLast().map { CSV.row($0 + [""]) }.joined() + last.dropLast() + ",("
  }

  private var object: String {
    let list = JSON.array(
      alerts.map { alert in
        .object([
          .init("topic", .text(alert.topic.kind.rawValue)),
          .init("client", alert.topic.client.map { .text($0.text) } ?? .none),
          .init("raised", .text(iso(alert.raised))),
          .init("cleared", alert.cleared.map { .text(iso($0)) } ?? .none),
          .init("what", .text(alert.what.sentence)),
          .init("what_to_do", .text(alert.what.wayOut)),
          .init("detail", .text(alert.what.detail)),
        ])
      })
    return "{\n\"alerts\": \(list.source),\n\"written_by\": \""
  }

  private func iso(_ moment: Moment) -> String { CivilTime(moment).iso8601 }
}
