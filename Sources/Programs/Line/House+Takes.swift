import Files
import Ledger
import Production
import Settings

extension House {
  /// Throws away takes that were not used for long, and the oldest beyond the room that they may have; tells how many contents went.
  func expireTakes(at now: Moment) async throws -> Int {
    let oldest = oldestLine(at: now)
    let freed = try await ledger.expireTakes(unusedSince: oldest, atMost: settings.voices.cacheSize)
    if freed.isEmpty { return 0 }
    let unneeded = try await ledger.unneeded(among: freed, keepingLinesSince: oldest)
    for content in unneeded { try store.remove(content.digest) }
    return unneeded.count
  }

  /// What was spoken before is not kept any more.
  func oldestLine(at now: Moment) -> Moment { now.advanced(by: .zero - settings.voices.cacheTime) }
}
