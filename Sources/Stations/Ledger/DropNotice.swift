package import Production

/// What intake found out about a drop before it is taken.
package enum DropNotice: Hashable, Sendable {
  /// It is to become a job.
  case order(JobOrder)
  /// It goes to failed/, with this in WHY.txt.
  case refused(Drop, Refusal)

  package var drop: Drop {
    switch self {
    case .order(let order): order.drop
    case .refused(let drop, _): drop
    }
  }
}
