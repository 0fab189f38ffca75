import Files
import Ledger
import Production
import Settings
import Synchronization

extension DeskLoop {
  // MARK: - Intake

  /// When what is due; it belongs to the one round of intake.
  private struct Schedule {
    /// To listen, and to look through.
    var rescan = ContinuousClock.now
    /// Only to look through, where nobody tells.
    var poll = ContinuousClock.now
    var pace = PollPace()
    /// Whether all that came since the last look through must have been told of.
    var wasProven = false
  }

  func runIntake() async {
    var schedule = Schedule()
    var last: Desk?
    while !Task.isCancelled {
      if ears.judge(at: .now) { touched.withLock { $0.wantsRescan = true } }
      guard let desk = await keeper.deskIfThere() else {
        if last != nil { ears.rest() }
        last = nil
        await intakeWake.wait(until: .now + house.settings.intake.poll)
        continue
      }
      if desk !== last {
        if last != nil { ears.rest() }
        last = desk
        schedule = Schedule()
        changed()
        reviewWake.ring()
        assetsWake.ring()
      }
      let next = await roundOfIntake(desk, &schedule)
      await intakeWake.wait(until: next)
      // Hints come in bunches: one round for all of them, at a delay that nobody sees beside the settle time.
      if ContinuousClock.now < next { try? await Task.sleep(for: .milliseconds(20)) }
    }
  }

  /// Says when the next one is due.
  private func roundOfIntake(_ desk: Desk, _ schedule: inout Schedule) async -> ContinuousClock.Instant {
    do {
      try await look(desk, &schedule)
      // What is in the inbox is safe there; what is taken needs room.
      guard house.disk.hasRoom else { throw LedgerError.diskFull(detail: "the disk that holds the state") }
      let round = try await desk.takeIn()
      let view = await desk.view()
      if round.taken > 0 || view.waiting != keeper.view.waiting { changed() }
      keeper.saw(view)
      house.notices.clear("share \(client)")
      return [schedule.rescan, schedule.poll, round.next, ears.verdictDue].compactMap { $0 }.min() ?? schedule.rescan
    } catch {
      complain(error, during: "taking in")
      schedule.rescan = .now + .seconds(5)
      return schedule.rescan
    }
  }

  /// Takes the hints, and looks the inbox through when that is due.
  private func look(_ desk: Desk, _ schedule: inout Schedule) async throws {
    let now = ContinuousClock.now
    let news = touched.withLock { touched in
      defer { touched = Touched(wantsRescan: false, wantsToListen: false) }
      return touched
    }
    let isDue = now >= schedule.rescan
    if isDue || news.wantsToListen {
      schedule.rescan = now + house.settings.intake.rescan
      await desk.listen(with: ears)
    }
    if !news.paths.isEmpty || !news.left.isEmpty { try await desk.heard(of: news.paths, left: news.left) }
    guard isDue || news.wantsRescan || now >= schedule.poll else { return }
    try await desk.passMarkersOn()
    let found = try await desk.rescan(isPolled: ears.isPolled(.inbox))
    let isProven = ears.isProven(.inbox)
    if schedule.wasProven, isProven, found > 0 { house.meter.count(.foundByRescan(client, found)) }
    schedule.wasProven = isProven
    schedule.pace.looked(for: .now - now)
    schedule.poll = ears.isPolled(.inbox) ? .now + pause(schedule.pace) : schedule.rescan
  }

  private func pause(_ pace: PollPace) -> Duration {
    pace.pause(house.settings.intake.poll, atMost: house.settings.intake.rescan)
  }

  // MARK: - Review

  func runReview() async {
    while !Task.isCancelled {
      if let desk = keeper.desk {
        if await desk.standing() == .present { await roundsOfReview(desk) } else { intakeWake.ring() }
      }
      await reviewWake.wait(until: await nextReading())
    }
  }

