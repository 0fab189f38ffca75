import Files
import Ledger
import Production
import Settings

/// What the store may lose: decided here alone.
extension House {
  /// Those that no job and nobody's assets need any more.
  func unneeded(among contents: [Digest], at now: Moment) async throws -> [UnneededContent] {
    if contents.isEmpty { return [] }
    let unneeded = try await ledger.unneeded(among: contents, keepingLinesSince: oldestLine(at: now))
    let assets = assetBook.contents(of: settings.clients.map(\.name))
    return unneeded.filter { !assets.contains($0.digest) }
  }

  /// Tells how many went. What somebody dropped stays for as long as drops are kept.
  @discardableResult
  func throwAway(_ contents: [Digest], at now: Moment) async throws -> Int {
    let unneeded = try await unneeded(among: contents, at: now)
    let lost = unneeded.filter { !$0.isOriginal }
    for content in lost { try store.remove(content.digest) }
    return lost.count
  }
}
