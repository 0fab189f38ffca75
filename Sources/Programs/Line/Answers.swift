import Files
import Glibc
import Ledger
import Outbox
import Production
import Review
import Settings

/// Answers commands: the same for the running service and for a command that found none running.
struct Answers: Sendable {
  let house: House
  let keepers: [ShareKeeper]
  let foreman: Foreman
  let publisher: Publisher
  let statuses: [StatusLoop]
  let startedAt: Moment

  func answer(_ request: Request, by person: String) async -> Reply {
    do {
      return try await reply(to: request, by: person)
    } catch let refusal as Refusal {
      return .refused(refusal)
    } catch LedgerError.noSuchJob(let job) {
      return .refused(Refusal("There is no job \(job).", wayOut: "See them all with: dropreel jobs"))
    } catch {
      return .refused(Refusal("It could not be done.", wayOut: "See the service's log for more.", detail: "\(error)"))
    }
  }

  private func reply(to request: Request, by person: String) async throws -> Reply {
    switch request {
    case .boards:
      let progress = await foreman.progress
      var boards: [StatusBoard] = []
      for status in statuses { boards.append(try await status.board(progress)) }
      return .boards(boards)
    case .jobs(let filter):
      return .jobs(
        try await house.ledger.jobs(
          client: filter.client, states: filter.states.isEmpty ? nil : filter.states, limit: filter.limit, offset: 0))
    case .story(let job):
      guard var story = try await house.ledger.story(job) else { throw LedgerError.noSuchJob(job) }
      story.upload = await foreman.upload(of: job)
      if let video = try await house.ledger.hosted(job), video.isThere, let host = video.host, let copy = video.copy {
        story.place = JobStory.Place(host: host, link: copy.link)
      }
      return .story(story)
    case .sources(let job):
      return .text(try SourcedScript(of: try await house.ledger.record(of: job), in: house.store).text)
    case .leads(let filter):
      var stories: [LeadStory] = []
      for card in try await house.ledger.leads(client: filter.client, matching: filter.text, limit: filter.limit) {
        stories.append(try await house.ledger.story(of: card))
      }
      return .leads(stories)
    case .views(let client, let scope, let days): return .views(try await views(of: client, scope, days))
    case .batches(let filter): return try await batches(filter)
    case .budget: return .budget(try await house.allowances())
    case .costs(let client, let days, let invoice, let job):
      return try await costs(of: client, days, invoice: invoice, job: job)
    case .voiceUsage(let client, let limit):
      return .voiceUsage(try await house.ledger.voiceUsage(of: client, limit: limit))
    case .paidVoices:
      guard let voices = try await foreman.paidVoices() else {
        throw Refusal(
          "The ElevenLabs account cannot be looked at just now.", wayOut: "See why with: journalctl -u dropreel -p warning")
      }
      return .voices(voices)
    case .assets(let client): return .assets(try await assets(of: client))
    case .brands(let client): return .brands(try await brands(of: client))
    case .checkBrands(let client, let name): return .brands(try await check(name, of: client))
    case .decide(let job, let decision, let notes): return try await decide(job, decision, notes, by: person)
    case .retry(let job): return try await retry(job, by: person)
    case .reformat(let job, let formats): return try await reformat(job, FormatWords.read(formats), by: person)
    case .publish(let job, let change):
      let video = try await house.publish(job, change, by: person)
      return await done(video, "\(job): it is on its way; publish.txt in outbox/\(job.path) tells how things stand.")
    case .unpublish(let job):
      try await house.unpublish(job, by: person)
      return await done(try await house.ledger.hosted(job), "\(job): it is being taken away from its host.")
    case .delete(let job): return try await delete(job, by: person)
    case .forget(let words, let client, let isSure): return try await forget(words, of: client, isSure: isSure, by: person)
    case .forgetViewers:
      let count = try await house.ledger.expireViewSalts(madeBefore: .now().advanced(by: .seconds(86_400)), lasting: false)
      return .done("Nobody who watched until now can be known again (\(count) salts were thrown away).")
    case .hosts(let client, let limit): return .hosts(try await house.hostBoard(of: client, limit: limit))
    case .verify: return try await verify()
    case .backup(let path):
      try await house.ledger.backup(to: path)
      return .done("The ledger was copied to \(path).")
    case .examine:
      async let own = ServiceExamination(house.settings).run()
      async let hosts = HostExamination(house, foreman).run()
      return .examined(await own + hosts)
    case .health:
      return .health(
        Health(
          process: getpid(), startedAt: startedAt, isStopping: await foreman.stopsNow,
          runningStages: await foreman.runningCount, notices: house.notices.words,
          watch: house.watchRecord.health(house.meter.soFar)))
    case .adopt(let client): return try await adopt(client)
    }
  }

