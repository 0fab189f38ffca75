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
  private let locks: Locks
  private let nursery: Nursery
  private let voices: VoiceKeeper
  private let foreman: Foreman
  private let desks: [Desk]
  private let loops: [DeskLoop]
  private let statuses: [StatusLoop]
  private let watch: FolderWatch?
  private let lookout: Lookout
  private let startedAt = Moment.now()

  /// Opens everything and finishes what the last stop left; nothing runs yet.
  package init(settings: ServiceSettings, installation: Installation, journal: Journal) async throws {
    // The watching library wants a low descriptor, and the process has only few yet.
    watch = Self.openWatch(journal)
    DescriptorRoom.widen()
    locks = try await Locks.take(for: settings)
    let ledger = try await Ledger.open(folder: settings.state, clock: { .now() })
    let store = try ContentStore(in: try Folder.open(settings.state))
    try store.sweep()
    try Folder.open(settings.state).removeTree(.known("work"))
    let notices = Notices()
    let house = House(
      inForce: SettingsInForce(settings), installation: installation,
      assets: try installation.assetsDigest(), ledger: ledger, store: store,
      storekeeper: Storekeeper(store), journal: journal,
      supervisor: Supervisor(), notices: notices,
      disk: try DiskKeeper(ledger: ledger, notices: notices, journal: journal, statePath: settings.state))
    self.house = house
    let nursery = try Nursery()
    self.nursery = nursery
    voices = VoiceKeeper(house: house, nursery: nursery)
    let statusWakes = settings.clients.map { _ in Wake() }
    let lookoutWake = Wake()
    let changed: @Sendable () -> Void = { for wake in statusWakes + [lookoutWake] { wake.ring() } }
    let foreman = Foreman(
      house: house, nursery: nursery, voices: voices, changed: changed)
    self.foreman = foreman
    let storyboards = Storyboards(house: house, foreman: foreman)
    var desks: [Desk] = []
    for client in settings.clients {
      desks.append(
        try Desk(
          client: client, house: house, stopLease: { lease in Task { await foreman.cancel(lease) } },
          wantStoryboard: { job in Task { await storyboards.want(job) } },
          readSettings: { files, client in await foreman.readSettings(files, of: client) },
          retype: { digest, client in await foreman.retype(digest, of: client) }))
    }
    self.desks = desks
    await foreman.take(desks)
    loops = desks.map {
      DeskLoop(desk: $0, house: house) {
        changed()
        foreman.wake.ring()
      }
    }
    lookout = try Lookout(house: house, foreman: foreman, desks: desks, nursery: nursery, startedAt: startedAt, wake: lookoutWake)
    statuses = zip(desks, statusWakes).map { StatusLoop(house: house, foreman: foreman, desk: $0, wake: $1) }
    try await recover()
  }

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
    for desk in desks { try await desk.recover() }
  }

  // MARK: - Running

  /// Runs until `stopped` ends; throws when the ledger's disk cannot be trusted any more. A second call is not possible: a service
  /// lives once.
  package func run(until stopped: AsyncStream<StopReason>) async throws {
    let control = try ControlServer(stateFolder: house.settings.state) { [self] request, by in await answer(request, by: by) }
    await watchFolders()
    house.supervisor.notifyReady()
    StartPages.giveBack()
    house.journal.log(.notice, "The service is ready", fields: ["clients": "\(desks.count)", "state": house.settings.state])
    let (reasons, stop) = AsyncStream.makeStream(of: StopReason.self)
    await withDiscardingTaskGroup { group in
      group.addTask { await self.foreman.run() }
      for status in statuses { group.addTask { await status.run() } }
      for loop in loops {
        group.addTask { await loop.runIntake() }
        group.addTask { await loop.runReview() }
      }
      group.addTask { await self.hear() }
      group.addTask { await Housekeeping(house: self.house).run() }
      group.addTask { await self.lookout.run() }
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
      await waitForWorkers()
      await watch?.stop()
      group.cancelAll()
    }
    await close()
    if let error = house.alarm.error { throw error }
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
    // Not waited for: a share that hangs must not keep the service from hearing the next signal.
    for desk in desks { Task { [house] in await desk.takeOver(house.settings) } }
    for status in statuses { status.wake.ring() }
    house.supervisor.notifyReady()
  }

  // MARK: - Hints

  private func watchFolders() async {
    guard let watch else { return }
    for (index, desk) in desks.enumerated() {
      for (offset, folder) in Self.watched.enumerated() {
        let path = "\(desk.client.share)/\(folder.rawValue)/"
        do {
          try await watch.watch(path, tag: index * Self.watched.count + offset)
        } catch {
          house.journal.log(
            .warning, "A folder cannot be watched, so it is looked through now and then",
            fields: ["folder": path, "error": "\(error)"])
        }
      }
    }
  }

  /// The folders in which people do something that the service answers.
  private static let watched: [ShareFolder] = [.inbox, .review, .failed]

  private func loop(of tag: Int) -> DeskLoop? {
    let index = tag / Self.watched.count
    return loops.indices.contains(index) ? loops[index] : nil
  }

  private func hear() async {
    guard let watch else { return }
    for await hints in watch.hints {
      house.meter.count(.watchHints(hints.count))
      for hint in hints { hear(hint) }
    }
  }

  private func hear(_ hint: Hint) {
    switch hint {
    case .touched(let touch):
      guard let loop = loop(of: touch.tag) else { return }
      switch Self.watched[touch.tag % Self.watched.count] {
      case .inbox: loop.inboxTouched(touch)
      default: loop.folderTouched()
      }
    case .overflow:
      house.meter.count(.watchOverflow)
      for loop in loops { loop.rescan() }
    case .lost(let tag, _), .unmounted(let tag), .rootGone(let tag): loop(of: tag)?.rescan()
    case .watchesExhausted(let limit):
      house.journal.log(
        .warning, "The kernel allows no more watches; folders are looked through now and then",
        fields: ["limit": "\(limit)", "mend": "sysctl fs.inotify.max_user_watches=524288"])
    }
  }

  // MARK: - Answers

  package func answer(_ request: Request, by person: String) async -> Reply {
    await Answers(house: house, desks: desks, foreman: foreman, statuses: statuses, startedAt: startedAt).answer(
      request, by: person)
  }
}

