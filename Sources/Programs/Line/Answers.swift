import Files
import Glibc
import Ledger
import Outbox
import Production
import Settings

/// Answers commands: the same for the running service and for a command that found none running.
struct Answers: Sendable {
  let house: House
  let desks: [Desk]
  let foreman: Foreman
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
      guard let story = try await house.ledger.story(job) else { throw LedgerError.noSuchJob(job) }
      return .story(story)
    case .decide(let job, let decision, let notes): return try await decide(job, decision, notes, by: person)
    case .retry(let job): return try await retry(job, by: person)
    case .verify: return try await verify()
    case .backup(let path):
      try await house.ledger.backup(to: path)
      return .done("The ledger was copied to \(path).")
    case .examine: return .examined(await ServiceExamination(house.settings).run())
    case .health:
      return .health(
        Health(
          process: getpid(), startedAt: startedAt, isStopping: await foreman.stopsNow,
          runningStages: await foreman.runningCount, notices: house.notices.words))
    }
  }

  private func desk(of job: JobName) async throws -> Desk {
    let client = try await house.ledger.record(of: job).order.drop.client
    guard let desk = desks.first(where: { $0.client.name == client }) else {
      throw Refusal("The client \(client) is not in config.toml any more.", wayOut: "Put it back to go on with its jobs.")
    }
    return desk
  }

  private func decide(_ job: JobName, _ decision: Decision, _ notes: String, by person: String) async throws -> Reply {
    let desk = try await desk(of: job)
    if decision == .cancel {
      let ended = try await house.ledger.cancel(job, by: person)
      if let ended { await foreman.cancel(ended) }
      await desk.giveUp(job, "It was cancelled by \(person).")
    } else {
      try await desk.decideByCommand(job, decision, notes: notes, by: person)
    }
    for status in statuses { status.wake.ring() }
    foreman.wake.ring()
    if let card = try await house.ledger.job(named: job), card.state == .overBudget, decision == .approve {
      return .done("\(job): approved, and waits: \(card.note?.sentence ?? "it is over its budget.")")
    }
    return .done("\(job): \(words(for: decision))")
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
    let desk = try await desk(of: job)
    try await desk.retry(job, by: person)
    foreman.wake.ring()
    for status in statuses { status.wake.ring() }
    return .done("\(job): it is tried again.")
  }

  /// The chain, the states, and every finished file against its digest.
  private func verify() async throws -> Reply {
    var problems = try await house.ledger.verify()
    var checked = 0
    var last: Int64 = 0
    while true {
      let outputs = try await house.ledger.outputs(after: last, limit: 500)
      guard let newest = outputs.last else { break }
      last = newest.id
      for output in outputs {
        checked += 1
        guard let desk = desks.first(where: { $0.client.name == output.client }) else { continue }
        if let problem = await desk.problem(with: output.artifact, of: output.job) { problems.append(problem) }
      }
    }
    return .verified(problems: problems, checked: checked)
  }
}
