package import Production
import Store

/// Reports are read from sums, however many views there are: a sum for all days, or one for each day that is asked for.
extension Ledger {
  /// How a client's videos were watched: all of them, one, a campaign's, a site's or those made for one person. Nil where no log told of any.
  package func viewReport(
    of client: ClientName, _ scope: ViewScope = .all, in period: ViewDays = .all, days most: Int = 90,
    videos mostVideos: Int = ViewReport.mostVideos, counts mostCounts: Int = ViewReport.mostCounts
  ) throws -> ViewReport? {
    try read { database in
      guard let clientID = try knownClientID(client, database) else { return nil }
      let subjects = try subjects(of: scope, clientID, database)
      if subjects.isEmpty { return nil }
      let reading = SumReading(client: clientID, period: period, database)
      var report = ViewReport(client: client, scope: scope, tally: ViewTally())
      report.period = period
      var days: [String: Int] = [:]
      var counts: [ViewKind: [String: Int]] = [:]
      // Most often it is one; of a person there are as many as there are videos for them.
      for subject in subjects {
        report.tally.add(try reading.tally(of: subject))
        for day in try reading.days(of: subject, atMost: most) { days[day.day, default: 0] += day.views }
        for kind in ViewKind.allCases {
          for count in try reading.counts(kind, of: subject, atMost: max(200, mostCounts)) {
            counts[kind, default: [:]][count.value, default: 0] += count.views
          }
        }
      }
      guard report.tally.hasAny else { return nil }
      report.days = days.sorted { $0.key < $1.key }.suffix(period == .all ? most : SumReading.mostDays).map {
        ViewReport.Day(day: $0.key, views: $0.value)
      }
      report.counts = counts.mapValues { Self.mostFrequent($0, mostCounts) }
      report.videos = try videos(of: scope, reading, mostVideos)
      report.keepsSalt = try keepsViewSalt(clientID, database)
      report.knowsViewersAgain = try knowsViewersAgain(clientID, database) && period == .all
      return report
    }
  }

  private static func mostFrequent(_ counts: [String: Int], _ most: Int) -> [ViewReport.Count] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most).map {
      ViewReport.Count(value: $0.key, views: $0.value)
    }
  }

  /// Where its sums stand.
  private func subjects(of scope: ViewScope, _ client: Int64, _ database: Connection) throws -> [Int64] {
    switch scope {
    case .all: return [0]
    case .video(let name):
      return try database.rows("SELECT id FROM view_videos WHERE client_id = ?1 AND name = ?2", client, name) { $0.integer(0) }
    case .campaign(let name), .site(let name):
      return try database.rows(
        "SELECT -id FROM view_groups WHERE client_id = ?1 AND kind = ?2 AND name = ?3", client, scope.kind.rawValue, name
      ) { $0.integer(0) }
    case .lead(let name):
      return try database.rows(
        """
        SELECT v.id FROM lead_videos m JOIN jobs j ON j.id = m.job_id JOIN view_videos v ON v.client_id = j.client_id AND v.name = j.name
        WHERE j.client_id = ?1 AND m.lead_id IN (SELECT value FROM json_each(?2)) ORDER BY v.id
        """, client, try JSONText.of(try people(called: name, client, database))
      ) { $0.integer(0) }
    }
  }

  /// One person by an address, a number or a name; all of a company.
  private func people(called name: String, _ client: Int64, _ database: Connection) throws -> [Int64] {
    let found = try database.rows(
      """
      SELECT id, CASE ?2 WHEN 'lead ' || id THEN 0 WHEN email THEN 1 WHEN name THEN 2 ELSE 3 END AS rank FROM leads
      WHERE client_id = ?1 AND identity IS NOT NULL AND ?2 IN (email, name, company, 'lead ' || id) ORDER BY rank, id LIMIT 10000
      """, client, name
    ) { (id: $0.integer(0), rank: $0.integer(1)) }
    let best = found.filter { $0.rank == found.first?.rank }.map(\.id)
    if found.first?.rank == 2, best.count > 1 {
      let numbers = best.prefix(10).map { "lead \($0)" }.joined(separator: ", ")
      throw Refusal(
        "\(best.count) people are called \(name): \(numbers).", wayOut: "Name one of them: --lead \"lead \(best[0])\"")
    }
    return best
  }

  private func videos(of scope: ViewScope, _ reading: SumReading, _ most: Int) throws -> [ViewReport.Video] {
    switch scope {
    case .all: try reading.mostWatched(most)
    case .campaign(let name): try reading.rows(of: name, most)
    case .site(let name): try reading.demos(of: name, most)
    case .video, .lead: []
    }
  }

  /// The campaigns, or sites, whose views changed last.
  package func changed(_ kind: ViewScope.Kind, of client: ClientName, atMost limit: Int = 50) throws -> [String] {
    try read { database in
      try database.rows(
        """
        SELECT g.name FROM view_groups g JOIN clients c ON c.id = g.client_id
        WHERE c.name = ?1 AND g.kind = ?2 ORDER BY g.changed DESC, g.id DESC LIMIT ?3
        """, client.text, kind.rawValue, limit
      ) { $0.text(0) }
    }
  }
}

/// Reads the sums of one client over the days that are asked for.
struct SumReading {
  private let client: Int64
  private let since: String
  private let until: String
  /// All days have a sum of their own.
  private let isWhole: Bool
  private let database: Connection
  /// Of those that are asked for, so many are shown one by one.
  static let mostDays = 400
  /// Of some days, each video's sums are added up day by day.
  private static let mostVideosOfDays = 50

