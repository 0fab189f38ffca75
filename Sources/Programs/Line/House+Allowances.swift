import Ledger
import Production
import Settings

extension House {
  /// All limits and what of each is spent: first those of all clients together, then each client's own, then those of the videos at
  /// work that come to their end.
  func allowances() async throws -> [Allowance] {
    var shared: [Allowance] = []
    var own: [Allowance] = []
    var videos: [Allowance] = []
    for client in settings.clients.map(\.name) {
      let budget = settings.budget(of: client)
      let all = budget.allowances(of: client, after: try await ledger.spending(ofClient: client))
      own += all.filter { $0.client != nil }
      if let limit = budget.video {
        videos += try await ledger.dearJobs(
          of: client, from: Money(microDollars: limit.microDollars / 100 * AlertRules.firstMark)
        )
        .compactMap { budget.allowance(of: $0.job, of: client, after: $0.cost) }
      }
      if shared.isEmpty { shared = all.filter { $0.client == nil } }
    }
    return shared + own + videos
  }

  /// Those that a report of a month tells of: a client's own, or those of all clients together with each one's.
  func allowances(ofMonthOf client: ClientName?) async throws -> [Allowance] {
    try await allowances().filter { $0.job == nil && (client == nil || $0.client == client) }
  }
}
