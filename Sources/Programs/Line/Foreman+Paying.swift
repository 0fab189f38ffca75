import Files
import Journal
import Ledger
import Production
import Settings

/// What the line does for stages that ask others over the network, and pay them. A worker's words about money are not believed: what it
/// cannot have meant ends it.
extension Foreman {
  /// Whether a word is one that this worker may say now.
  func makesSense(_ word: WorkerWord, of order: StageOrder, _ takes: TakeDealings, _ scenes: SceneDealings) -> Bool {
    let lease = order.lease
    return switch word {
    case .intent(_, _, let atMost): StageCard.card(of: lease.stage).purse != nil && atMost >= .zero
    case .charged(let call, let cost, _): isOpen(call, of: lease) && cost >= .zero
    case .unclear(let call): isOpen(call, of: lease)
    case .refused(let key, _): mayHave(key, lease)
    case .part(let part, let label): takes.mayKeep(part, label)
    case .scene(let scene): scenes.mayKeep(scene)
    case .ask(.scene, let key): scenes.mayAsk(key)
    case .ask(.salt, let name): maySalt(name, order)
    case .ask(let question, let key): takes.mayAsk(question, key)
    default: true
    }
  }

  /// The secret that a stage may use: one of those whom it may pay for its own client, and who has not just refused it.
  func secret(_ key: String, of order: StageOrder) -> String? {
    guard mayHave(key, order.lease), !isLeftAlone(key) else { return nil }
    guard let secret = house.secrets[key] else {
      refusedKeys[key] = .now + Self.pauseOfRefusedKeys
      house.notices.raise(
        Self.topic(ofKey: key),
        "There is no key named \(key), which \(order.lease.client) needs. Set it, then restart the service.",
        for: .administrator)
      return nil
    }
    return secret.reveal { $0 }
  }

  /// Whether a call was paid for before, and its answer is still there.
  func isKnown(_ key: String, to client: ClientName) async throws -> Bool {
    guard let answer = try await house.ledger.answer(to: key, for: client) else { return false }
    return try house.store.has(answer.digest)
  }

  private func mayHave(_ key: String, _ lease: Lease) -> Bool {
    house.settings.payees(of: lease.stage, for: lease.client).contains { $0.key == key }
  }

  /// A key that is refused once is refused always, until a person has acted: one message, and no job is spent on it meanwhile.
  func leaveAlone(_ key: String, _ refusal: Refusal, _ lease: Lease) {
    refusedKeys[key] = .now + Self.pauseOfRefusedKeys
    house.journal(about: lease).log(
      .warning, "A provider refuses a key, and is left alone for a while", fields: ["key": key, "why": refusal.detail])
    house.notices.raise(Self.topic(ofKey: key), "\(refusal.sentence) \(refusal.wayOut)", for: .administrator)
  }

  private func isLeftAlone(_ key: String) -> Bool {
    guard let until = refusedKeys[key] else { return false }
    guard until <= .now else { return true }
    refusedKeys[key] = nil
    house.notices.clear(Self.topic(ofKey: key))
    return false
  }

  /// The settings were read again, or the service was started: a person has acted, and no job waits any longer for that.
  func trustKeysAgain() async {
    for key in refusedKeys.keys { house.notices.clear(Self.topic(ofKey: key)) }
    refusedKeys = [:]
    do {
      try await house.ledger.recall(Stage.allCases.filter { StageCard.card(of: $0).purse != nil })
    } catch {
      // They go on when their time has come.
      house.heard(error)
    }
  }

  private static func topic(ofKey key: String) -> String { "key.\(key)" }
  private static let pauseOfRefusedKeys = Duration.seconds(900)

  // MARK: - Money

