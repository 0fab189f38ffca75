package import Production
import Store

/// What was made for single people, and how it was watched.
extension Ledger {
  /// A row's job is made for the person of whom its list tells in that line.
  func link(_ job: Int64, toLine line: Int, of drop: Int64, _ database: Connection) throws {
    try database.run(
      """
      INSERT OR IGNORE INTO lead_videos (job_id, lead_id)
      SELECT ?1, lead_id FROM lead_mentions WHERE drop_id = ?2 AND line = ?3
      """, job, drop, line)
  }

  func videos(of lead: Int64, client: ClientName, _ database: Connection) throws -> [LeadStory.Video] {
    guard let clientID = try knownClientID(client, database) else { return [] }
    let jobs = try database.rows(
      """
      SELECT j.name, j.state, j.changed, v.id,
        EXISTS (SELECT 1 FROM outputs o WHERE o.job_id = j.id AND o.name IN ('email.eml', 'email.html', 'share-page/preview.gif'))
          AND (EXISTS (SELECT 1 FROM hosted_videos h WHERE h.job_id = j.id AND h.state IN ('ready', 'processing'))
            OR json_extract(d.settings, '$.page.baseAddress') <> '' AND json_extract(d.settings, '$.publish.host') = '')
      FROM lead_videos m JOIN jobs j ON j.id = m.job_id JOIN drops d ON d.id = j.drop_id
      LEFT JOIN view_videos v ON v.client_id = j.client_id AND v.name = j.name
      WHERE m.lead_id = ?1 AND j.client_id = ?2 ORDER BY j.id DESC LIMIT 100
      """, lead, clientID
    ) { row in
      (
        name: try Self.name(row.text(0)), state: try Self.word(row.text(1)) as JobState,
        changed: Moment(microseconds: row.integer(2)), video: row.integerOrNil(3), hasMail: row.integer(4) == 1
      )
    }
    return try jobs.reversed().map { job in
      let tally = try job.video.map { try SumReading(client: clientID, period: .all, database).tally(of: $0) }
      return LeadStory.Video(
        job: job.name, state: job.state, changed: job.changed, hasMail: job.hasMail, tally: tally ?? ViewTally(),
        views: try job.video.map { try views(of: $0, database) } ?? [])
    }
  }

  /// Few people watch what was made for one; of a video that became known the newest of some.
  private func views(of video: Int64, _ database: Connection) throws -> [LeadStory.View] {
    try database.rows(
      """
      SELECT began, marks, device, country FROM (SELECT * FROM views WHERE video_id = ?1 AND page IS NOT NULL LIMIT 2000)
      ORDER BY began DESC LIMIT 100
      """, video
    ) { row in
      let marks = ViewMarks(rawValue: UInt64(bitPattern: row.integer(1)))
      return LeadStory.View(
        at: Moment(microseconds: row.integer(0)), percent: marks.percent, clicked: marks.contains(.cta),
        liked: marks.contains(.liked), shared: marks.contains(.shared), device: row.text(2), country: row.text(3))
    }.reversed()
  }

  /// The people for whom some of these videos were made, or some videos of these lists; only so many at once, in the order of their numbers.
  package func leads(ofVideos videos: [String], of client: ClientName, after last: Int64 = 0, atMost limit: Int = 200) throws
    -> [LeadCard]
  {
    try read { database in
      try database.rows(
        """
        SELECT DISTINCT l.id, c.name, l.said, (SELECT count(*) FROM lead_mentions m WHERE m.lead_id = l.id), l.created, l.changed
        FROM clients c JOIN jobs j ON j.client_id = c.id JOIN lead_videos v ON v.job_id = j.id JOIN leads l ON l.id = v.lead_id
        WHERE c.name = ?1 AND l.identity IS NOT NULL AND l.id > ?4 AND j.name IN (SELECT value FROM json_each(?2))
        ORDER BY l.id LIMIT ?3
        """, client.text, try JSONText.of(videos), limit, last
      ) { try Self.leadCard($0) }
    }
  }
}
