import Files
import Ledger
import Production
import Settings

extension House {
  /// Throws away takes that were not used for long, and the oldest beyond the room that they may have; tells how many contents went.
  func expireTakes(at now: Moment) async throws -> Int {
    let voices = settings.voices
    let freed = try await ledger.expireTakes(
      unusedSince: now.advanced(by: .zero - voices.cacheTime), atMost: voices.cacheSize)
    if freed.isEmpty { return 0 }
    let unneeded = try await ledger.unneeded(among: freed)
    for content in unneeded { try store.remove(content.digest) }
    return unneeded.count
  }
}
