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

/// A drop that is about to be taken: its row is committed, its file may or may not have been moved yet.
package struct Claim: Hashable, Sendable {
  package let id: Int64
  package let notice: DropNotice

  package init(id: Int64, notice: DropNotice) {
    self.id = id
    self.notice = notice
  }
}
