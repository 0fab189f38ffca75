import Files
import Journal
import Ledger
import Production
import Settings

/// Throws away what no job needs any more, once its time is over: copies of what was dropped, and what the stages made of it.
struct Housekeeping: Sendable {
  let house: House

  /// So many contents are looked at in one round; the next round takes the next ones.
  private static let mostAtOnce = 10_000

  func run() async {
    while !Task.isCancelled {
      do {
        let count = try await tidy(at: .now())
        if count > 0 { house.journal.log(.info, "Old working copies were thrown away", fields: ["count": "\(count)"]) }
      } catch {
        house.journal.log(.warning, "Old working copies could not be thrown away", fields: ["error": "\(error)"])
      }
      try? await Task.sleep(for: .seconds(6 * 3600))
    }
  }

  /// One round. What a retried job should want after this is made anew from what is dropped again.
  func tidy(at now: Moment) async throws -> Int {
    var count = try await house.expireTakes(at: now) + house.expireScenes(at: now)
    let views = house.settings.views
    _ = try await house.ledger.expireViewSalts(
      madeBefore: now.advanced(by: .zero - views.saltTime), lasting: views.viewers == .campaign)
    let keep = house.settings.keep
    let oldest = now.advanced(by: .zero - min(keep.spool, keep.cache))
    let candidates = try house.store.stored(before: oldest, atMost: Self.mostAtOnce)
    let stored = Dictionary(candidates.map { ($0.digest, $0.at) }) { $1 }
    for content in try await house.unneeded(among: candidates.map(\.digest), at: now) {
      guard let at = stored[content.digest], now.since(at) > (content.isOriginal ? keep.spool : keep.cache) else { continue }
      try house.store.remove(content.digest)
      count += 1
    }
    return count
  }
}
