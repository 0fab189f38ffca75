import Ledger
import Production
import Settings

extension Answers {
  /// Of each client; where these are several, then what they come to together.
  func views(of client: ClientName?, _ scope: ViewScope, _ days: ViewDays) async throws -> [ViewReport] {
    try check(client)
    var reports: [ViewReport] = []
    for keeper in keepers where client == nil || keeper.client.name == client {
      if let report = try await house.ledger.viewReport(of: keeper.client.name, scope, in: days) { reports.append(report) }
    }
    guard scope == .all, reports.count > 1, let all = ViewReport.together(reports) else { return reports }
    return reports + [all]
  }

  /// Refuses a client of whom nobody has heard.
  func check(_ client: ClientName?) throws {
    guard let client, !keepers.contains(where: { $0.client.name == client }) else { return }
    throw Refusal("There is no client \(client) in config.toml.", wayOut: "See the clients with: dropreel doctor")
  }
}
