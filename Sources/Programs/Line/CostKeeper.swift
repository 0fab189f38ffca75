import Files
import Journal
import Ledger
import Outbox
import Production
import Settings

/// What things cost: to each client what is its own, in its reports/, and to the administrator all of it, in the state's.
struct CostKeeper: Sendable {
  let house: House
  let keepers: [ShareKeeper]

  private static let pace = Duration.seconds(3600)

  func run() async {
    while !Task.isCancelled {
      do {
        for month in Self.months(on: today) { try await write(month: month) }
      } catch {
        house.heard(error)
        house.journal.log(.warning, "The costs could not be written", fields: ["error": "\(error)"])
      }
      try? await Task.sleep(for: Self.pace)
    }
  }

  /// This month and the one before: what logs tell, and what calls came to, is known late.
  static func months(on today: String) -> [String] {
    let month = String(today.prefix(7))
    guard let first = CivilDay("\(month)-01") else { return [month] }
    return [String(CivilDay(number: first.number - 1).text.prefix(7)), month]
  }

  var today: String { CivilDay(at: .now()).text }

  /// Of one client or of each; where all are asked for, then what they come to together.
  func reports(of client: ClientName?, _ days: ViewDays) async throws -> [CostReport] {
    var reports: [CostReport] = []
    for keeper in keepers where client == nil || keeper.client.name == client {
      reports.append(try await report(of: keeper.client.name, days))
    }
    if client == nil, reports.count > 1 { reports.append(try await report(of: nil, days)) }
    return reports
  }

  func report(of client: ClientName?, _ days: ViewDays) async throws -> CostReport {
    let rates = rates(of: client)
    var report = report(of: client, days, try await house.ledger.costFacts(of: client, in: days, rates: rates), rates)
    guard days.until.map({ $0 >= today }) ?? true else { return report }
    // What days cost that are over says nothing of hosts now.
    report.hosts = try await house.hostComparison(of: client)
    // Limits are those of a month.
    if days.since == "\(today.prefix(7))-01" { report.limits = try await house.allowances(ofMonthOf: client) }
    return report
  }

  /// What one video cost, or all those of a batch.
  func report(of job: JobName, _ days: ViewDays) async throws -> CostReport {
    guard let card = try await house.ledger.job(named: job) else {
      throw Refusal("There is no job \(job).", wayOut: "See those that there are: dropreel jobs")
    }
    var rates = rates(of: card.client)
    rates.plans = []
    return report(of: card.client, days, try await house.ledger.costFacts(of: job, in: days), rates)
  }

  private func report(of client: ClientName?, _ days: ViewDays, _ facts: CostFacts, _ rates: RateBook) -> CostReport {
    let views = house.settings.views
    var report = CostReport(
      client: client, days: days, facts, rates: rates, perView: views.valuePerView, perClick: views.valuePerClick, today: today)
    report.asOf = .now()
    return report
  }

  private func rates(of client: ClientName?) -> RateBook {
    RateBook(house.settings.rates, house.settings.hosts, of: client)
  }

  /// Writes a month's files; those on shares that are away are written the next time.
  func write(month: String) async throws {
    guard let days = ViewDays(month: month) else { return }
    let state = try Folder.open(house.settings.state).makeFolder(.known("reports"), mode: 0o750)
    let together = try await report(of: nil, days)
    // Nobody asks for a month in which there was nothing, and which is over.
    if together.isEmpty, !today.hasPrefix(month) { return }
    let all = CostPage(together, title: month)
    for file in all.names {
      guard let name = FileName(file) else { continue }
      try state.write(name, all.bytes(of: file, named: name.bytes), mode: 0o640)
    }
    for keeper in keepers {
      guard let desk = keeper.desk else { continue }
      let report = try await report(of: keeper.client.name, days)
      if report.isEmpty, !today.hasPrefix(month) { continue }
      let page = CostPage(report, title: month)
      // Not waited for: a share may hang.
      house.looseWork.begin { [house] in
        do {
          try await desk.showCosts(page)
        } catch {
          house.heard(error)
          house.journal.log(.notice, "A client's costs could not be shown", fields: ["error": "\(error)"])
        }
      }
    }
  }
}

extension Desk {
  /// What a month cost, into reports/.
  func showCosts(_ page: CostPage) throws { try outbox.showCosts(page) }
}

extension Answers {
  func costs(of client: ClientName?, _ days: ViewDays, invoice: String?, job: JobName?) async throws -> Reply {
    try check(client)
    let keeper = CostKeeper(house: house, keepers: keepers)
    if let job { return .costs([try await keeper.report(of: job, days)]) }
    if let invoice { try await keeper.write(month: invoice) }
    return .costs(try await keeper.reports(of: client, days))
  }
}
