import Production
import Store

/// Videos that are told of together.
struct ViewGroup: Hashable {
  let kind: ViewScope.Kind
  let name: String

  /// Of the names of campaigns that pages tell, which anybody may make up, so many of a client have sums of their own; of sites as many.
  static let most = 1000
}

extension ViewCounting {
  /// Called while the row itself is not among those that count. `limit`: only rows before that one are there yet.
  mutating func count(_ row: ViewRow, _ video: Int64, sign: Int, before limit: Int64 = .max) throws {
    let groups = try groups(of: row.fragment.video, campaign: row.fragment.origin.campaign)
    let place = Place(video: video, groups: groups, day: row.day)
    var change = sums.removeValue(forKey: place) ?? ViewSums()
    row.add(to: &change, sign: sign)
    sums[place] = change
    guard row.isView else { return }
    self.change.views += sign
    try countViewer(of: row, [video, 0] + groups, sign, before: limit)
  }

  /// Who watched already is no new viewer: neither on the same day, nor, where a viewer is known again on another, on all days together.
  private mutating func countViewer(of row: ViewRow, _ subjects: [Int64], _ sign: Int, before limit: Int64) throws {
    let viewer = row.fragment.viewer
    var own = watched.removeValue(forKey: viewer)
    // What the ledger tells is without the row itself.
    let isWithout = sign > 0 || own == nil
    var counts = try own.take() ?? views(of: viewer, before: limit)
    for subject in subjects {
      for day in [row.day, -1] {
        let total = Total(subject: subject, day: day)
        let others = counts[total, default: 0] - (isWithout ? 0 : 1)
        if others == 0 { viewers[total, default: 0] += sign }
        counts[total] = others + max(0, sign)
      }
    }
    watched[viewer] = counts
  }

  /// Asked for once, however many of a viewer's views come together: somebody may have very many.
  private mutating func views(of viewer: UInt64, before limit: Int64) throws -> [Total: Int] {
    // As ViewRow.isView says it.
    let rows = try database.rows(
      """
      SELECT w.video_id, v.name, w.campaign, w.began / 86400000000 AS day, count(*)
      FROM views w JOIN view_videos v ON v.id = w.video_id
      WHERE w.viewer = ?1 AND v.client_id = ?2 AND w.id < ?3 AND (w.page IS NULL OR w.marks & 1) GROUP BY w.video_id, w.campaign, day
      """, Int64(bitPattern: viewer), client, limit
    ) { (video: $0.integer(0), name: $0.text(1), campaign: $0.text(2), day: $0.integer(3), views: Int($0.integer(4))) }
    var counts: [Total: Int] = [:]
    for row in rows {
      for subject in [row.video, 0] + (try groups(of: row.name, campaign: row.campaign)) {
        for day in [row.day, -1] { counts[Total(subject: subject, day: day), default: 0] += row.views }
      }
    }
    return counts
  }

  /// Below zero, so that no video has the same number.
  private mutating func groups(of video: String, campaign: String) throws -> [Int64] {
    // What leads to a row of a list without saying so belongs to its campaign all the same.
    let name = campaign.isEmpty ? JobName(video)?.batch?.text ?? "" : campaign
    var groups: [Int64] = []
    for group in [ViewGroup(kind: .campaign, name: name), ViewGroup(kind: .site, name: try site(of: video))] {
      if !group.name.isEmpty, let id = try self.group(group) { groups.append(-id) }
    }
    return groups
  }

  private mutating func site(of video: String) throws -> String {
    if let site = sites[video] { return site }
    let site = try database.first("SELECT demo_of FROM view_videos WHERE client_id = ?1 AND name = ?2", client, video) {
      $0.text(0)
    }
    if sites.count > 10_000 { sites.removeAll(keepingCapacity: true) }
    sites[video] = site ?? ""
    return site ?? ""
  }

  private mutating func group(_ group: ViewGroup) throws -> Int64? {
    if let id = groups[group] { return id == 0 ? nil : id }
    let known = try database.first(
      "SELECT id FROM view_groups WHERE client_id = ?1 AND kind = ?2 AND name = ?3", client, group.kind.rawValue, group.name
    ) { $0.integer(0) }
    let id = try known ?? add(group)
    if groups.count > 10_000 { groups.removeAll(keepingCapacity: true) }
    groups[group] = id
    return id == 0 ? nil : id
  }

