import Ledger
import Production

/// The few steps that tests of views begin with.
extension LedgerFixture {
  /// 2026-11-20 10:00 of UTC.
  static let viewing: Int64 = 1_795_168_800

  /// Somebody opened a page and began to play.
  static func page(_ page: UInt64, of video: String = "demo", by viewer: UInt64 = 1, at second: Int64 = 0) -> ViewFragment {
    var fragment = ViewFragment(video: video, viewer: viewer, at: viewing + second)
    (fragment.page, fragment.marks) = (page, [.started])
    return fragment
  }

  func count(_ fragments: [ViewFragment]) async throws { _ = try await ledger.count(fragments, of: client) }

  func report(_ scope: ViewScope = .all) async throws -> ViewReport? { try await ledger.viewReport(of: client, scope) }
}
