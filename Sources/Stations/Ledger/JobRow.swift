import Production

/// A job as the table holds it: read, changed as a value, and written back in the same transaction.
struct JobRow {
  let id: Int64
  let name: JobName
  let clientID: Int64
  let client: ClientName
  let dropID: Int64
  private(set) var state: JobState
  var nextStage: Stage?
  var stoppedAt: Stage?
  /// Who waits no more waits for no time that was asked for, either.
  var notBefore: Moment? {
    didSet { if notBefore == nil { startsAt = nil } }
  }
  /// The time at which somebody asked it to begin, until it has.
  private(set) var startsAt: Moment?
  var leaseID: Int64?
  var version: Int
  var pointerTo: Int64?
  var note: Refusal?
  var gate: Gate?
  /// Over budget: the most that the next step may cost.
  var needs = Money.zero

  init(
    id: Int64, name: JobName, clientID: Int64, client: ClientName, dropID: Int64, state: JobState, nextStage: Stage?,
    stoppedAt: Stage?, notBefore: Moment?, startsAt: Moment?, leaseID: Int64?, version: Int, pointerTo: Int64?, note: Refusal?,
    gate: Gate?, needs: Money
  ) {
    self.id = id
    self.name = name
    self.clientID = clientID
    self.client = client
    self.dropID = dropID
    self.state = state
    self.nextStage = nextStage
    self.stoppedAt = stoppedAt
    self.notBefore = notBefore
    self.startsAt = startsAt
    self.leaseID = leaseID
    self.version = version
    self.pointerTo = pointerTo
    self.note = note
    self.gate = gate
    self.needs = needs
  }

  /// All stages are done and nobody is asked any more: only the files are on their way to people.
  var isPublishing: Bool { state == .publishing || state == .finishing && nextStage == nil && leaseID == nil }

  /// The files may lie in the outbox, all or some: the grace of an approval, in which it may be undone, is over.
  func isBeingPublished(at now: Moment) -> Bool { isPublishing && notBefore.map { $0 <= now } ?? true }

  /// Goes where the table of states lets it go, or stays.
  mutating func move(to next: JobState) throws {
    guard next == state || state.mayBecome(next) else { throw LedgerError.forbidden(name, from: state, to: next) }
    state = next
  }

  /// Takes a beginning back, as if it had never been: the state before it comes from the lease, not from the table.
  mutating func takeBack(to before: JobState) { state = before }

  /// It goes on when both have come: the soonest that it may, and the time that was asked for.
  mutating func wait(until soonest: Moment?, andFor asked: Moment?) {
    notBefore = [soonest, asked].compactMap { $0 }.max()
    startsAt = asked
  }

  /// It waits for money before it begins: the time that was asked for is kept until it may go on.
  mutating func restBeforeItsTime(stoppedAt stage: Stage) {
    let asked = startsAt
    rest(stoppedAt: stage)
    startsAt = asked
  }

  /// Nobody is at it, and nobody is to be.
  mutating func rest(stoppedAt stage: Stage?) {
    stoppedAt = stage ?? nextStage ?? stoppedAt
    nextStage = nil
    notBefore = nil
    leaseID = nil
  }
}