  /// What a worker is answered that is about to spend.
  func answer(
    intent key: String, _ provider: String, _ atMost: Money, _ order: StageOrder, in folder: WorkFolder,
    _ excess: inout OverBudget?
  ) async throws -> DaemonWord {
    if stopsNow { return .denied(Refusal("The service is stopping.", wayOut: "It goes on after the restart.")) }
    let lease = order.lease
    let budget = house.settings.budget(of: lease.client)
    switch try await house.ledger.intend(key, provider: provider, atMost: atMost, lease: lease, within: budget) {
    case .granted(let call):
      callOpened(call, by: lease)
      return .granted(call: call)
    case .overBudget(let refusal):
      excess = OverBudget(refusal: refusal, needs: atMost)
      return .denied(refusal)
    case .answered(let call, let answer):
      let handed = Artifact(name: "paid-\(call)", digest: answer.digest, size: answer.size)
      if try await house.storekeeper.hand(handed, to: folder) { return .paid(call: call, answer: handed) }
      guard StageCard.card(of: lease.stage).looksUp else { return Self.notKept(lease) }
      // A line of long ago: its time in the store is over, and it is said anew.
      try await house.ledger.forgetAnswer(of: call)
      return try await self.answer(intent: key, provider, atMost, order, in: folder, &excess)
    // Whoever asks looks it up, unless somebody has, and a person is asked.
    case .perhapsCharged(let call, let job, let waits)
    where StageCard.card(of: lease.stage).looksUp && (job == lease.job || !waits):
      guard let since = try await house.ledger.lookUpAgain(call, by: lease) else { return Self.askedForAnother }
      callOpened(call, by: lease)
      return .lookUp(call: call, since: since.microseconds / 1_000_000)
    case .charged:
      return .denied(
        Refusal(
          "This was paid for before, and what came back is lost.",
          wayOut: "Ask for a new version, or pay again with: dropreel retry \(lease.job)."))
    case .out: return Self.askedForAnother
    case .perhapsCharged(_, let job, let waits):
      return .denied(
        Refusal(
          "This was perhaps paid for before, for \(job).",
          wayOut: "Look it up at \(provider), then run: dropreel retry \(waits ? job : lease.job)."))
    }
  }

  private static let askedForAnother = DaemonWord.later(
    Refusal("The same is being asked for another job just now.", wayOut: "It goes on by itself."), after: .seconds(3))

  private static func notKept(_ lease: Lease) -> DaemonWord {
    .denied(
      Refusal(
        "This was paid for before, and its answer is not kept any more.",
        wayOut: "Ask for a new version, or look at the job's story: dropreel show \(lease.job)."))
  }

  /// Writes a charge down, with what came back for it. Where a call can be looked up and there is no room for its answer, it stays open,
  /// and this try ends: the next one fetches the answer, while a charge without one would be a line lost.
  func charge(_ call: Int64, _ cost: Money, _ answer: Artifact?, of stage: Stage, in folder: WorkFolder) async throws {
    let looksUp = StageCard.card(of: stage).looksUp
    guard let answer else {
      // The worker had no room for it either.
      if looksUp, cost > .zero, house.disk.isLow { throw Self.noRoomForAnswer }
      return try await house.ledger.charge(call, cost: cost)
    }
    do {
      let kept = try await house.storekeeper.put(WorkResult(artifacts: [answer], facts: [:]), from: folder)
      try await house.ledger.charge(call, cost: cost, answer: kept.artifacts.first)
    } catch let error as FileError where error.isFull && !looksUp {
      // The worker still has it, and may come to its end with it.
      house.heard(error)
      house.journal.log(.warning, "There is no room to keep what was paid for", fields: ["error": "\(error)"])
      try await house.ledger.charge(call, cost: cost)
    } catch {
      // That it was charged is known, whatever became of the answer.
      if !looksUp { try await house.ledger.charge(call, cost: cost) }
      throw error
    }
  }

  private static let noRoomForAnswer = Failure(.noRoom(), kind: .restart, pause: .seconds(1))

  /// A stage came to its end without some of its calls, and nobody will ask for these any more: a person should know.
  func tellOfDoubts(after lease: Lease) async {
    guard StageCard.card(of: lease.stage).looksUp, let payee = house.settings.payees(of: lease.stage, for: lease.client).first
    else {
      return
    }
    // The stage is recorded, and nothing that goes wrong here changes that.
    guard let doubts = try? await house.ledger.doubts(about: lease.job), doubts > 0 else { return }
    house.notices.raise(
      "doubt.\(lease.job)",
      "\(lease.job) went on, and nobody knows whether \(payee.name) charged \(doubts) of its calls: they count at their most. "
        + "Look at the bill; dropreel show \(lease.job) names them.", for: .administrator)
  }

  // MARK: - What others say

  /// Without any key: who is asked over the network may say it again.
  func cleaned(_ result: WorkResult) -> WorkResult {
    WorkResult(artifacts: result.artifacts, facts: result.facts.mapValues(house.journal.cleaned))
  }

  func cleaned(_ failure: Failure) -> Failure {
    Failure(cleaned(failure.refusal), kind: failure.kind, pause: failure.pause)
  }

  func cleaned(_ refusal: Refusal) -> Refusal {
    Refusal(
      house.journal.cleaned(refusal.sentence), wayOut: house.journal.cleaned(refusal.wayOut),
      detail: house.journal.cleaned(refusal.detail))
  }
}

/// A worker was refused a paid call, because it may cost more than may be spent.
struct OverBudget: Error {
  let refusal: Refusal
  let needs: Money
}
