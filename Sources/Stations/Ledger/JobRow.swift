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
  var notBefore: Moment?
  var leaseID: Int64?
  var version: Int
  var pointerTo: Int64?
  var note: Refusal?

  init(
    id: Int64, name: JobName, clientID: Int64, client: ClientName, dropID: Int64, state: JobState, nextStage: Stage?,
    stoppedAt: Stage?, notBefore: Moment?, leaseID: Int64?, version: Int, pointerTo: Int64?, note: Refusal?
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
    self.leaseID = leaseID
    self.version = version
    self.pointerTo = pointerTo
    self.note = note
  }

  /// All stages are done, and only the files are on their way to people.
  var isBeingPublished: Bool { state == .finishing && nextStage == nil && leaseID == nil }

  /// Goes where the table of states lets it go, or stays.
  mutating func move(to next: JobState) throws {
    guard next == state || state.mayBecome(next) else { throw LedgerError.forbidden(name, from: state, to: next) }
    state = next
  }

  /// Takes a beginning back, as if it had never been: the state before it comes from the lease, not from the table.
  mutating func takeBack(to before: JobState) { state = before }

  /// Nobody is at it, and nobody is to be.
  mutating func rest(stoppedAt stage: Stage?) {
    stoppedAt = stage ?? nextStage ?? stoppedAt
    nextStage = nil
    notBefore = nil
    leaseID = nil
  }
}