  private func done(_ video: HostedVideo?, _ words: String) async -> Reply {
    publisher.look()
    if let video { await publisher.show(video) }
    return .done(words)
  }

  private func batches(_ filter: BatchFilter) async throws -> Reply {
    guard let name = filter.name else {
      return .batches(try await house.ledger.batches(client: filter.client, limit: filter.limit), rows: [])
    }
    guard let card = try await house.ledger.batch(named: name) else {
      throw Refusal("There is no batch called \(name).", wayOut: "See which there are: dropreel batches")
    }
    return .batches([card], rows: try await house.ledger.rows(of: name, limit: filter.limit))
  }

  func keeper(of job: JobName) async throws -> ShareKeeper {
    let client = try await house.ledger.record(of: job).order.drop.client
    guard let keeper = keepers.first(where: { $0.client.name == client }) else {
      throw Refusal("The client \(client) is not in config.toml any more.", wayOut: "Put it back to go on with its jobs.")
    }
    return keeper
  }

  /// Has the desk of a share do something, and waits no longer than a person would.
  func ask<Answer: Sendable>(
    _ keeper: ShareKeeper, atMost patience: Duration = Self.patience, _ work: @escaping @Sendable (Desk) async throws -> Answer
  ) async throws -> Answer {
    let desk = try keeper.deskAtHand()
    let answer = try await TimeLimit.wait(atMost: patience) {
      guard await desk.standing() == .present else {
        throw Refusal("The share \(keeper.client.share) is not there at the moment.", wayOut: "Try again when it is back.")
      }
      return try await work(desk)
    }
    guard let answer else {
      throw Refusal(
        "The share \(keeper.client.share) does not answer, so it is not known whether this was done.",
        wayOut: "See how things stand when it does: dropreel status.")
    }
    return answer
  }

  private static let patience = Duration.seconds(20)

  /// An administrator's word that a folder is the client's share from now on.
  private func adopt(_ client: ClientName) async throws -> Reply {
    guard let keeper = keepers.first(where: { $0.client.name == client }) else {
      throw Refusal("There is no client \(client) in config.toml.", wayOut: "See the clients with: dropreel doctor")
    }
    if keeper.desk != nil { return .done("\(keeper.client.share) is the share of \(client) already.") }
    guard let isThere = try await TimeLimit.wait(atMost: Self.patience, for: { try await keeper.adopt() }) else {
      throw Refusal("The share \(keeper.client.share) does not answer.", wayOut: "Mount it, then try again.")
    }
    for status in statuses { status.wake.ring() }
    guard isThere else {
      throw Refusal("The share \(keeper.client.share) cannot be opened.", wayOut: "See why with: dropreel status")
    }
    return .done("\(keeper.client.share) is the share of \(client) from now on.")
  }

  private func decide(_ job: JobName, _ decision: Decision, _ notes: String, by person: String) async throws -> Reply {
    let keeper = try await keeper(of: job)
    if decision == .cancel, let batch = try await house.ledger.batch(named: job), batch.open > 0 {
      try await ask(keeper) { try await $0.cancelBatch(job, by: person) }
    } else if decision != .cancel, let batch = try await house.ledger.batch(named: job), batch.open > 0 {
      return .done(try await decideAll(of: job, decision, notes, by: person, keeper))
    } else if decision == .cancel {
      let ended = try await house.ledger.cancel(job, by: person)
      if let ended { await foreman.cancel(ended) }
      keeper.errands.leave(.show(job))
    } else {
      try await ask(keeper) { try await $0.decideByCommand(job, decision, notes: notes, by: person) }
    }
    for status in statuses { status.wake.ring() }
    foreman.wake.ring()
    if let card = try await house.ledger.job(named: job), card.state == .overBudget, decision == .approve {
      return .done("\(job): approved, and waits: \(card.note?.sentence ?? "it is over its budget.")")
    }
    return .done("\(job): \(words(for: decision))")
  }

