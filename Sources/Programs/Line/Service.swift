import Files
import Glibc
package import Journal
import Ledger
import Outbox
import Production
import Sandbox
package import Settings
import Watch

/// The service: builds the house from its settings, keeps its loops running, and takes it down in two steps.
package final class Service: Sendable {
  private let house: House
  private let lock: HeldLock
  private let twins: Folder
  private let nursery: Nursery
  private let voices: VoiceKeeper
  private let foreman: Foreman
  private let keepers: [ShareKeeper]
  private let loops: [DeskLoop]
  private let statuses: [StatusLoop]
  private let watch: FolderWatch?
  private let lookout: Lookout
  private let publisher: Publisher
  private let logs: LogFollower
  private let startedAt = Moment.now()

  /// Opens everything and finishes what the last stop left; nothing runs yet. A share that is not there is waited for later.
  package init(settings: ServiceSettings, installation: Installation, journal: Journal, secrets: Secrets = .none) async throws {
    // The watching library wants a low descriptor, and the process has only few yet.
    watch = Self.openWatch(journal)
    DescriptorRoom.widen()
    let state = try StateFolder.open(settings.state)
    lock = HeldLock()
    try await lock.take(in: state, patience: HeldLock.patience)
    twins = try state.makeFolder(.known("shares"), mode: 0o700)
    let ledger = try await Ledger.open(folder: settings.state, clock: { .now() })
    let store = try ContentStore(in: state)
    try store.sweep()
    try state.removeTree(.known("work"))
    let notices = Notices()
    let house = House(
      inForce: SettingsInForce(settings), installation: installation,
      assets: try installation.assetsDigest(), speechEdition: try installation.speechEdition(), ledger: ledger, store: store,
      storekeeper: Storekeeper(store), journal: journal, secrets: secrets,
      supervisor: Supervisor(), notices: notices, pronunciations: try Pronunciations(in: state),
      assetBook: try AssetBook(in: state),
      disk: try DiskKeeper(ledger: ledger, notices: notices, journal: journal, statePath: settings.state))
    self.house = house
    let nursery = try Nursery()
    self.nursery = nursery
    voices = VoiceKeeper(house: house, nursery: nursery)
    let rooms = settings.clients.map { (client: $0, status: Wake(), review: Wake()) }
    let (lookoutWake, hostWake) = (Wake(), Wake())
    let changed: @Sendable () -> Void = { for wake in rooms.map(\.status) + [lookoutWake] { wake.ring() } }
    let errands = rooms.map { Errands(wake: $0.review) }
    let foreman = Foreman(
      house: house, nursery: nursery, voices: voices,
      errands: Dictionary(uniqueKeysWithValues: zip(settings.clients.map(\.name), errands)), changed: changed)
    self.foreman = foreman
    let storyboards = Storyboards(house: house, foreman: foreman)
    let previews = Previews(house: house, foreman: foreman)
    let hands = DeskHands(
      stopLease: { lease in Task { await foreman.cancel(lease) } },
      workCame: {
        changed()
        foreman.wake.ring()
      },
      wantHost: { hostWake.ring() },
      wantStoryboard: { job, desk in Task { await storyboards.want(job, for: desk) } },
      wantPreview: { wish, desk in Task { await previews.want(wish, for: desk) } },
      dropPreview: { job in Task { await previews.drop(job) } },
      readSettings: { files, client in await foreman.readSettings(files, of: client) },
      retype: { digest, client in await foreman.retype(digest, of: client) },
      checkAssets: { assets, client in await foreman.checkAssets(assets, of: client) },
      drawBrand: { inputs, settings, client in
        try await foreman.runAside(.brand, inputs, of: client, settings: settings)
      })
    let keepers = zip(rooms, errands).map { [twins] room, errands in
      ShareKeeper(room.client, house: house, twins: twins, errands: errands, hands: hands)
    }
    self.keepers = keepers
    loops = zip(keepers, rooms).enumerated().map { [watch] number, pair in
      let ears = ShareEars(of: pair.1.client.name, number: number, house: house, watch: watch)
      return DeskLoop(keeper: pair.0, ears: ears, reviewWake: pair.1.review, house: house) {
        changed()
        foreman.wake.ring()
      }
    }
    let publisher = Publisher(house: house, foreman: foreman, keepers: keepers, wake: hostWake)
    self.publisher = publisher
    logs = LogFollower(house: house, foreman: foreman, keepers: keepers, watch: watch)
    await foreman.takePace { await publisher.pace(of: $0) }
    lookout = try Lookout(
      house: house, foreman: foreman, keepers: keepers, nursery: nursery, startedAt: startedAt, wake: lookoutWake)
    statuses = zip(keepers, rooms).map { StatusLoop(house: house, foreman: foreman, keeper: $0, wake: $1.status) }
    try await recover()
  }

  /// Shares that have not answered by then are waited for later.
  private static let patienceWithShares = Duration.seconds(8)

  private static func openWatch(_ journal: Journal) -> FolderWatch? {
    do {
      return try FolderWatch()
    } catch {
      journal.log(
        .warning, "Changes cannot be watched, so folders are only looked through now and then", fields: ["error": "\(error)"])
      return nil
    }
  }

  private func recover() async throws {
    let recovery = try await house.ledger.recoverAfterRestart()
    if !recovery.abandoned.isEmpty || !recovery.perhapsCharged.isEmpty {
      house.journal.log(
        .notice, "The last stop was a sudden one; its work goes on",
        fields: ["jobs": "\(recovery.abandoned.count)", "perhaps_charged": "\(recovery.perhapsCharged.count)"])
    }
    try await openShares()
  }

  private func openShares() async throws {
    let keepers = keepers
    let refusals = try await TimeLimit.wait(atMost: Self.patienceWithShares) {
      await withTaskGroup(of: Refusal?.self) { group in
        for keeper in keepers { group.addTask { await keeper.openAtStart(patience: HeldLock.patience) } }
        return await group.reduce(into: [Refusal]()) { all, refusal in if let refusal { all.append(refusal) } }
      }
    }
    if let refusal = refusals?.first { throw refusal }
  }

  // MARK: - Running

  /// Runs until `stopped` ends; throws when the ledger's disk cannot be trusted any more. A second call is not possible: a service
  /// lives once.
  package func run(until stopped: AsyncStream<StopReason>) async throws {
    let control = try ControlServer(stateFolder: house.settings.state) { [self] request, by in await answer(request, by: by) }
    let atShares = beginAtShares()
    house.supervisor.notifyReady()
    StartPages.giveBack()
    house.journal.log(.notice, "The service is ready", fields: ["clients": "\(keepers.count)", "state": house.settings.state])
    let (reasons, stop) = AsyncStream.makeStream(of: StopReason.self)
    await withDiscardingTaskGroup { group in
      group.addTask { await self.foreman.run() }
      group.addTask { await self.hear() }
      group.addTask { await Housekeeping(house: self.house).run() }
      group.addTask { await CostKeeper(house: self.house, keepers: self.keepers).run() }
      group.addTask { await self.lookout.run() }
      group.addTask { await self.publisher.run() }
      group.addTask { await self.logs.run() }
      group.addTask { await self.keepDisk() }
      group.addTask { await self.fear(stop) }
      if let interval = house.supervisor.watchdogInterval { group.addTask { await self.pat(every: interval) } }
      group.addTask {
        for await reason in stopped { stop.yield(reason) }
        stop.yield(.stop)
      }
      for await reason in reasons {
        if case .reload(let settings) = reason { await takeOver(settings) } else { break }
      }
      house.supervisor.notifyStopping()
      house.journal.log(.notice, "The service is stopping", fields: [:])
      control.stop()
      await foreman.stop()
      await publisher.stopInFolders()
      await waitForWorkers()
      await end(atShares)
      group.cancelAll()
    }
    await close()
    if let error = house.alarm.error { throw error }
  }

  /// All that may wait for a share runs beside everything else, so that nothing has to wait for its end.
  private func beginAtShares() -> [Task<Void, Never>] {
    statuses.map { status in Task { await status.run() } }
      + loops.flatMap { loop in
        [
          Task { await loop.runIntake() }, Task { await loop.runReview() }, Task { await loop.runAssets() },
          Task { await loop.runSilence() },
        ]
      }
  }

  /// Where a share does not answer, its tasks stay behind and end with the process.
  private func end(_ tasks: [Task<Void, Never>]) async {
    for task in tasks { task.cancel() }
    let (watch, looseWork) = (watch, house.looseWork)
    let isDone = try? await TimeLimit.wait(atMost: max(.seconds(1), house.settings.line.stop)) {
      for task in tasks { await task.value }
      await looseWork.finish()
      await watch?.stop()
      return true
    }
    if isDone != true {
      house.journal.log(.warning, "A share or a host's folder does not answer; the service stops without it", fields: [:])
    }
  }

  /// What was written cannot be believed any more: the service ends, and its supervisor starts it anew.
  private func fear(_ stop: AsyncStream<StopReason>.Continuation) async {
    await house.alarm.wait()
    guard let error = house.alarm.error else { return }
    house.journal.log(.error, "The service stops, because the disk cannot be trusted", fields: ["error": "\(error)"])
    stop.yield(.stop)
  }

  private func keepDisk() async {
    await house.disk.run {
      foreman.wake.ring()
      for loop in loops { loop.rescan() }
      for status in statuses { status.wake.ring() }
    }
  }

  package enum StopReason: Sendable {
    case stop
    case reload(ServiceSettings)
  }

  /// For a command that finds no service running: the ledger and the desks are closed, nothing was run.
  package func close() async {
    await voices.stop()
    nursery.close()
    do {
      try await house.ledger.close()
    } catch {
      house.journal.log(.error, "The ledger did not close", fields: ["error": "\(error)"])
    }
    for keeper in keepers { keeper.close() }
    // A disk that failed for a while may have kept one.
    try? StateFolder.open(house.settings.state).removeTree(.known("work"))
    // Now, and not with the process: one that waits for a share may take long to be gone.
    lock.release()
  }

  private func waitForWorkers() async {
    // Every worker was told and has its grace; recording their ends takes moments.
    let deadline = ContinuousClock.now + .seconds(30)
    while await !foreman.isIdle, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(20)) }
  }

  private func pat(every interval: Duration) async {
    while !Task.isCancelled {
      // Only a service whose foreman answers is alive.
      _ = await foreman.runningCount
      house.supervisor.notifyWatchdog()
      try? await Task.sleep(for: interval / 2)
    }
  }

  private func takeOver(_ settings: ServiceSettings) async {
    house.supervisor.notifyReloading()
    for change in house.inForce.take(settings) {
      house.journal.log(
        .notice, change.takesEffect == .atOnce ? "A setting was taken over" : "A setting takes effect after a restart",
        fields: ["key": change.key, "old": change.old, "new": change.new])
    }
    await foreman.takeOver(house.settings)
    await publisher.trustAgain()
    logs.look()
    // Not waited for: a share that hangs must not keep the service from hearing the next signal.
    for desk in keepers.compactMap(\.desk) { house.looseWork.begin { [house] in await desk.takeOver(house.settings) } }
    for status in statuses { status.wake.ring() }
    house.supervisor.notifyReady()
  }

  // MARK: - Hints

  private func hear() async {
    guard let watch else { return }
    for await hints in watch.hints {
      house.meter.count(.watchHints(hints.count))
      for hint in hints { hear(hint) }
    }
  }

  private func hear(_ hint: Hint) {
    switch hint {
    case .touched(let touch): hear(hint, of: touch.tag)
    case .lost(let tag, _), .unmounted(let tag), .rootGone(let tag), .heartbeat(let tag, _): hear(hint, of: tag)
    case .overflow:
      house.meter.count(.watchOverflow)
      for loop in loops { loop.rescan() }
    case .watchesExhausted(let limit): for loop in loops { loop.ears.isExhausted(limit: limit) }
    }
  }

  private func hear(_ hint: Hint, of tag: Int) {
    if tag >= LogEars.firstTag {
      if case .touched(let touch) = hint { return logs.hear(tag, touch.name) }
      return logs.hear(tag, nil)
    }
    let (number, offset) = tag.quotientAndRemainder(dividingBy: ShareEars.folders.count)
    if loops.indices.contains(number) { loops[number].hear(hint, in: offset) }
  }

  // MARK: - Answers

  package func answer(_ request: Request, by person: String) async -> Reply {
    await Answers(
      house: house, keepers: keepers, foreman: foreman, publisher: publisher, statuses: statuses, startedAt: startedAt
    ).answer(
      request, by: person)
  }
}