/// The locks that make this the only service on its state and on its shares. They end with the process.
final class Locks: Sendable {
  private let held: [HeldLock]

  private final class HeldLock: Sendable {
    let lock: FolderLock
    init(_ lock: consuming FolderLock) { self.lock = lock }
  }

  /// Takes them, or waits for somebody who has them for a moment: a command that found no service running.
  static func take(for settings: ServiceSettings) async throws -> Locks {
    let deadline = ContinuousClock.now + patience
    while true {
      do {
        return try Locks(settings)
      } catch let refusal as Refusal where ContinuousClock.now >= deadline {
        throw refusal
      } catch is Refusal {
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  private static let patience = Duration.seconds(3)

  private init(_ settings: ServiceSettings) throws {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let holder = "process \(getpid()) on \(host)"
    var held = [HeldLock(try Self.take(in: try Folder.open(settings.state), holder))]
    for client in settings.clients {
      let hidden = try Folder.open(client.share).makeFolder(FileName(ShareFolder.hidden) ?? .known(".dropreel"))
      held.append(HeldLock(try Self.take(in: hidden, holder)))
    }
    self.held = held
  }

  private static func take(in folder: Folder, _ holder: String) throws -> FolderLock {
    do {
      return try FolderLock.take(.known("lock"), in: folder, holder: holder)
    } catch let error as FolderLock.Held {
      throw Refusal(
        "Another Dropreel service is at work here: \(error.holder).",
        wayOut: "Stop that one first, or give this one a share and a state folder of its own.", detail: error.shownPath)
    }
  }
}
