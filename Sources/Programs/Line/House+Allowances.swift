import Ledger
import Production
import Settings

extension House {
  /// All limits that last longer than one video, and what of each is spent: first those of all clients together, then each client's own.
  func allowances() async throws -> [Allowance] {
    var shared: [Allowance] = []
    var own: [Allowance] = []
    for client in settings.clients.map(\.name) {
      let budget = settings.budget(of: client)
      let all = budget.allowances(of: client, after: try await ledger.spending(ofClient: client))
      own += all.filter { $0.client != nil }
      if shared.isEmpty { shared = all.filter { $0.client == nil } }
    }
    return shared + own
  }
}
