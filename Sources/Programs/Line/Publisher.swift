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
  private var atWork: Set<JobName> = []
  /// Hosts that are left alone for now, and why.
  private var resting: [String: (until: ContinuousClock.Instant, why: String)] = [:]
  private var roots: [HostAccount: WebRoot] = [:]

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
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        var next = ContinuousClock.now + house.settings.intake.rescan
        do {
          try await expire()
          for video in try await due() {
            atWork.insert(video.job)
            group.addTask { await self.perform(video) }
          }
          if let moment = try await house.ledger.nextHosting(), isOpen {
            next = min(next, .now + max(.milliseconds(200), moment.since(.now())))
          }
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
    let room = house.settings.uploads.atOnce - atWork.count
    guard room > 0 else { return [] }
    return try await house.ledger.dueHosting(at: .now(), limit: room + atWork.count).filter { video in
      // What is to go away goes at any hour.
      !atWork.contains(video.job) && (isOpen || video.task != .put)
    }.prefix(room).map { $0 }
  }

  private func expire() async throws {
    for var video in try await house.ledger.expiredHosting(at: .now()) where !atWork.contains(video.job) {
      video.task = .unpublish
      try await house.ledger.keep(video)
    }
  }

  /// So many bytes a second each of those that are on their way now may take; 0: as many as it can.
  var pace: Int {
    let bits = house.settings.uploads.megabits * 1_000_000
    return bits > 0 ? max(1, Int(bits / 8) / max(1, atWork.count)) : 0
  }

  // MARK: - One of them

  private func perform(_ video: HostedVideo) async {
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
    atWork.remove(video.job)
    wake.ring()
  }

  private func work(on known: HostedVideo) async throws {
    guard var video = try await house.ledger.hosted(known.job), let task = video.task else { return }
    if video.host == nil {
      guard task == .put else { return try await settle(video.job) { $0.left(.unpublished) } }
      guard try await choose(for: &video) else { return }
    }
    guard let host = house.settings.hosts(of: video.client).first(where: { $0.name == video.host }) else {
      return try await settle(video.job) { video in
        video.note = Refusal(
          "The host \"\(video.host ?? "")\" is not set up any more.", wayOut: "Ask your administrator, or publish it elsewhere.")
        video.task = nil
        if task == .put { video.state = .failed }
      }
    }
    let outcome = await outcome(of: task, video, at: host)
    if Task.isCancelled { throw CancellationError() }
    switch outcome {
    case .success(let copy): try await record(copy, of: task, video, at: host)
    case .failure(let problem): try await record(problem, of: video, at: host)
    }
  }

  /// False where none takes it, or none now.
  private func choose(for video: inout HostedVideo) async throws -> Bool {
    resting = resting.filter { $0.value.until > .now }
    let choice = HostChoice(
      hosts: house.settings.hosts(of: video.client), used: try await house.ledger.hostedBytes(),
      resting: resting.mapValues(\.why))
    switch choice.choose(for: video) {
    case .host(let name, let reason):
      video.host = name
      video.reasons.append(reason)
      try await house.ledger.keep(video, words: "It goes to \(reason)")
      return true
    case .none(let why):
      try await settle(video.job, words: why.sentence) { video in
        video.note = why
        video.state = .failed
        video.task = nil
      }
    case .later(let why): try await settle(video.job, after: .seconds(60)) { $0.note = why }
    }
    return false
  }

  private func outcome(of task: HostedVideo.Task, _ video: HostedVideo, at host: HostAccount) async -> Result<
    HostedCopy?, HostProblem
  > {
    do {
      let order = order(for: task, video, at: host)
      if host.kind == .folder { return .success(try await root(of: host).carryOut(order, video)) }
      return .success(try await foreman.ask(host, order, of: video))
    } catch let problem as HostProblem {
      return .failure(problem)
    } catch let failure as Failure {
      return .failure(HostProblem(failure.kind == .input ? .unfit : .passing, failure.refusal, pause: failure.pause))
    } catch {
      house.heard(error)
      let refusal = Refusal("\(host.name) could not be asked.", wayOut: "It is tried again by itself.", detail: "\(error)")
      return .failure(HostProblem(.passing, refusal))
    }
  }

  private func order(for task: HostedVideo.Task, _ video: HostedVideo, at host: HostAccount) -> HostOrder {
    switch (task, video.copy) {
    case (.change, let copy?) where host.showsFiles && video.mustMove: return .remove(copy)
    case (.change, let copy?): return .change(copy, video.wish.details)
    case (.unpublish, let copy?): return .remove(copy)
    case (.look, let copy?): return .look(copy)
    default:
      var parcel = HostParcel(
        job: video.job, details: video.wish.details, address: video.address, files: video.files)
      parcel.mayBeDownloaded = video.wish.mayBeDownloaded
      parcel.expiresAt = video.wish.expiresAt
      parcel.handle = video.handle
      return .put(parcel)
    }
  }

  private func root(of host: HostAccount) -> WebRoot {
    if let root = roots[host] { return root }
    let root = WebRoot(host, store: house.store)
    roots[host] = root
    return root
  }

  // MARK: - How it ended

  private func record(_ copy: HostedCopy?, of task: HostedVideo.Task, _ video: HostedVideo, at host: HostAccount) async throws {
    resting[host.name] = nil
    house.notices.clear(Self.topic(of: host))
    let job = await house.journal(of: video.job).about(["host": host.name])
    if task == .change, copy == nil {
      return try await settle(video.job, words: "It gets another address on \(host.name).", after: .zero) { $0.move() }
    }
    guard task != .unpublish, let copy else {
      let isOver = video.wish.expiresAt.map { $0 <= .now() } ?? false
      job.log(.notice, "A video was taken away from its host")
      return try await settle(video.job, words: "It was taken away from \(host.name).") { video in
        video.left(isOver ? .expired : .unpublished)
      }
    }
    if task == .put { job.log(.notice, "A video was published", fields: ["state": copy.state.rawValue]) }
    let words = task == .put ? "It lies on \(host.name)." : task == .change ? "What \(host.name) says of it was changed." : nil
    try await keep(video.job, words: words) { $0.arrived(copy, at: host) }
  }

  private func record(_ problem: HostProblem, of video: HostedVideo, at host: HostAccount) async throws {
    await house.journal(of: video.job).about(["host": host.name]).log(
      .warning, "A host did not do what it was asked",
      fields: ["why": problem.refusal.sentence, "detail": problem.refusal.detail])
    if problem.cause == .key {
      resting[host.name] = (.now + .seconds(900), problem.refusal.sentence)
      house.notices.raise(
        Self.topic(of: host), "\(host.name): \(problem.refusal.sentence) \(problem.refusal.wayOut)", for: .administrator)
    }
    let retry = house.retry
    try await keep(video.job, words: "\(host.name): \(problem.refusal.sentence)") { video in
      video.met(problem, at: host, retry: retry, dice: .random(in: 0...1))
    }
  }

  private static func topic(of host: HostAccount) -> String { "host.\(host.name)" }

  /// Writes down how things stand now, and shows it to people. Whatever was asked meanwhile is in what is changed here.
  private func settle(
    _ job: JobName, words: String? = nil, after pause: Duration? = nil, _ change: (inout HostedVideo) -> Void
  ) async throws {
    try await keep(job, words: words) { video in
      change(&video)
      return pause
    }
  }

  /// `change` answers with how long to wait until what is to be done next.
  private func keep(_ job: JobName, words: String?, _ change: (inout HostedVideo) -> Duration?) async throws {
    guard var video = try await house.ledger.hosted(job) else { return }
    let pause = change(&video)
    try await house.ledger.keep(video, due: pause.map { Moment.now().advanced(by: $0) }, words: words)
    show(video)
  }

  /// Beside everything else: a share may hang.
  func show(_ video: HostedVideo) {
    guard let desk = keepers.first(where: { $0.client.name == video.client })?.desk else { return }
    house.looseWork.begin { [house] in
      do {
        try await desk.showHosting(of: video.job)
      } catch {
        house.heard(error)
      }
    }
  }

  /// Somebody has acted: hosts that were left alone are asked again.
  func trustAgain() {
    for name in resting.keys { house.notices.clear("host.\(name)") }
    resting = [:]
    wake.ring()
  }
}

extension WebRoot {
  func carryOut(_ order: HostOrder, _ video: HostedVideo) throws -> HostedCopy? {
    switch order {
    case .put: return try put(video)
    case .change(let copy, _), .look(let copy): return copy
    case .remove(let copy):
      try remove(copy)
      return nil
    }
  }
}
