import Production
import Synchronization

/// What the foreman wants a desk to do on its share: left here and never waited for, because a share may not answer for a long time.
///
/// Bounded, since the ledger is the truth: what does not fit is found again there.
final class Errands: Sendable {
  enum Errand: Hashable, Sendable {
    /// The grace is over and the work has begun.
    case began(JobName)
    /// A step has ended: no WORKING file may stay.
    case ended(JobName)
    /// The job's folder is to show what the ledger says of it.
    case show(JobName)
  }

  private struct State {
    var errands: [Errand] = []
    var isTooMany = false
    /// Jobs that a worker is at: only these may carry a WORKING file.
    var atWork: Set<JobName> = []
  }

  static let most = 4096

  private let state = Mutex(State())
  private let wake: Wake

  /// `wake` rings when there is something to do.
  init(wake: Wake) { self.wake = wake }

  func beginWork(_ job: JobName) { state.withLock { _ = $0.atWork.insert(job) } }

  func endWork(_ job: JobName) {
    state.withLock { _ = $0.atWork.remove(job) }
    leave(.ended(job))
  }

  func isAtWork(_ job: JobName) -> Bool { state.withLock { $0.atWork.contains(job) } }

  func leave(_ errand: Errand) {
    state.withLock { state in
      if state.errands.last == errand { return }
      if state.errands.count < Self.most { state.errands.append(errand) } else { state.isTooMany = true }
    }
    wake.ring()
  }

  /// Something is due sooner than was thought.
  func hurry() { wake.ring() }

  /// All that was left, in order; `isWhole` is false when more was left than fits, and the ledger is to be asked.
  func take() -> (errands: [Errand], isWhole: Bool) {
    state.withLock { state in
      defer {
        state.errands = []
        state.isTooMany = false
      }
      return (state.errands, !state.isTooMany)
    }
  }

  /// What could not be done is done first the next time.
  func putBack(_ errands: ArraySlice<Errand>, isWhole: Bool) {
    state.withLock { state in
      let room = Self.most - state.errands.count
      if !isWhole || errands.count > room { state.isTooMany = true }
      state.errands = Array(errands.prefix(max(0, room))) + state.errands
    }
  }
}
