/// One job in one line: what STATUS.html, `dropreel status` and `dropreel jobs` show.
package struct JobCard: Hashable, Sendable, Codable {
  package let name: JobName
  package let client: ClientName
  package let state: JobState
  package let priority: Priority
  package let version: Int
  package let created: Moment
  package let changed: Moment
  package let cost: Money
  /// Set while a worker is at it.
  package var progress: Progress?
  /// Set when it failed, waits for a retry, or waits for a person: the sentence to show.
  package let note: Refusal?
  /// The gate that its review folder shows, or showed last; nil when no person was asked so far.
  package var gate: Gate?
  /// Whether a worker is at it, or is to be.
  package var hasWork = false

  /// A person, not a machine, is to act next.
  package var waitsForPerson: Bool { state.waitsForPerson || state == .audioReady && gate == .voice && !hasWork }

  /// The very same was made before: its folder in outbox/ only says where that lies.
  package var wasMadeBefore: Bool { state == .cancelled && note != nil }

  package init(
    name: JobName, client: ClientName, state: JobState, priority: Priority, version: Int, created: Moment, changed: Moment,
    cost: Money, progress: Progress?, note: Refusal?
  ) {
    self.name = name
    self.client = client
    self.state = state
    self.priority = priority
    self.version = version
    self.created = created
    self.changed = changed
    self.cost = cost
    self.progress = progress
    self.note = note
  }
}

/// How far a job's present stage is.
package struct Progress: Hashable, Sendable, Codable {
  package let stage: Stage
  /// Of the stage, from 0 to 1.
  package let fraction: Double
  package let doing: String
  package let timeLeft: Duration?

  package init(stage: Stage, fraction: Double, doing: String, timeLeft: Duration?) {
    self.stage = stage
    self.fraction = fraction
    self.doing = doing
    self.timeLeft = timeLeft
  }
}

/// A finished video on its way to a host.
package struct UploadCard: Hashable, Sendable, Codable {
  package let job: JobName
  package let host: String
  /// How much of it the host has, from 0 to 1.
  package var fraction: Double

  package init(job: JobName, host: String, fraction: Double = 0) {
    self.job = job
    self.host = host
    self.fraction = fraction
  }

  package var percent: Int { fraction.isFinite ? Int(min(max(fraction, 0), 1) * 100) : 0 }
  package var words: String { "uploading to \(host), \(percent) percent" }
}

/// A drop that is not taken yet, and why.
package struct WaitingDrop: Hashable, Sendable, Codable {
  package let name: String
  package let reason: String

  package init(name: String, reason: String) {
    self.name = name
    self.reason = reason
  }
}

/// A drop that was given back, and why. It never became a job.
package struct RefusedDrop: Hashable, Sendable, Codable {
  package let name: String
  package let at: Moment
  package let why: Refusal

  package init(name: String, at: Moment, why: Refusal) {
    self.name = name
    self.at = at
    self.why = why
  }
}

/// All that one client's STATUS.html shows, at one moment.
package struct StatusBoard: Hashable, Sendable, Codable {
  package let client: ClientName
  package let at: Moment
  /// Jobs that are at work or wait for a person, most urgent first; bounded.
  package var jobs: [JobCard]
  /// Jobs at rest, newest first; bounded.
  package var recent: [JobCard]
  /// Batches of which rows are still to be made, or failed lately, newest first; bounded.
  package var batches: [BatchCard] = []
  /// Finished videos that are on their way to hosts just now.
  package var uploads: [UploadCard] = []
  /// How many jobs are in each state, all of them.
  package var counts: [JobState: Int]
  package var waiting: [WaitingDrop]
  /// Drops that were given back lately, the newest first; bounded.
  package var refused: [RefusedDrop] = []
  /// What concerns everybody: a full disk, a paused line.
  package var notices: [String]
  /// The notice of a service that does not run.
  package static let stopped = "The service is not running: nothing is taken in or made."
  package var diskFree: Int64
  package var spentThisMonth: Money

  package init(
    client: ClientName, at: Moment, jobs: [JobCard], recent: [JobCard], counts: [JobState: Int], waiting: [WaitingDrop],
    notices: [String], diskFree: Int64, spentThisMonth: Money
  ) {
    self.client = client
    self.at = at
    self.jobs = jobs
    self.recent = recent
    self.counts = counts
    self.waiting = waiting
    self.notices = notices
    self.diskFree = diskFree
    self.spentThisMonth = spentThisMonth
  }
}
