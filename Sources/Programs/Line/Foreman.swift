import Files
import Journal
import Ledger
import Production
import Sandbox
import Settings

/// Leads the work: leases stages within the core budget, gives each to a worker, and records how it ended.
actor Foreman {
  let house: House
  let nursery: Nursery
  /// By client: what its desk is to do on the share. The foreman never waits for a share.
  let errands: [ClientName: Errands]
  let voices: VoiceKeeper
  let wake = Wake()
  /// Told whenever a stage began or ended.
  let changed: @Sendable () -> Void
  /// How many bytes a second the upload of a job may take now; nil where something else is wanted of it.
  var pace: @Sendable (JobName) async -> Int? = { _ in 0 }
  private var budget: CoreBudget
  private var running: [Int64: RunningStage] = [:]
  /// What is being asked of hosts, by lease: beside the line, and in none of its budgets.
  var hostWork: [Int64: HostWork] = [:]
  private var usualTimes = UsualTimes()
  private var isStopping = false
  private var isPaused: Bool
  /// Keys that their providers refused, and until when they are not given out.
  var refusedKeys: [String: ContinuousClock.Instant] = [:]
  var knownRoster: KnownRoster?
  var rosterLook: Task<KnownRoster, Never>?
  /// Counts the stages that ran beside the line, for the names of their work folders.
  var ranAside: Int64 = 0

  /// A stage at work, as the board shows it.
  struct RunningStage {
    let work: LeasedWork
    let started: ContinuousClock.Instant
    var child: Child?
    var progress: Progress
    var pace = WorkPace()
    /// Paid calls that went out and are not answered yet.
    var openCalls: Set<Int64> = []
    var isCancelled = false
  }

  init(
    house: House, nursery: Nursery, voices: VoiceKeeper, errands: [ClientName: Errands], changed: @escaping @Sendable () -> Void
  ) {
    self.house = house
    self.errands = errands
    self.changed = changed
    self.nursery = nursery
    self.voices = voices
    isPaused = house.settings.line.isPaused
    let line = house.settings.line
    budget = CoreBudget(cores: line.coresOrAll, atOnce: line.atOnce.byStage)
  }

  func takePace(from pace: @escaping @Sendable (JobName) async -> Int?) { self.pace = pace }

  /// Leases and runs until it is told to stop; ends when the last worker has.
  func run() async {
    await trustKeysAgain()
    await withDiscardingTaskGroup { group in
      while !isStopping {
        do {
          try await resumeWithinBudget()
          while !isStopping, !isPaused, house.disk.hasRoom, let work = try await nextWork() {
            group.addTask { await self.perform(work) }
          }
          let due = try await nextTime()
          // The ledger is the truth, being woken only makes it quick.
          let rescan = house.settings.intake.rescan
          await wake.wait(until: .now + min(rescan, due.map { max(.milliseconds(10), $0.since(.now())) } ?? rescan))
        } catch {
          house.heard(error)
          house.journal.log(.error, "The ledger does not answer", fields: ["error": "\(error)"])
          house.notices.raise("ledger", "The service cannot write down what it does at the moment, so it waits: \(error)")
          await wake.wait(until: .now + .seconds(5))
        }
      }
    }
  }

  private func nextWork() async throws -> LeasedWork? {
    var byClient: [ClientName: Int] = [:]
    for stage in running.values { byClient[stage.work.lease.client, default: 0] += 1 }
    let states = Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0, $0.stateWhileRunning) })
    guard let work = try await house.ledger.lease(budget.openStages, runningByClient: byClient, states: states) else {
      return nil
    }
    house.notices.clear("ledger")
    budget.started(work.lease.stage)
    running[work.lease.id] = RunningStage(
      work: work, started: .now, child: nil,
      progress: Progress(stage: work.lease.stage, fraction: 0, doing: work.lease.stage.stateWhileRunning.rawValue, timeLeft: nil))
    return work
  }

  private func perform(_ work: LeasedWork) async {
    let errands = errands[work.lease.client]
    errands?.beginWork(work.lease.job)
    changed()
    house.began(work)
    let began = ContinuousClock.now
    let outcome = await runStage(work)
    let time = ContinuousClock.now - began
    house.ended(work, outcome, after: time)
    // What was known already took no time, and tells nothing of how long it takes.
    if case .done = outcome, running[work.lease.id]?.child != nil {
      usualTimes.ended(work.lease.stage, work.job.settings, after: time.inSeconds)
    }
    // Before the result is shown: a finished folder must never carry a WORKING file.
    errands?.endWork(work.lease.job)
    let wasCancelled = running[work.lease.id]?.isCancelled ?? false
    running[work.lease.id] = nil
    budget.ended(work.lease.stage)
    if !wasCancelled { await recordSurely(outcome, of: work) }
    wake.ring()
    changed()
  }

  /// When the next job may go on; nil when none waits for its time.
  private func nextTime() async throws -> Moment? {
    guard let due = try await house.ledger.nextLeaseTime() else { return nil }
    let grace = house.settings.review.grace
    // Settings may have changed meanwhile, so twice as long as they say.
    let longest = max(house.settings.line.longestPause, grace) * 2 + .seconds(60)
    guard due.since(.now()) > longest else { return due }
    guard try await house.ledger.recall(beyond: longest, to: .now().advanced(by: grace)) else { return due }
    house.journal.log(.warning, "The clock was ahead; what waits for that time goes on now", fields: [:])
    return try await house.ledger.nextLeaseTime()
  }

  /// Again and again, as long as the ledger may take it later: a result is not made twice because the disk was full for a while.
  /// Where the result itself cannot be kept, that is recorded: a lease that stayed open would let nobody be at the job again.
  private func recordSurely(_ outcome: StageOutcome, of work: LeasedWork) async {
    var outcome = outcome
    var isGivenUp = false
    while true {
      do {
        return try await record(outcome, of: work)
      } catch LedgerError.leaseEnded {
        // Cancelled in this very moment: nobody waits for the result any more.
        return
      } catch {
        house.heard(error)
        house.journal.log(
          .error, "The end of a stage could not be recorded",
          fields: ["job": work.lease.job.text, "stage": work.lease.stage.rawValue, "error": "\(error)"])
        switch error {
        case LedgerError.diskFull, LedgerError.failed:
          house.notices.raise("ledger", "The end of a step could not be recorded, and is tried again: \(error)")
        case _ where isGivenUp: return
        default:
          outcome = Self.outcome(of: error)
          isGivenUp = true
          continue
        }
      }
      // Where the service stops first, the row stays open: the next start ends the lease, and does the stage again.
      if isStopping { return }
      try? await Task.sleep(for: .seconds(1))
    }
  }

  // MARK: - What workers tell

  func started(_ lease: Lease, _ child: Child) {
    if hostWork[lease.id] != nil { return hostStarted(lease, child) }
    running[lease.id]?.child = child
    // It may have come too late for both.
    if running[lease.id]?.isCancelled == true { child.kill() }
    if isStopping { Task { await stopWorker(lease.id) } }
  }

  func progressed(_ lease: Lease, _ fraction: Double, _ doing: String) {
    if hostWork[lease.id] != nil { return hostProgressed(lease, fraction) }
    guard var stage = running[lease.id] else { return }
    let fraction = fraction.isFinite ? min(max(fraction, 0), 1) : 0
    stage.pace.heard(fraction, at: (ContinuousClock.now - stage.started).inSeconds)
    let job = stage.work.job
    let left = usualTimes.left(stage.pace, of: lease.stage, job.settings, isBatch: job.isBatch)
    if stage.progress.doing != doing { house.journal(of: stage.work).log(.debug, "A worker says", fields: ["doing": doing]) }
    stage.progress = Progress(stage: lease.stage, fraction: fraction, doing: doing, timeLeft: left.map { .seconds($0) })
    running[lease.id] = stage
  }

  func callOpened(_ call: Int64, by lease: Lease) { running[lease.id]?.openCalls.insert(call) }

  func isOpen(_ call: Int64, of lease: Lease) -> Bool { running[lease.id]?.openCalls.contains(call) ?? false }

  func callAnswered(_ call: Int64, of lease: Lease) { running[lease.id]?.openCalls.remove(call) }

  var progress: [JobName: Progress] {
    Dictionary(running.values.map { ($0.work.lease.job, $0.progress) }) { $1 }
  }

  var runningCount: Int { running.count }

  var runningByStage: [Stage: Int] {
    running.values.reduce(into: [:]) { $0[$1.work.lease.stage, default: 0] += 1 }
  }

  func journal(of lease: Lease) -> Journal {
    running[lease.id].map { house.journal(of: $0.work) } ?? house.journal.about(["stage": lease.stage.rawValue])
  }

  var isIdle: Bool { running.isEmpty }

  // MARK: - Stopping

  /// A job was cancelled while its worker ran: the worker is of no use any more.
  func cancel(_ lease: Lease) {
    running[lease.id]?.isCancelled = true
    running[lease.id]?.child?.kill()
  }

  /// In two steps: nothing new begins and every worker is told; after its grace it is ended. A paid call in flight gets a longer one.
  func stop() async {
    isStopping = true
    wake.ring()
    await withDiscardingTaskGroup { group in
      for id in running.keys { group.addTask { await self.stopWorker(id) } }
      for id in hostWork.keys { group.addTask { await self.stopHostWorker(id) } }
    }
  }

  private func stopWorker(_ id: Int64) async {
    guard let stage = running[id], let child = stage.child else { return }
    if !stage.openCalls.isEmpty {
      try? child.send(.wrapUp)
      await wait(atMost: Self.graceOfPaidCalls) { running[id]?.openCalls.isEmpty == false }
      // What was paid for is still to be put away; ended now, it would be lost.
      await wait(atMost: house.settings.line.stop) { running[id] != nil }
    }
    _ = await child.stop(grace: house.settings.line.stop)
  }

  func wait(atMost patience: Duration, while holds: () -> Bool) async {
    let deadline = ContinuousClock.now + patience
    while holds(), ContinuousClock.now < deadline {
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  private static let graceOfPaidCalls = Duration.seconds(60)

  var stopsNow: Bool { isStopping }

  /// What SIGHUP may change.
  func takeOver(_ settings: ServiceSettings) async {
    isPaused = settings.line.isPaused
    await trustKeysAgain()
    knownRoster = nil
    budget.change(cores: settings.line.coresOrAll, atOnce: settings.line.atOnce.byStage)
    wake.ring()
  }
}
