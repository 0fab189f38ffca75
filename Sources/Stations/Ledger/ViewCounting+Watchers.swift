import Production
import Store

/// How often viewers watched what, and when, as far as one transaction asks for it.
///
/// Most have few views: these are read when a viewer is met. Of one with many, the numbers are kept in a table, and only those are read that a
/// view changes: so each costs the same, however many there were before.
struct ViewWatchers {
  /// Whom this transaction has met, and whether his numbers are kept in the table.
  var areKept: [UInt64: Bool] = [:]
  /// Of those whose numbers are not kept, all of them: what is not here is none.
  var counts: [Watch: Int] = [:]
  /// Those that the table does not have as they are now.
  var changed: Set<Watch> = []
  /// Whether the table has anybody.
  var areAnyKept: Bool?

  struct Watch: Hashable {
    let viewer: UInt64
    let total: ViewCounting.Total

    // A viewer is a digest already.
    func hash(into hasher: inout Hasher) { hasher.combine(viewer ^ total.word) }
  }

  /// Whoever has more rows has them counted in the table.
  static let few = 100

  /// How many others there are beside the one that comes or goes. `isWithout`: it is not among those that are known.
  mutating func count(_ watch: Watch, sign: Int, isWithout: Bool) -> Int {
    Self.change(&counts[watch, default: 0], sign, isWithout)
  }

  private static func change(_ count: inout Int, _ sign: Int, _ isWithout: Bool) -> Int {
    let others = count - (isWithout ? 0 : 1)
    count = others + max(0, sign)
    return others
  }
}

extension ViewCounting {
  /// Who watched already is no new viewer: neither on the same day, nor, where a viewer is known again on another, on all days together.
  mutating func countViewer(of row: ViewRow, _ subjects: [Int64], _ sign: Int, before limit: Int64) throws {
    let viewer = row.fragment.viewer
    // What is read from the rows now is without this one, and what was known before has one that goes now.
    var isWithout = sign > 0
    if watchers.areKept[viewer] == nil, try !isInTable(viewer) {
      try readRows(of: viewer, before: limit)
      isWithout = true
    }
    let isKept = watchers.areKept[viewer] ?? false
    for subject in subjects {
      for day in [row.day, -1] {
        let watch = ViewWatchers.Watch(viewer: viewer, total: Total(subject: subject, day: day))
        if isKept {
          if watchers.counts[watch] == nil { watchers.counts[watch] = try kept(watch) }
          watchers.changed.insert(watch)
        }
        let others = watchers.count(watch, sign: sign, isWithout: isWithout)
        if others == 0 { viewers[watch.total, default: 0] += sign }
      }
    }
  }

  /// Of all views on all days there is a number for everybody who is kept, be it zero.
  private static let everything = Total(subject: 0, day: -1)

  private mutating func isInTable(_ viewer: UInt64) throws -> Bool {
    if watchers.areAnyKept == nil {
      watchers.areAnyKept = try database.first("SELECT EXISTS (SELECT 1 FROM view_watchers)") { $0.integer(0) == 1 }
    }
    guard watchers.areAnyKept == true else { return false }
    let isThere = try database.first(
      "SELECT 1 FROM view_watchers WHERE client_id = ?1 AND viewer = ?2 AND subject = 0 AND day = -1", client,
      Int64(bitPattern: viewer)
    ) { _ in true }
    if isThere == true { watchers.areKept[viewer] = true }
    return isThere ?? false
  }

  private func kept(_ watch: ViewWatchers.Watch) throws -> Int {
    try database.first(
      "SELECT views FROM view_watchers WHERE client_id = ?1 AND viewer = ?2 AND subject = ?3 AND day = ?4", client,
      Int64(bitPattern: watch.viewer), watch.total.subject, watch.total.day
    ) { Int($0.integer(0)) } ?? 0
  }

  /// Reads what few rows there are; where there are many, all of them once, and keeps their numbers from then on.
  private mutating func readRows(of viewer: UInt64, before limit: Int64) throws {
    // As ViewRow.isView says it.
    let rows = try database.rows(
      """
      SELECT w.video_id, v.name, w.campaign, w.began / 86400000000, w.page IS NULL OR w.marks & 1
      FROM views w INDEXED BY views_by_viewer JOIN view_videos v ON v.id = w.video_id
      WHERE w.viewer = ?1 AND v.client_id = ?2 AND w.id < ?3 LIMIT ?4
      """, Int64(bitPattern: viewer), client, limit, ViewWatchers.few + 1, as: Self.watched)
    watchers.areKept[viewer] = rows.count > ViewWatchers.few
    if rows.count <= ViewWatchers.few { return try add(rows, of: viewer) }
    let all = try database.rows(
      """
      SELECT w.video_id, v.name, w.campaign, w.began / 86400000000 AS day, count(*)
      FROM views w INDEXED BY views_by_viewer JOIN view_videos v ON v.id = w.video_id
      WHERE w.viewer = ?1 AND v.client_id = ?2 AND w.id < ?3 AND (w.page IS NULL OR w.marks & 1)
      GROUP BY w.video_id, w.campaign, day
      """, Int64(bitPattern: viewer), client, limit, as: Self.watched)
    watchers.changed.insert(.init(viewer: viewer, total: Self.everything))
    try add(all, of: viewer)
  }

  private struct Watched {
    let video: Int64
    let name: String
    let campaign: String
    let day: Int64
    let views: Int
  }

  private static func watched(_ row: borrowing Row) -> Watched {
    Watched(video: row.integer(0), name: row.text(1), campaign: row.text(2), day: row.integer(3), views: Int(row.integer(4)))
  }

  private mutating func add(_ rows: [Watched], of viewer: UInt64) throws {
    let isKept = watchers.areKept[viewer] == true
    for row in rows where row.views > 0 {
      for subject in [row.video, 0] + (try groups(of: row.video, called: row.name, campaign: row.campaign)) {
        for day in [row.day, -1] {
          let watch = ViewWatchers.Watch(viewer: viewer, total: Total(subject: subject, day: day))
          watchers.counts[watch, default: 0] += row.views
          if isKept { watchers.changed.insert(watch) }
        }
      }
    }
  }

  /// Writes the changed numbers of those with many views.
  mutating func writeWatchers() throws {
    for watch in watchers.changed {
      let views = watchers.counts[watch] ?? 0
      let viewer = Int64(bitPattern: watch.viewer)
      if views == 0, watch.total != Self.everything {
        try database.run(
          "DELETE FROM view_watchers WHERE client_id = ?1 AND viewer = ?2 AND subject = ?3 AND day = ?4", client, viewer,
          watch.total.subject, watch.total.day)
      } else {
        try database.run(
          "INSERT OR REPLACE INTO view_watchers (client_id, viewer, subject, day, views) VALUES (?1, ?2, ?3, ?4, ?5)", client,
          viewer, watch.total.subject, watch.total.day, views)
      }
    }
    watchers.changed = []
  }
}
