import Files
import FoundationEssentials
import Journal
import Ledger
import Outbox
import Production
import Settings

/// Brings finished videos to the places where others see them, and away from there again. Beside the line: their jobs are done, and an
/// upload may take all night.
actor Publisher {
  let house: House
  private let foreman: Foreman
  private let keepers: [ShareKeeper]
  /// What is being done, as it was asked for when it was begun.
  var atWork: [JobName: HostedVideo] = [:]
  /// Hosts that are left alone for now, and why.
  var resting: [String: (until: ContinuousClock.Instant, why: String)] = [:]
  var roots: [HostAccount: WebRoot] = [:]
  /// At which folder something is being done for whom.
  var inFolders: [JobName: HostAccount] = [:]
  var isStopping = false
  /// What people do not know yet, and of that what they are being told.
  private var unshown: [JobName: ClientName] = [:]
  private var showing: Set<JobName> = []

  private let wake: Wake

  init(house: House, foreman: Foreman, keepers: [ShareKeeper], wake: Wake) {
    self.wake = wake
    self.house = house
    self.foreman = foreman
    self.keepers = keepers
  }

  /// There is something to be done.
  nonisolated func look() { wake.ring() }

  func run() async {
    // Those of which the last stop may have come before they were shown.
    let latest = try? await house.ledger.hostedVideos(changedSince: .now().advanced(by: .seconds(-86_400)), limit: 200)
    for video in latest ?? [] { unshown[video.job] = video.client }
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled, await !foreman.stopsNow {
        showAll()
        var next = ContinuousClock.now + house.settings.intake.rescan
        do {
          try await expire()
          for video in try await due() {
            atWork[video.job] = video
            group.addTask { await self.perform(video) }
          }
          try await beginInFolders()
          // What is due already is at work, and rings when it is done; or it waits for its hours or for room.
          if let wait = try await house.ledger.nextHosting()?.since(.now()), wait > .zero { next = min(next, .now + wait) }
        } catch {
          house.heard(error)
          house.journal.log(.warning, "Hosts cannot be looked after now", fields: ["error": "\(error)"])
        }
        await wake.wait(until: next)
      }
    }
  }

  /// Whether this is an hour at which uploads may run.
  private var isOpen: Bool {
    house.settings.uploads.hours?.contain(minute: WallClock.ofTheMachine.minuteOfDay(at: .now())) ?? true
  }

  private func due() async throws -> [HostedVideo] {
    var found: [HostedVideo] = []
    let folders = folders.map(\.name)
    for (tasks, most) in lanes {
      let busy = atWork.values.count { inFolders[$0.job] == nil && $0.task.map(tasks.contains) == true }
      guard busy < most else { continue }
      let due = try await house.ledger.dueHosting(at: .now(), tasks, notAt: folders, limit: most + atWork.count)
      found += due.filter { atWork[$0.job] == nil }.prefix(most - busy)
    }
    return found
  }

  /// Side by side, so that none waits for another kind: what is to go away or to be changed goes at any hour, and a host that does not
  /// answer those who look holds up nobody else.
  var lanes: [(tasks: [HostedVideo.Task], most: Int)] {
    [([.unpublish, .change], 4), (isOpen ? [.put] : [], house.settings.uploads.atOnce), ([.look], 2)]
  }

  private func expire() async throws {
    for video in try await house.ledger.expiredHosting(at: .now()) {
      _ = try await house.ledger.changeHosted(video.job) { row in
        guard let end = row.wish.expiresAt, end <= .now(), row.task != .unpublish else { return (nil, nil) }
        row.task = .unpublish
        row.number += 1
        return (nil, "Its time on \(row.host ?? "its host") is over.")
      }
    }
  }

  /// So many bytes a second each of those that are on their way now may take; 0: as many as it can. Nil for one that is to be seen by
  /// others than when it was begun, or by nobody: what is sent of it now would show what is to be hidden. And nil once the hours for
  /// uploads are over: then it goes on with the next ones.
  func pace(of job: JobName) async -> Int? {
    if let begun = atWork[job], let asked = try? await house.ledger.hosted(job) {
      if begun.task != .put, asked.number != begun.number { return nil }
      if begun.task == .put, !isOpen || asked.task != .put || asked.wish.details.privacy != begun.wish.details.privacy {
        return nil
      }
    }
    let bits = house.settings.uploads.megabits * 1_000_000
    return bits > 0 ? max(1, Int(bits / 8) / max(1, atWork.values.count { $0.task == .put && inFolders[$0.job] == nil })) : 0
  }

  // MARK: - One of them

  func perform(_ video: HostedVideo) async {
    do {
      try await work(on: video)
    } catch is CancellationError {
      // The service stops; it goes on at its next start.
    } catch {
      house.heard(error)
      await house.journal(of: video.job).log(.warning, "A host could not be asked", fields: ["error": "\(error)"])
      // What is wrong here is no fault of the host, and lasts for a while.
      try? await Task.sleep(for: .seconds(5))
    }
    atWork[video.job] = nil
    inFolders[video.job] = nil
    wake.ring()
  }

  /// In a folder's own place.
  func begin(_ video: HostedVideo, in folder: HostAccount) {
    atWork[video.job] = video
    inFolders[video.job] = folder
    house.looseWork.begin { await self.perform(video) }
  }

  func isAtWork(_ job: JobName) -> Bool { atWork[job] != nil }

  private func work(on known: HostedVideo) async throws {
    guard var video = try await house.ledger.hosted(known.job), let task = video.task else { return }
    if task == .put {
      guard let ready = try await prepared(video) else { return }
      video = ready
    }
    atWork[video.job] = video
    // Nothing was begun anywhere.
    guard let name = video.host else {
      return try await keep(video.job, words: nil) { [video] in $0.left(isOver: false, as: video) }
    }
    guard let host = account(name, of: video) else {
      return try await keep(video.job, words: nil) { $0.lostItsHost() }
    }
    // It was only chosen now, and has to wait for its place there.
    if host.kind == .folder, inFolders[video.job] == nil { return }
    guard let dressed = try await dressed(video, for: host) else { return }
    (video, atWork[video.job]) = (dressed, dressed)
    let outcome: Result<HostedCopy?, HostProblem>
    do {
      outcome = try await self.outcome(of: order(for: task, video, at: host), video, at: host)
    } catch {
      await undress(video, for: host)
      throw error
    }
    await undress(video, for: host)
    switch outcome {
    // Also at the very end of a stop: it lies there.
    case .success(let copy): try await record(copy, of: task, video, at: host)
    case .failure(let problem):
      if Task.isCancelled { throw CancellationError() }
      try await record(problem, of: video, at: host)
    }
  }

  /// With a host, and at an address that is as hidden as it should be; nil where no host takes it, or none now, or something else is asked.
  private func prepared(_ video: HostedVideo) async throws -> HostedVideo? {
    if let name = video.host {
      guard let host = account(name, of: video), video.mustMove(on: host) else { return video }
      try await leave(video, host)
      return nil
    }
    guard let chosen = try await choose(for: video) else { return nil }
    let row = try await house.ledger.changeHosted(video.job) { row in
      guard row.number == video.number, row.task == .put else { return (nil, nil) }
      row.hideAsAsked()
      row.host = chosen.name
      row.reasons.append(chosen.reason)
      return (nil, "It goes to \(chosen.reason)")
    }
    return row?.number == video.number && row?.task == .put ? row : nil
  }

  /// What lies there for an earlier wish is not to be seen as it is: it goes away first.
  private func leave(_ video: HostedVideo, _ host: HostAccount) async throws {
    if case .failure(let problem) = try await outcome(of: .withdraw(parcel(of: video, to: host)), video, at: host) {
      return try await record(problem, of: video, at: host)
    }
    try await keep(video.job, words: nil) { row in
      if row.task == .put { row.move(on: host) }
      return .zero
    }
  }

  private func account(_ name: String, of video: HostedVideo) -> HostAccount? {
    house.settings.hosts(of: video.client).first { $0.name == name }
  }

  private func choose(for video: HostedVideo) async throws -> (name: String, reason: String)? {
    resting = resting.filter { $0.value.until > .now }
    let choice = HostChoice(
      hosts: house.settings.hosts(of: video.client).map { $0.priced(on: CivilDay(at: .now())) },
      used: try await house.ledger.hostedBytes(),
      resting: resting.mapValues(\.why))
    switch choice.choose(for: video) {
    case .host(let name, let reason): return (name, reason)
    case .none(let why): try await keep(video.job, words: why.sentence) { $0.foundNoHost(why, as: video) }
    case .later(let why):
      try await keep(video.job, words: nil) { row in
        row.note = why
        return .seconds(60)
      }
    }
    return nil
  }

  /// Throws only where the service stops: it goes on at its next start.
  private func outcome(
    of order: HostOrder, _ video: HostedVideo, at host: HostAccount
  ) async throws(CancellationError) -> Result<HostedCopy?, HostProblem> {
    do {
      if host.kind == .folder { return .success(try await carryOut(order, video, in: host)) }
      return .success(try await foreman.ask(host, order, of: video))
    } catch let problem as HostProblem {
      return .failure(problem)
    } catch let failure as Failure {
      return .failure(HostProblem(failure.kind == .input ? .unfit : .passing, failure.refusal, pause: failure.pause))
    } catch let end as CancellationError {
      throw end
    } catch {
      house.heard(error)
      let refusal = Refusal("\(host.name) could not be asked.", wayOut: "It is tried again by itself.", detail: "\(error)")
      return .failure(HostProblem(.passing, refusal))
    }
  }

  private func order(for task: HostedVideo.Task, _ video: HostedVideo, at host: HostAccount) -> HostOrder {
    switch (task, video.copy) {
    case (.change, let copy?) where video.mustMove(on: host): return .remove(copy)
    case (.change, let copy?):
      var parcel = parcel(of: video, to: host)
      parcel.files = parcel.files.otherThan(copy.files).filter { $0.name == PageFile.page }
      return .change(copy, parcel)
    case (.unpublish, let copy?): return .remove(copy)
    case (.unpublish, nil): return .withdraw(parcel(of: video, to: host))
    case (.look, let copy?): return .look(copy)
    default: return .put(parcel(of: video, to: host))
    }
  }

  private func parcel(of video: HostedVideo, to host: HostAccount) -> HostParcel {
    // A video service has a page of its own; ours may not be kept any more.
    let files = host.showsFiles ? video.files : video.files.filter { $0.name != PageFile.page }
    var parcel = HostParcel(job: video.job, details: video.wish.details, address: video.address, files: files)
    parcel.mayBeDownloaded = video.wish.mayBeDownloaded
    parcel.expiresAt = video.wish.expiresAt
    parcel.language = video.language
    parcel.passesForReal = video.passesForReal ?? false
    parcel.handle = video.handle
    return parcel
  }

  // MARK: - How it ended

  private func record(_ copy: HostedCopy?, of task: HostedVideo.Task, _ video: HostedVideo, at host: HostAccount) async throws {
    resting[host.name] = nil
    house.notices.clear(Self.topic(of: host))
    let job = await house.journal(of: video.job).about(["host": host.name])
    if task == .change, copy == nil {
      return try await keep(video.job, words: "It gets another address on \(host.name).") { row in
        if row.task == .unpublish { return row.left(isOver: false, as: video) }
        row.move(on: host)
        return .zero
      }
    }
    guard var copy else {
      let isOver = video.wish.expiresAt.map { $0 <= .now() } ?? false
      job.log(.notice, "A video was taken away from its host")
      return try await keep(video.job, words: "It was taken away from \(host.name).") { $0.left(isOver: isOver, as: video) }
    }
    copy.place = host.place
    if task == .put { job.log(.notice, "A video was published", fields: ["state": copy.state.rawValue]) }
    let words = task == .put ? "It lies on \(host.name)." : task == .change ? "What \(host.name) says of it was changed." : nil
    try await keep(video.job, words: words) { [copy] in $0.arrived(copy, at: host, as: video) }
  }

  private func record(_ problem: HostProblem, of video: HostedVideo, at host: HostAccount) async throws {
    guard let asked = try await house.ledger.hosted(video.job) else { return }
    if asked.number != video.number, problem.cause == .passing {
      // Whatever it was: another thing is to be done now.
      return try await keep(video.job, words: nil) { _ in .zero }
    }
    if video.task == .put, !isOpen, problem.cause == .passing {
      await house.journal(of: video.job).about(["host": host.name]).log(
        .info, "An upload waits for the hours in which uploads may run", fields: [:])
      return try await keep(video.job, words: nil) { row in
        row.note = nil
        return .zero
      }
    }
    await house.journal(of: video.job).about(["host": host.name]).log(
      .warning, "A host did not do what it was asked",
      fields: ["why": problem.refusal.sentence, "detail": problem.refusal.detail])
    if problem.cause == .key {
      resting[host.name] = (.now + .seconds(900), problem.refusal.sentence)
      house.notices.raise(
        Self.topic(of: host), "\(host.name): \(problem.refusal.sentence) \(problem.refusal.wayOut)", for: .administrator)
    }
    let (retry, dice) = (house.retry, Double.random(in: 0...1))
    var foreseen = asked
    _ = foreseen.met(problem, at: host, as: video, retry: retry, dice: dice)
    // It goes elsewhere, or is given up: what was begun here is taken away where it can be, and before anybody forgets it.
    if video.task == .put, foreseen.host == nil {
      if problem.cause == .passing { resting[host.name] = (.now + .seconds(900), problem.refusal.sentence) }
      try await clear(asked, host)
    }
    try await keep(video.job, words: "\(host.name): \(problem.refusal.sentence)") {
      $0.met(problem, at: host, as: video, retry: retry, dice: dice)
    }
  }

  private func clear(_ video: HostedVideo, _ host: HostAccount) async throws(CancellationError) {
    guard case .failure(let problem) = try await outcome(of: .withdraw(parcel(of: video, to: host)), video, at: host) else {
      return
    }
    await house.journal(of: video.job).about(["host": host.name]).log(
      .notice, "What was begun on a host could not be taken away there", fields: ["why": problem.refusal.sentence])
  }

  static func topic(of host: HostAccount) -> String { "host.\(host.name)" }

  /// Writes down how things stand now, and shows it to people. `change` answers with how long to wait until what is to be done next; what
  /// was asked meanwhile stands in what it changes.
  func keep(_ job: JobName, words: String?, _ change: @Sendable @escaping (inout HostedVideo) -> Duration?) async throws {
    guard let video = try await house.ledger.changeHosted(job, { (change(&$0), words) }) else { return }
    show(video)
  }

  // MARK: - Showing it

  /// Beside everything else, as a share may hang; one after the other, so that the newest stays; and again while it cannot be done.
  func show(_ video: HostedVideo) {
    unshown[video.job] = video.client
    showAll()
  }

  private func showAll() {
    for (job, client) in unshown where !showing.contains(job) {
      guard let desk = keepers.first(where: { $0.client.name == client })?.desk else { continue }
      unshown[job] = nil
      showing.insert(job)
      house.looseWork.begin { [self] in
        do {
          await shown(job, client, isDone: try await desk.showHosting(of: job))
        } catch {
          house.heard(error)
          await shown(job, client, isDone: false)
        }
      }
    }
  }

  private func shown(_ job: JobName, _ client: ClientName, isDone: Bool) {
    showing.remove(job)
    if !isDone { unshown[job] = client } else if unshown[job] != nil { showAll() }
  }

  /// Somebody has acted: hosts that were left alone are asked again.
  func trustAgain() async {
    do { try await house.ledger.hurryHosting() } catch { house.heard(error) }
    for name in resting.keys { house.notices.clear("host.\(name)") }
    resting = [:]
    wake.ring()
  }
}
