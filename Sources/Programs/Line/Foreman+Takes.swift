import Files
import Journal
import Ledger
import Production
import Settings

/// What the line does for stages that speak: a line that was said once is not said again.
extension Foreman {
  func answer(
    _ question: Question, _ key: String, of order: StageOrder, in folder: WorkFolder, _ takes: inout TakeDealings
  ) async throws -> String? {
    if question == .key { return secret(key, of: order) }
    if question == .handle {
      guard order.lease.stage == .host else { return nil }
      try await house.ledger.keep(handle: key, of: order.lease.job)
      return key
    }
    if question == .pace { return await pace(order.lease.job).map(String.init) }
    if question == .salt { return try await salt(key, of: order.lease.client) }
    if question == .knowsCall { return try await isKnown(key, to: order.lease.client) ? key : nil }
    guard let digest = Digest(hex: key) else { return nil }
    takes.isAsked(digest)
    guard let take = try await house.ledger.take(digest, of: order.lease.client) else { return nil }
    let handed = Artifact(name: "take-\(key)", digest: take.digest, size: take.size)
    do {
      guard try await house.storekeeper.handWhole(handed, to: folder) else { return nil }
    } catch let error as FileError where !error.isFull {
      // What cannot be read is said again.
      house.heard(error)
      return nil
    }
    takes.isHandedOut(digest)
    return handed.name
  }

  /// Keeps a take for the next time. Without room it goes on: then the line is said again.
  func keep(
    _ part: Artifact, _ label: TakeLabel, of lease: Lease, from folder: WorkFolder, _ takes: inout TakeDealings
  ) async throws {
    guard let key = Digest(hex: part.name) else { return }
    do {
      let stored = try await house.storekeeper.put(WorkResult(artifacts: [part], facts: [:]), from: folder)
      for take in stored.artifacts { try await house.ledger.keep(take, as: key, label, of: lease.client, for: lease.job) }
      takes.isKept(key)
    } catch let error as FileError where error.isFull {
      house.heard(error)
    } catch LedgerError.diskFull(let detail) {
      house.heard(LedgerError.diskFull(detail: detail))
    }
  }

  /// A worker has ended: what it was handed is counted, and what it had kept may have made others too many.
  func settle(_ takes: TakeDealings, of lease: Lease) async {
    do {
      if !takes.hits.isEmpty { try await house.ledger.countHits(takes.hits, of: lease.client, for: lease.job) }
      if takes.hasKept { _ = try await house.expireTakes(at: .now()) }
    } catch {
      house.heard(error)
      house.journal.log(.notice, "The kept takes could not be counted", fields: ["error": "\(error)"])
    }
  }
}
