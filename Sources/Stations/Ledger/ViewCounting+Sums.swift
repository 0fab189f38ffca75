import Production
import Store

/// Videos that are told of together.
struct ViewGroup: Hashable {
  let kind: ViewScope.Kind
  let name: String

  /// Views of a video that came by a campaign are in the same groups.
  struct Members: Hashable {
    let video: Int64
    let campaign: String
  }

  /// Of the names of campaigns that pages tell, which anybody may make up, so many of a client have sums of their own; of sites as many.
  static let most = 1000
}

extension ViewCounting {
  /// Called while the row itself is not among those that count. `limit`: only rows before that one are there yet.
  mutating func count(_ row: ViewRow, _ video: Int64, sign: Int, before limit: Int64 = .max) throws {
    let groups = try groups(of: video, called: row.fragment.video, campaign: row.fragment.origin.campaign)
    row.add(to: &sums[Place(video: video, groups: groups, day: row.day), default: ViewSums()], sign: sign)
    guard row.isView else { return }
    self.change.views += sign
    try countViewer(of: row, [video, 0] + groups, sign, before: limit)
  }

  /// Below zero, so that no video has the same number.
  mutating func groups(of video: Int64, called name: String, campaign: String) throws -> [Int64] {
    let members = ViewGroup.Members(video: video, campaign: campaign)
    if let known = groupsOfViews[members] { return known }
    // What leads to a row of a list without saying so belongs to its campaign all the same.
    let campaign = campaign.isEmpty ? JobName(name)?.batch?.text ?? "" : campaign
    var groups: [Int64] = []
    for group in [ViewGroup(kind: .campaign, name: campaign), ViewGroup(kind: .site, name: try site(of: name))] {
      if !group.name.isEmpty, let id = try self.group(group) { groups.append(-id) }
    }
    if groupsOfViews.count > 10_000 { groupsOfViews.removeAll(keepingCapacity: true) }
    groupsOfViews[members] = groups
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
    try writeWatchers()
  }

  private mutating func write(_ sum: ViewSums, _ total: Total) throws {
    let day = total.day >= 0 ? CivilDay(number: Int(total.day)).text : ""
    for (name, amount) in sum.tally.named { try add(amount, total, day, "tally", name) }
    for (key, amount) in sum.counts where amount != 0 {
      try add(amount, total, day, key.kind.rawValue, try bounds.value(of: key))
    }
  }

  private func add(_ amount: Int, _ total: Total, _ day: String, _ kind: String, _ value: String) throws {
    try database.run(
      """
      INSERT INTO view_totals (client_id, video_id, day, kind, value, amount) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT DO UPDATE SET amount = amount + excluded.amount
      """, client, total.subject, day, kind, value, amount)
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
      try database.run("DELETE FROM view_watchers")
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
        device, browser, referrer, source, medium, campaign, quality, country, place, v.id, v.name, v.client_id
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
