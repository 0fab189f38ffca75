import Production

/// When the reports of each client's views are shown again: no more often than the settings say, and one showing at a time.
struct ShowTimes {
  private var due: [ClientName: ContinuousClock.Instant] = [:]
  /// Whose are just being shown; a share may keep that waiting.
  private var showing: Set<ClientName> = []

  /// Of those who have a log those whose time has come; it comes again after `refresh`.
  mutating func take(
    of clients: Set<ClientName>, every refresh: Duration, at now: ContinuousClock.Instant
  ) -> [ClientName] {
    due = due.filter { clients.contains($0.key) }
    let ready = clients.filter { !showing.contains($0) && (due[$0] ?? now) <= now }
    for client in ready { due[client] = now + refresh }
    return ready.sorted { $0.text < $1.text }
  }

  mutating func begin(_ client: ClientName) { showing.insert(client) }
  mutating func end(_ client: ClientName) { showing.remove(client) }

  /// When to look again. Of those who are just being shown nothing is waited for but the end of that.
  var next: ContinuousClock.Instant? { due.filter { !showing.contains($0.key) }.values.min() }
}