  private func add(_ group: ViewGroup) throws -> Int64 {
    let count =
      try database.first("SELECT count(*) FROM view_groups WHERE client_id = ?1 AND kind = ?2", client, group.kind.rawValue) {
        Int($0.integer(0))
      } ?? 0
    if count >= ViewGroup.most { return 0 }
    try database.run(
      "INSERT INTO view_groups (client_id, kind, name, changed) VALUES (?1, ?2, ?3, ?4)", client, group.kind.rawValue, group.name,
      now)
    return database.lastID
  }

  /// Writes what the views changed: for each video, each group and for all, for each day and for all.
  mutating func writeSums() throws {
    var all: [Total: ViewSums] = [:]
    for (place, change) in sums {
      for subject in [place.video, 0] + place.groups {
        for day in [place.day, -1] { all[Total(subject: subject, day: day), default: ViewSums()].add(change) }
      }
    }
    for (total, amount) in viewers where amount != 0 { all[total, default: ViewSums()].tally.viewers += amount }
    for (total, sum) in all { try write(sum, total) }
    for group in Set(sums.keys.flatMap(\.groups)) {
      try database.run("UPDATE view_groups SET changed = ?2 WHERE id = ?1", -group, now)
    }
    (sums, viewers) = ([:], [:])
  }

  private func write(_ sum: ViewSums, _ total: Total) throws {
    for (name, amount) in sum.tally.named { try add(amount, total, "tally", name) }
    for (key, amount) in sum.counts where amount != 0 { try add(amount, total, key.kind.rawValue, key.value) }
  }

  private func add(_ amount: Int, _ total: Total, _ kind: String, _ value: String) throws {
    try database.run(
      """
      INSERT INTO view_totals (client_id, video_id, day, kind, value, amount)
      VALUES (?1, ?2, coalesce(date(?3 * 86400, 'unixepoch'), ''), ?4, ?5, ?6)
      ON CONFLICT DO UPDATE SET amount = amount + excluded.amount
      """, client, total.subject, total.day >= 0 ? total.day : nil, kind, value, amount)
  }
}

extension ViewSums {
  mutating func add(_ other: ViewSums) {
    tally.add(other.tally)
    for (key, amount) in other.counts { counts[key, default: 0] += amount }
  }
}

extension Ledger {
  /// Counts all views anew where their sums are missing: after an update that keeps other ones.
  func recountViews(_ database: Connection) throws {
    let isDue = try database.first("SELECT EXISTS (SELECT 1 FROM views) AND NOT EXISTS (SELECT 1 FROM view_totals)") {
      $0.integer(0) == 1
    }
    guard isDue == true else { return }
    try database.transaction {
      var last: Int64 = 0
      while let newest = try recount(after: last, database) { last = newest }
      // Where pages were opened and nothing was played there are no sums. These say that it was counted.
      try database.run(
        """
        INSERT INTO view_totals (client_id, video_id, day, kind, value, amount)
        SELECT DISTINCT client_id, 0, '', 'tally', 'views', 0 FROM view_videos WHERE NOT EXISTS (SELECT 1 FROM view_totals)
        """)
    }
  }

  /// Some rows at a time, in the order of their numbers.
  private func recount(after last: Int64, _ database: Connection) throws -> Int64? {
    var countings: [Int64: ViewCounting] = [:]
    let rows = try database.rows(
      """
      SELECT w.id, page, viewer, began, ended, marks, waits, parts, file, size, bytes,
        device, browser, site, source, medium, campaign, quality, country, place, v.id, v.name, v.client_id
      FROM views w JOIN view_videos v ON v.id = w.video_id WHERE w.id > ?1 ORDER BY w.id LIMIT 5000
      """, last
    ) { (row: ViewRow($0, video: $0.text(21)), video: $0.integer(20), client: $0.integer(22)) }
    for item in rows {
      var counting =
        countings.removeValue(forKey: item.client)
        ?? ViewCounting(client: item.client, at: now.microseconds, database)
      try counting.count(item.row, item.video, sign: 1, before: item.row.id)
      countings[item.client] = counting
    }
    for client in countings.keys { try countings[client]?.writeSums() }
    return rows.last?.row.id
  }
}
