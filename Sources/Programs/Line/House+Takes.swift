import Files
import Ledger
import Production
import Settings

extension House {
  /// Throws away takes that were not used for long, and the oldest beyond the room that they may have; tells how many contents went.
  func expireTakes(at now: Moment) async throws -> Int {
    let freed = try await ledger.expireTakes(unusedSince: oldestLine(at: now), atMost: settings.voices.cacheSize)
    return try await throwAway(freed, at: now)
  }

  /// What was spoken before is not kept any more.
  func oldestLine(at now: Moment) -> Moment { now.advanced(by: .zero - settings.voices.cacheTime) }
}
