import Line
import Outbox
import Production

/// `dropreel costs`: what was paid, what the house's own work comes to, and what came of it.
enum Costs: Verb {
  static let name = "costs"
  static let usage = "costs [--client NAME] [--since DAY] [--until DAY] [--invoice MONTH] [--csv]"
  static let summary = "what it cost, by what, day and video, and what the month comes to; an invoice's lines"

  static func run(_ call: Call) async throws -> ExitCode {
    guard call.words.count == 1 else {
      throw Misuse("Costs are of a client, and of days.", wayOut: "For example: dropreel costs --client acme --since 2026-11-01")
    }
    let invoice = call.values["invoice"]
    let days: ViewDays
    if let invoice {
      guard let month = ViewDays(month: invoice) else {
        throw Misuse("--invoice needs a month.", wayOut: "For example: --invoice 2026-11")
      }
      days = month
    } else {
      days = try call.days()
    }
    switch try await call.ask(.costs(try call.client(), days, invoice: invoice)) {
    case .costs(let reports):
      show(reports, invoice, call)
      if call.wantsJSON { try call.say(json: reports) }
      return .ok
    case let reply: return try call.finish(reply)
    }
  }

  private static func show(_ reports: [CostReport], _ invoice: String?, _ call: Call) {
    if call.wantsJSON { return }
    // An invoice is a table: of each client, and of none twice.
    if invoice != nil || call.flags.contains("csv") {
      let pages = reports.filter { $0.client != nil || reports.count == 1 }.map { report in
        CostPage(report, title: invoice ?? title(report.days))
      }
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
    for job in report.jobs.prefix(20) {
      line(job.job.text, job.cost.spent, job.estimate.map { "told before: \($0)" } ?? "", call)
    }
  }

  private static func line(_ what: String, _ value: String, _ more: String, _ call: Call) {
    call.say("  \(what.padded(to: 36)) \(value.padded(to: 12)) \(more)")
  }
}
