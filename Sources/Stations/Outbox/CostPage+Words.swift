package import Production

extension CostPage {
  /// What stands in a list: what it is, its figure, and what else there is to say.
  package struct Line: Sendable {
    package let what: String
    package let value: String
    package let more: String
  }

  static let inboxItself = "not in a folder"

  /// With the last two, what stands there comes to the total.
  package static func videos(of report: CostReport, most: Int) -> [Line] {
    let others = report.jobs.dropFirst(most).reduce(report.otherJobs) { $0 + $1.cost }
    return report.jobs.prefix(most).map {
      Line(what: $0.job.text, value: $0.cost.spent, more: $0.estimate.map { "told before: \($0)" } ?? "")
    } + rest([("all others", others), ("of no single video", report.apart)])
  }

  package static func projects(of report: CostReport, most: Int) -> [Line] {
    if report.projects.isEmpty { return [] }
    let others = report.projects.dropFirst(most).reduce(report.otherProjects) { $0 + $1.cost }
    return report.projects.prefix(most).map {
      Line(what: $0.name.isEmpty ? inboxItself : $0.name, value: $0.cost.spent, more: "")
    } + rest([("all other folders", others), ("of no single video", report.apart)])
  }

  private static func rest(_ lines: [(String, Money)]) -> [Line] {
    lines.filter { $0.1 > .zero }.map { Line(what: $0.0, value: $0.1.spent, more: "") }
  }

  /// What is paid to others counts for them, and nothing else.
  package static func limits(of report: CostReport) -> [Line] {
    report.limits.map { limit in
      let name = limit.client == report.client ? limit.name : "\(limit.client.map { "\($0): " } ?? "")\(limit.name)"
      let value = limit.percent.map { "\($0) % spent" } ?? "nothing may be spent"
      return Line(what: name, value: value, more: "\(limit.spent.spent) of \(limit.limit) paid to others")
    }
  }

  /// A return so large is no figure to reckon with.
  package static func words(percent: Int) -> String { percent > 99_999 ? "over 99999 %" : "\(percent) %" }

  /// What a comparison of hosts is reckoned with.
  package static func words(_ use: HostUse) -> String {
    "With \(decimal(use.stored, unit: 1_000_000, digits: 1)) MB stored, and \(use.views == 1 ? "1 view" : "\(use.views) views") in the last "
      + "\(HostUse.days) days of \(decimal(use.bytesOfView, unit: 1_000_000, digits: 1)) MB each, at the rates that the settings name."
  }

  package static func words(_ item: CostReport.Item) -> String {
    switch item.kind {
    case .script: "scripts, by \(item.provider)"
    case .voice: "voices, by \(item.provider)"
    case .other: "calls to \(item.provider)"
    case .compute: "processor time, \(stage(item.provider))"
    case .storage: item.provider.isEmpty ? "storage in the outbox" : "storage at \(item.provider)"
    case .transfer: item.provider.isEmpty ? "transfer to viewers" : "transfer to viewers from \(item.provider)"
    case .requests: "requests of viewers to \(item.provider)"
    case .plan: "plan of \(item.provider)"
    }
  }

  package static func words(_ item: Performance) -> String {
    item.isProvider ? "calls to \(item.name)" : stage(item.name)
  }

  package static func times(_ item: Performance) -> String {
    item.good + item.bad == 1 ? "once" : "\(item.good + item.bad) times"
  }

  static func stage(_ name: String) -> String { Stage(rawValue: name)?.inWords ?? name }

  package static func amount(_ item: CostReport.Item) -> String {
    let (quantity, unit) = (quantity(item), unit(item.kind))
    return "\(quantity) \(quantity == "1" ? String(unit.dropLast()) : unit)"
  }

  static func unit(_ kind: Usage.Kind) -> String {
    switch kind {
    case .script, .voice, .other: "calls"
    case .compute: "hours"
    case .storage: "GB days"
    case .transfer: "GB"
    case .requests: "requests"
    case .plan: "days"
    }
  }

  static func quantity(_ item: CostReport.Item) -> String {
    switch item.kind {
    case .script, .voice, .other, .requests, .plan: "\(item.amount)"
    case .compute: decimal(item.amount, unit: 3_600_000_000)
    case .storage, .transfer: decimal(item.amount, unit: 1_000_000_000)
    }
  }

  static func seconds(_ milliseconds: Int) -> String { decimal(Int64(milliseconds), unit: 1000, digits: 1) }

  /// To some digits behind the point, as programs and people read it.
  static func decimal(_ amount: Int64, unit: Int64, digits: Int = 4) -> String {
    let scale = Int128((0..<digits).reduce(1) { value, _ in value * 10 })
    let rounded = (Int128(amount) * scale + Int128(unit / 2)) / Int128(unit)
    let rest = String(rounded % scale)
    return "\(rounded / scale)." + String(repeating: "0", count: max(0, digits - rest.count)) + rest
  }

  /// Dollars to the last millionth: sums of an invoice must come out.
  package static func exact(_ money: Money) -> String {
    "$" + decimal(money.microDollars, unit: 1_000_000, digits: 6)
  }
}
