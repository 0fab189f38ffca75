package import Production
import Store

extension Ledger {
  /// How a client's videos were watched, all of them or one; nil where no log told of any. It is read from sums, whatever their number.
  package func viewReport(of client: ClientName, video: String? = nil, days: Int = 90, most: Int = ViewReport.mostVideos) throws
    -> ViewReport?
  {
    try read { database in
      guard let clientID = try knownClientID(client, database) else { return nil }
      var id: Int64 = 0
      if let video {
        let found = try database.first(
          "SELECT id FROM view_videos WHERE client_id = ?1 AND name = ?2", clientID, video
        ) { $0.integer(0) }
        guard let found else { return nil }
        id = found
      }
      var report = ViewReport(client: client, video: video, tally: try tally(of: id, clientID, database))
      guard report.tally.views > 0 else { return nil }
      report.days = try self.days(of: id, clientID, days, database)
      for kind in ViewKind.allCases { report.counts[kind] = try counts(kind, of: id, clientID, database) }
      if video == nil { report.videos = try videos(of: clientID, most, database) }
      return report
    }
  }

  private func tally(of video: Int64, _ client: Int64, _ database: Connection) throws -> ViewTally {
    var tally = ViewTally()
    let sums = try database.rows(
      "SELECT value, amount FROM view_totals WHERE client_id = ?1 AND video_id = ?2 AND day = '' AND kind = 'tally'", client,
      video
    ) { ($0.text(0), Int($0.integer(1))) }
    for (name, amount) in sums { tally.take(name, amount) }
    return tally
  }

  private func days(of video: Int64, _ client: Int64, _ count: Int, _ database: Connection) throws -> [ViewReport.Day] {
    try database.rows(
      """
      SELECT day, amount FROM view_totals
      WHERE client_id = ?1 AND video_id = ?2 AND day > '' AND kind = 'tally' AND value = 'views' AND amount > 0
      ORDER BY day DESC LIMIT ?3
      """, client, video, count
    ) { ViewReport.Day(day: $0.text(0), views: Int($0.integer(1))) }.reversed()
  }

  private func counts(_ kind: ViewKind, of video: Int64, _ client: Int64, _ database: Connection) throws -> [ViewReport.Count] {
    try database.rows(
      """
      SELECT value, amount FROM view_totals
      WHERE client_id = ?1 AND video_id = ?2 AND day = '' AND kind = ?3 AND amount > 0 ORDER BY amount DESC, value LIMIT 50
      """, client, video, kind.rawValue
    ) { ViewReport.Count(value: $0.text(0), views: Int($0.integer(1))) }
  }

  private func videos(of client: Int64, _ most: Int, _ database: Connection) throws -> [ViewReport.Video] {
    let names = try database.rows(
      """
      SELECT v.id, v.name FROM view_videos v JOIN view_totals t
        ON t.client_id = v.client_id AND t.video_id = v.id AND t.day = '' AND t.kind = 'tally' AND t.value = 'views'
      WHERE v.client_id = ?1 AND t.amount > 0 ORDER BY t.amount DESC, v.name LIMIT ?2
      """, client, most
    ) { ($0.integer(0), $0.text(1)) }
    return try names.map { ViewReport.Video(name: $0.1, tally: try tally(of: $0.0, client, database)) }
  }
}