  private func roundsOfReview(_ desk: Desk) async {
    var isWell = true
    // Each by itself: what is in the way of one must not be in the way of the others.
    for (work, round) in rounds {
      do {
        if try await round(desk) { changed() }
      } catch {
        isWell = false
        complain(error, during: work)
      }
    }
    if isWell { house.notices.clear("review \(client)") }
  }

  private var rounds: [(work: String, round: @Sendable (Desk) async throws -> Bool)] {
    [
      // First of all: what is shown would make a folder of the old name anew.
      ("taking renamed folders back", { try await $0.takeRenamedFoldersBack() }),
      ("showing results", { try await $0.doErrands() }),
      ("reading decisions", { try await $0.readReviews() }),
      ("reading late decisions", { try await $0.readLateDecisions() }),
      ("reading what is to be tried again", { try await $0.readRetries() }),
      ("reading what is to be published", { try await $0.readEditedPublishing() }),
      ("publishing", { try await $0.publishWhatIsDue() }),
      ("taking away", { try await $0.takeAwayWhatIsDue() }),
    ]
  }

  /// The next look without a hint: at the rescan, and once more shortly before a grace ends, so that an undo is never missed.
  private func nextReading() async -> ContinuousClock.Instant {
    let intake = house.settings.intake
    let isPolled = ears.isPolled(.review) || ears.isPolled(.failed)
    let look = ContinuousClock.now + (isPolled ? min(intake.poll, intake.rescan) : intake.rescan)
    let removal = try? await house.ledger.nextRemoval(of: client)
    // What should be gone by now is in the way of nobody else.
    let removing = removal.map { $0.since(.now()) }.map { ContinuousClock.now + ($0 > .zero ? $0 : .seconds(5)) } ?? look
    let erasing = await keeper.desk?.nextErasure.map { $0 > .now ? $0 : .now + .seconds(5) } ?? look
    let taking = min(removing, erasing)
    guard let due = try? await house.ledger.nextLeaseTime() else { return min(look, taking) }
    let left = due.since(.now())
    // And when it has ended: what was approved to be published is published then.
    return min(look, taking, .now + max(.milliseconds(10), left > Self.lastLook ? left - Self.lastLook : left))
  }

  private static let lastLook = Duration.milliseconds(500)

  // MARK: - Assets

  /// By itself: workers look at what is dropped there, and nobody's decision waits for that.
  func runAssets() async {
    while !Task.isCancelled {
      var pause = house.settings.intake.rescan
      if let desk = keeper.desk, await desk.standing() == .present { pause = await lookAtAssets(desk) }
      let next = ContinuousClock.now + pause
      await assetsWake.wait(until: next)
      // Many files come in bunches: one look for all of them, and looking never fills the time.
      if ContinuousClock.now < next {
        try? await Task.sleep(for: max(.milliseconds(50), (await keeper.desk?.assetsWalk ?? .zero) * 4))
      }
    }
  }

  /// Says how long until the next look.
  private func lookAtAssets(_ desk: Desk) async -> Duration {
    var pace = PollPace()
    var due: ContinuousClock.Instant?
    // The same folder holds how words are to be said; what is in the way of that is not in the way of the others.
    do {
      try await desk.readPronunciation()
      house.notices.clear(topic(of: Self.readingPronunciation))
    } catch {
      complain(error, during: Self.readingPronunciation)
    }
    do {
      if try await desk.readAssets() { changed() }
      house.notices.clear(topic(of: Self.lookingAtAssets))
      due = await desk.assetsDue
    } catch {
      complain(error, during: Self.lookingAtAssets)
    }
    pace.looked(for: await desk.assetsWalk)
    let intake = house.settings.intake
    let look = ears.isPolled(.assets) ? pace.pause(intake.poll, atMost: intake.rescan) : intake.rescan
    // Whatever is due: looking never fills the time.
    return min(look, max(due.map { $0 - .now } ?? look, .milliseconds(250)))
  }
}
