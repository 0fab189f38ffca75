import Production
import Store

/// At midnight viewers get other digests, and their views go on. So who watches then is looked for by the digests of both days, among what
/// lies near in time: whatever else was watched on the other day is a view of its own.
extension ViewCounting {
  /// Whether a page that was opened on the day before, or goes on to the next, tells of what was sent.
  func isToldOverMidnight(_ fragment: ViewFragment, _ video: Int64) throws -> Bool {
    let near = Self.near(fragment)
    if fragment.otherViewer != 0 {
      let known = try database.first(
        "SELECT 1 FROM views INDEXED BY views_by_viewer WHERE viewer = ?1 AND video_id = ?2 AND page IS NOT NULL AND ended >= ?3 AND began <= ?4 LIMIT 1",
        Int64(bitPattern: fragment.otherViewer), video, near.from, near.to
      ) { _ in true }
      if known != nil { return true }
    }
    if fragment.otherPlace == 0 { return false }
    return try database.first(
      "SELECT 1 FROM views INDEXED BY views_by_place WHERE place = ?1 AND video_id = ?2 AND page IS NOT NULL AND ended >= ?3 AND began <= ?4 LIMIT 1",
      Int64(bitPattern: fragment.otherPlace), video, near.from, near.to
    ) { _ in true } ?? false
  }

  /// What was sent near a page's view to its viewer on the other day: the page tells of it. `fragment` is the part of the view that came last.
  func toldOverMidnight(by row: ViewRow, with fragment: ViewFragment, _ video: Int64) throws -> [ViewRow] {
    let near = Self.near(row.fragment)
    // Nearly always.
    if near.from / Self.day == near.to / Self.day { return [] }
    var rows: [ViewRow] = []
    for viewer in Set([fragment.viewer, fragment.otherViewer]) where viewer != 0 && viewer != row.fragment.viewer {
      rows += try database.rows(
        """
        SELECT id, page, viewer, began, ended, marks, waits, parts, file, size, bytes,
          device, browser, referrer, source, medium, campaign, quality, country, place
        FROM views INDEXED BY views_by_viewer WHERE viewer = ?1 AND video_id = ?2 AND page IS NULL AND ended >= ?3 AND began <= ?4
        """, Int64(bitPattern: viewer), video, near.from, near.to
      ) { ViewRow($0, video: row.fragment.video) }
    }
    for place in Set([fragment.place, fragment.otherPlace]) where place != 0 && place != row.fragment.place {
      rows += try database.rows(
        """
        SELECT id, page, viewer, began, ended, marks, waits, parts, file, size, bytes,
          device, browser, referrer, source, medium, campaign, quality, country, place
        FROM views INDEXED BY views_by_place WHERE place = ?1 AND video_id = ?2 AND page IS NULL AND ended >= ?3 AND began <= ?4
        """, Int64(bitPattern: place), video, near.from, near.to
      ) { ViewRow($0, video: row.fragment.video) }
    }
    // By both it may be the same one.
    return Array(Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }.values)
  }

  private static let day: Int64 = 86_400_000_000

  /// From when to when what happens belongs to a view, in microseconds.
  private static func near(_ fragment: ViewFragment) -> (from: Int64, to: Int64) {
    ((fragment.began - ViewFragment.gap) * 1_000_000, (fragment.ended + ViewFragment.gap) * 1_000_000)
  }
}
