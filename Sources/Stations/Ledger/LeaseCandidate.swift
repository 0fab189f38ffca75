import Production

/// The oldest job of one client, one priority and one stage that could be leased now.
struct LeaseCandidate: Equatable {
  let job: Int64
  let stage: Stage
  let client: ClientName
  let rank: Int64
  /// The last lease that the client was given.
  let served: Int64

  /// Whose turn it is: the most urgent; then the client with the least at work; then the client that waited longest; then the oldest.
  static func best(of candidates: [LeaseCandidate], running: [ClientName: Int]) -> LeaseCandidate? {
    candidates.min { left, right in
      (left.rank, running[left.client] ?? 0, left.served, left.job) < (
        right.rank, running[right.client] ?? 0, right.served, right.job
      )
    }
  }
}