  /// About all rows of a batch that wait, some at a time: nobody waits longer for an answer than for that of one job.
  private func decideAll(
    of batch: JobName, _ decision: Decision, _ notes: String, by person: String, _ keeper: ShareKeeper
  ) async throws -> String {
    var (decided, overBudget) = ([JobName](), 0)
    var refused: [BatchAnswer.Refused] = []
    // Said once, it is about what waits at this gate now: neither about another gate, nor about what is written because of it.
    let gate = try await ask(keeper) { try await $0.gateToDecide(of: batch) }
    while true {
      let sparing = Set(refused.map(\.job) + decided)
      let answer = try await ask(keeper) {
        try await $0.decideAllByCommand(of: batch, decision, notes: notes, by: person, at: gate, sparing: sparing)
      }
      decided += answer.decided
      overBudget += answer.overBudget
      refused += answer.refused
      if answer.decided.isEmpty, answer.refused.isEmpty { break }
    }
    for status in statuses { status.wake.ring() }
    foreman.wake.ring()
    guard !decided.isEmpty else { throw refused.first?.why ?? Desk.nothingWaits(of: batch) }
    let all = BatchAnswer(
      decision: decision, gate: gate, decided: decided, overBudget: overBudget, refused: refused,
      grace: house.settings.review.grace)
    try await ask(keeper) { try await $0.tell(all, in: batch) }
    let excess = overBudget > 0 ? " \(overBudget) of them would go over the budget, and wait." : ""
    let rest = refused.map { "\n\($0.job): \($0.why.sentence) \($0.why.wayOut)" }.joined()
    return "\(batch), \(all.subject): \(words(for: decision))\(excess)\(rest)"
  }

  private func words(for decision: Decision) -> String {
    switch decision {
    case .approve: "approved; the work starts in \(house.settings.review.grace.components.seconds) s."
    case .reject, .redo: "the next version is being written."
    case .cancel: "cancelled."
    case .hold: "on hold."
    }
  }

  private func retry(_ job: JobName, by person: String) async throws -> Reply {
    try await ask(try await keeper(of: job)) { try await $0.retry(job, by: person) }
    foreman.wake.ring()
    for status in statuses { status.wake.ring() }
    return .done("\(job): it is tried again.")
  }

  private func reformat(_ job: JobName, _ formats: [VideoFormat], by person: String) async throws -> Reply {
    let further = try await house.reformat(job, into: formats, by: person)
    foreman.wake.ring()
    for status in statuses { status.wake.ring() }
    let names = formats.map(\.name).joined(separator: ", ")
    return .done("\(further): \(job) is made in \(names) too; see outbox/\(further) when it is finished.")
  }

  /// The chain, the states, and every finished file against its digest.
  private func verify() async throws -> Reply {
    var problems = try await house.ledger.verify()
    var checked = 0
    var last: Int64 = 0
    var unseen: Set<ClientName> = []
    while true {
      let outputs = try await house.ledger.outputs(after: last, limit: 500)
      guard let newest = outputs.last else { break }
      last = newest.id
      for output in outputs {
        checked += 1
        guard let keeper = keepers.first(where: { $0.client.name == output.client }), !unseen.contains(output.client) else {
          continue
        }
        guard let desk = try? keeper.deskAtHand(), await desk.standing() == .present else {
          problems.append("What was made for \(output.client) could not be looked at: its share is not there.")
          unseen.insert(output.client)
          continue
        }
        if let problem = await desk.problem(with: output.artifact, of: output.job) { problems.append(problem) }
      }
    }
    return .verified(problems: problems, checked: checked)
  }
}
