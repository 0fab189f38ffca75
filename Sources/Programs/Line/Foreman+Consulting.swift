import Digests
import Files
import Journal
import Ledger
import Production
import Settings

/// What the line does for stages that ask others over the network, and pay them.
extension Foreman {
  /// The secret that a network stage may use: one of its own client's models, whose provider has not just refused it.
  func answer(_ question: String, _ key: String, of order: StageOrder) -> String? {
    guard question == "key", order.lease.stage == .consult,
      house.settings.writers(of: order.lease.client).contains(where: { $0.key == key }), !isLeftAlone(key)
    else { return nil }
    return house.secrets[key]?.reveal { $0 }
  }

  /// A key that is refused once is refused always, until a person has acted: one message, and no job is spent on it meanwhile.
  func leaveAlone(_ key: String, _ refusal: Refusal, _ lease: Lease) {
    refusedKeys[key] = .now + Self.pauseOfRefusedKeys
    house.journal(about: lease).log(
      .warning, "A provider refuses a key, and is left alone for a while", fields: ["key": key, "why": refusal.detail])
    house.notices.raise(Self.topic(key), "\(refusal.sentence) \(refusal.wayOut)", for: .administrator)
  }

  private func isLeftAlone(_ key: String) -> Bool {
    guard let until = refusedKeys[key] else { return false }
    guard until <= .now else { return true }
    refusedKeys[key] = nil
    house.notices.clear(Self.topic(key))
    return false
  }

  /// The settings were read again: a person has acted.
  func trustKeysAgain() {
    for key in refusedKeys.keys { house.notices.clear(Self.topic(key)) }
    refusedKeys = [:]
  }

  private static func topic(_ key: String) -> String { "key.\(key)" }
  private static let pauseOfRefusedKeys = Duration.seconds(900)

  /// Writes a charge down, with what came back for it.
  func charge(_ call: Int64, _ cost: Money, _ answer: Artifact?, in folder: WorkFolder) async throws {
    guard let answer else { return try await house.ledger.charge(call, cost: cost) }
    do {
      let kept = try await house.storekeeper.put(WorkResult(artifacts: [answer], facts: [:]), from: folder)
      try await house.ledger.charge(call, cost: cost, answer: kept.artifacts.first)
    } catch {
      // That it was charged is known, whatever became of the answer.
      try await house.ledger.charge(call, cost: cost)
      throw error
    }
  }

  /// What was paid for before, and kept, is not paid for again.
  func paid(_ call: Int64, _ answer: Artifact, _ lease: Lease) throws -> DaemonWord {
    guard let bytes = try house.store.read(answer.digest, atMost: Self.largestAnswer) else {
      return .denied(
        Refusal(
          "This was paid for before, and its answer is not kept any more.",
          wayOut: "Ask for a new version, or look at the job's story: dropreel show \(lease.job)."))
    }
    return .paid(call: call, answer: String(decoding: bytes, as: UTF8.self))
  }

  private static let largestAnswer = 1 << 20

  /// A digest that stands for this one try.
  static func once(_ digest: Digest, _ lease: Lease) -> Digest { Digest(of: Array("\(digest.hex) \(lease.id)".utf8)) }

  /// Where no model wrote and the built-in writer may: the job goes on with it, and says so. False where it may not.
  func recordOffline(_ failure: Failure, of work: LeasedWork) async throws -> Bool {
    let lease = work.lease
    guard lease.stage == .consult, house.settings.client(named: lease.client)?.writer.offlineToo ?? false else { return false }
    let result = WorkResult(artifacts: [], facts: [ConsultNotes.offlineWhy: failure.refusal.sentence])
    let step = Route.step(after: .consult, settings: work.job.order.settings)
    let digest = Self.once(Digest(of: Array(lease.job.text.utf8)), lease)
    try await house.ledger.finish(lease, result: result, inputDigest: digest, then: step.state, next: step.stage)
    house.journal(of: work).log(
      .warning, "No language model wrote; the built-in writer does",
      fields: ["why": failure.refusal.sentence, "detail": failure.refusal.detail])
    return true
  }
}
