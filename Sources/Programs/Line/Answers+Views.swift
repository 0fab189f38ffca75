import Ledger
import Production
import Settings

extension Answers {
  /// Of each client; where these are several, then what they come to together.
  func views(of client: ClientName?, _ scope: ViewScope, _ days: ViewDays) async throws -> [ViewReport] {
    var reports: [ViewReport] = []
    for keeper in keepers where client == nil || keeper.client.name == client {
      if let report = try await house.ledger.viewReport(of: keeper.client.name, scope, in: days) { reports.append(report) }
    }
    guard scope == .all, reports.count > 1, let all = ViewReport.together(reports) else { return reports }
    return reports + [all]
  }
}
