import Files
import Journal
import Ledger
import Production
import Settings

/// What the line does for stages that make films: a scene that was coded once is not coded again.
extension Foreman {
  /// The name under which the scene of that key lies in the work folder now; nil where there is none that is whole.
  func scene(_ key: String, of lease: Lease, in folder: WorkFolder, _ scenes: inout SceneDealings) async throws -> String? {
    guard let digest = Digest(hex: key) else { return nil }
    scenes.isAsked(digest)
    guard let scene = try await house.ledger.scene(digest, of: lease.client) else { return nil }
    let handed = Artifact(name: "scene-\(key)", digest: scene.digest, size: scene.size)
    do {
      guard try await house.storekeeper.handWhole(handed, to: folder) else { return nil }
    } catch let error as FileError where !error.isFull {
      // What cannot be read is made again.
      house.heard(error)
      return nil
    }
    scenes.isHandedOut(digest)
    return handed.name
  }

  /// Keeps a scene for the next time. Without room it goes on: then the scene is made again.
  func keep(scene: Artifact, of lease: Lease, from folder: WorkFolder, _ scenes: inout SceneDealings) async throws {
    guard let key = Digest(hex: scene.name) else { return }
    do {
      let stored = try await house.storekeeper.put(WorkResult(artifacts: [scene], facts: [:]), from: folder)
      for content in stored.artifacts { try await house.ledger.keep(scene: content, as: key, of: lease.client, for: lease.job) }
      scenes.isKept(key)
    } catch let error as FileError where error.isFull {
      house.heard(error)
    } catch LedgerError.diskFull(let detail) {
      house.heard(LedgerError.diskFull(detail: detail))
    }
  }

  /// A worker has ended: what it was handed is remembered as used, and what it had kept may have made others too many.
  func settle(_ scenes: SceneDealings, of lease: Lease) async {
    do {
      if !scenes.handedOut.isEmpty {
        try await house.ledger.countUses(ofScenes: Array(scenes.handedOut), of: lease.client, for: lease.job)
      }
      if scenes.hasKept { _ = try await house.expireScenes(at: .now()) }
    } catch {
      house.heard(error)
      house.journal.log(.notice, "The kept scenes could not be counted", fields: ["error": "\(error)"])
    }
  }
}

extension House {
  /// Throws away scenes that were not used for long, and the oldest beyond the room that they may have; tells how many contents went.
  func expireScenes(at now: Moment) async throws -> Int {
    let freed = try await ledger.expireScenes(
      unusedSince: now.advanced(by: .zero - settings.keep.cache), atMost: settings.keep.scenesSize)
    return try await throwAway(freed, at: now)
  }
}
