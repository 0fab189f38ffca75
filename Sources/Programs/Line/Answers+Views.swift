import Ledger
import Production
import Settings

extension Answers {
  private static let mostCountsToAdd = 10_000

  /// Of each client; where these are several, then what they come to together.
  func views(of client: ClientName?, _ scope: ViewScope, _ days: ViewDays) async throws -> [ViewReport] {
    try check(client)
    var reports: [ViewReport] = []
    // What is rare with each client may be frequent with all of them.
    let most = scope == .all && client == nil && keepers.count > 1 ? Self.mostCountsToAdd : ViewReport.mostCounts
    for keeper in keepers where client == nil || keeper.client.name == client {
      if let report = try await house.ledger.viewReport(of: keeper.client.name, scope, in: days, counts: most) {
        reports.append(report)
      }
    }
    let all = scope == .all && reports.count > 1 ? ViewReport.together(reports) : nil
    let own = reports.map { report in
      var report = report
      report.counts = report.counts.mapValues { Array($0.prefix(ViewReport.mostCounts)) }
      return report
    }
    return own + (all.map { [$0] } ?? [])
  }

  /// Refuses a client of whom nobody has heard.
  func check(_ client: ClientName?) throws {
    guard let client, !keepers.contains(where: { $0.client.name == client }) else { return }
    throw Refusal("There is no client \(client) in config.toml.", wayOut: "See the clients with: dropreel doctor")
  }
}