  init(client: Int64, period: ViewDays, _ database: Connection) {
    self.client = client
    self.database = database
    isWhole = period == .all
    (since, until) = (period.since ?? "0", period.until ?? "9999-99-99")
  }

  func tally(of subject: Int64) throws -> ViewTally {
    var tally = ViewTally()
    for sum in try sums("tally", of: subject) { tally.take(sum.value, sum.views) }
    return tally
  }

  func counts(_ kind: ViewKind, of subject: Int64, atMost limit: Int) throws -> [ViewReport.Count] {
    try sums(kind.rawValue, of: subject, limit)
  }

  private func sums(_ kind: String, of subject: Int64, _ limit: Int = 200) throws -> [ViewReport.Count] {
    let read = { (row: borrowing Row) in ViewReport.Count(value: row.text(0), views: Int(row.integer(1))) }
    if isWhole {
      return try database.rows(
        """
        SELECT value, amount FROM view_totals
        WHERE client_id = ?1 AND video_id = ?2 AND day = '' AND kind = ?3 AND (amount > 0 OR kind = 'tally')
        ORDER BY amount DESC, value LIMIT ?4
        """, client, subject, kind, limit, as: read)
    }
    return try database.rows(
      """
      SELECT value, sum(amount) AS total FROM view_totals
      WHERE client_id = ?1 AND video_id = ?2 AND day BETWEEN ?4 AND ?5 AND kind = ?3 GROUP BY value
      HAVING total > 0 OR kind = 'tally' ORDER BY total DESC, value LIMIT ?6
      """, client, subject, kind, since, until, limit, as: read)
  }

  func days(of subject: Int64, atMost count: Int) throws -> [ViewReport.Day] {
    try database.rows(
      """
      SELECT day, amount FROM view_totals
      WHERE client_id = ?1 AND video_id = ?2 AND day BETWEEN ?3 AND ?4 AND kind = 'tally' AND value = 'views' AND amount > 0
      ORDER BY day DESC LIMIT ?5
      """, client, subject, since, until, isWhole ? count : Self.mostDays
    ) { ViewReport.Day(day: $0.text(0), views: Int($0.integer(1))) }
  }

  func mostWatched(_ most: Int) throws -> [ViewReport.Video] {
    let names =
      isWhole
      ? try database.rows(
        """
        SELECT v.id, v.name FROM view_videos v CROSS JOIN view_totals t -- in this order: few videos, each with one sum
          ON t.client_id = v.client_id AND t.video_id = v.id AND t.day = '' AND t.kind = 'tally' AND t.value = 'views'
        WHERE v.client_id = ?1 AND t.amount > 0 ORDER BY t.amount DESC, v.name LIMIT ?2
        """, client, most
      ) { ($0.integer(0), $0.text(1)) }
      : try database.rows(
        """
        SELECT v.id, v.name FROM view_videos v JOIN (
          SELECT video_id, sum(amount) AS views FROM view_totals INDEXED BY view_totals_of_days
          WHERE client_id = ?1 AND day BETWEEN ?2 AND ?3 AND kind = 'tally' AND value = 'views' AND video_id > 0 GROUP BY video_id
        ) t ON t.video_id = v.id WHERE t.views > 0 ORDER BY t.views DESC, v.name LIMIT ?4
        """, client, since, until, min(most, Self.mostVideosOfDays)
      ) { ($0.integer(0), $0.text(1)) }
    return try names.map { ViewReport.Video(name: $0.1, tally: try tally(of: $0.0)) }
  }

  func demos(of site: String, _ most: Int) throws -> [ViewReport.Video] {
    let demos = try database.rows(
      """
      SELECT v.id, v.name FROM view_videos v CROSS JOIN view_totals t
        ON t.client_id = v.client_id AND t.video_id = v.id AND t.day = '' AND t.kind = 'tally' AND t.value = 'views'
      WHERE v.client_id = ?1 AND v.demo_of = ?2 AND v.demo_of <> '' AND t.amount > 0 ORDER BY t.amount DESC, v.name LIMIT ?3
      """, client, site, most
    ) { ($0.integer(0), $0.text(1)) }
    return try demos.map { ViewReport.Video(name: $0.1, tally: try tally(of: $0.0)) }.filter { $0.tally.views > 0 }
  }

  /// The videos of a list of people, where the campaign is one.
  func rows(of campaign: String, _ most: Int) throws -> [ViewReport.Video] {
    let rows = try database.rows(
      """
      SELECT v.id, v.name FROM view_videos v CROSS JOIN view_totals t
        ON t.client_id = v.client_id AND t.video_id = v.id AND t.day = '' AND t.kind = 'tally' AND t.value = 'views'
      WHERE v.client_id = ?1 AND v.name >= ?2 || '.0' AND v.name < ?2 || '.:' AND t.amount > 0
      ORDER BY t.amount DESC, v.name LIMIT ?3
      """, client, campaign, most
    ) { ($0.integer(0), $0.text(1)) }
    return try rows.filter { JobName($0.1)?.batch?.text == campaign }.map {
      ViewReport.Video(name: $0.1, tally: try tally(of: $0.0))
    }.filter { $0.tally.views > 0 }
  }
}
