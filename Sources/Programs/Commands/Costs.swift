import Line
import Outbox
import Production

/// `dropreel costs`: what was paid, what the house's own work comes to, and what came of it.
enum Costs: Verb {
  static let name = "costs"
  static let usage = "costs [JOB] [--client NAME] [--since DAY] [--until DAY] [--invoice MONTH] [--csv]"
  static let summary = "what it cost, by what, day, project and video, and what the month comes to; an invoice's lines"

  static func run(_ call: Call) async throws -> ExitCode {
    guard call.words.count <= 2 else {
      throw Misuse("Costs are of a client or a job, and of days.", wayOut: "For example: dropreel costs --client acme")
    }
    let job = call.words.count == 2 ? try call.jobName() : nil
    let invoice = call.values["invoice"]
    if job != nil, invoice != nil || call.values["client"] != nil {
      throw Misuse(
        "A job is its client's, and no invoice.", wayOut: "For example: dropreel costs how-it-works --since 2026-11-01")
    }
    let days: ViewDays
    if let invoice {
      guard let month = ViewDays(month: invoice) else {
        throw Misuse("--invoice needs a month.", wayOut: "For example: --invoice 2026-11")
      }
      days = month
    } else {
      days = try call.days()
    }
    switch try await call.ask(.costs(try call.client(), days, invoice: invoice, job: job)) {
    case .costs(let reports):
      show(reports, title: invoice ?? job.map { "\($0), \(title(days))" } ?? title(days), asTable: invoice != nil, call)
      if call.wantsJSON { try call.say(json: reports) }
      return .ok
    case let reply: return try call.finish(reply)
    }
  }

  private static func show(_ reports: [CostReport], title: String, asTable: Bool, _ call: Call) {
    if call.wantsJSON { return }
    // An invoice is a table: of each client, and of none twice.
    if asTable || call.flags.contains("csv") {
      let pages = reports.filter { $0.client != nil || reports.count == 1 }.map { CostPage($0, title: title) }
      return Output.raw(CostPage.table(of: pages))
    }
    for report in reports { show(report, call) }
  }

  private static func title(_ days: ViewDays) -> String {
    switch (days.since, days.until) {
    case (nil, nil): "all days"
    case (let since?, nil): "since \(since)"
    case (nil, let until?): "up to \(until)"
    case (let since?, let until?): "\(since) to \(until)"
    }
  }

  private static func show(_ report: CostReport, _ call: Call) {
    call.say("\(report.client?.text ?? "all clients")")
    for item in report.items { line(CostPage.words(item), item.cost.spent, CostPage.amount(item), call) }
    line("spent", report.total.spent, "told before approval: \(report.estimate)", call)
    if let projection = report.projection { line("the month, at this pace", projection.spent, "", call) }
    if let cost = report.costPerView { line("a view", CostPage.exact(cost), "\(report.views) views", call) }
    if let percent = report.returnPercent {
      line("return", CostPage.words(percent: percent), "views and clicks are worth \(report.value)", call)
    }
    for item in report.performance {
      let rate = item.successPercent.map { "\($0) % well" } ?? ""
      line(
        CostPage.words(item), rate, "\(CostPage.times(item)), \(item.meanMilliseconds) ms on average", call)
    }
    list("projects", CostPage.projects(of: report, most: 20), call)
    list("videos, the dearest first", CostPage.videos(of: report, most: 20), call)
    list("spending limits of the month", CostPage.limits(of: report), call)
  }

  private static func list(_ title: String, _ lines: [CostPage.Line], _ call: Call) {
    if lines.isEmpty { return }
    call.say(" \(title)")
    for item in lines { line(item.what, item.value, item.more, call) }
  }

  private static func line(_ what: String, _ value: String, _ more: String, _ call: Call) {
    call.say("  \(what.padded(to: 36)) \(value.padded(to: 12)) \(more)")
  }
}
