package import Production
import Store

extension Ledger {
  /// How things stand with a job's copy on a host; nil where it was never to be put on one.
  package func hosted(_ name: JobName) throws -> HostedVideo? {
    try read { database in
      try database.first(
        "SELECT h.video FROM hosted_videos h JOIN jobs j ON j.id = h.job_id WHERE j.name = ?1", name.text, as: Self.hostedVideo)
    }
  }

  /// The newest of them.
  package func hostedVideos(of client: ClientName?, limit: Int) throws -> [HostedVideo] {
    try read { database in
      guard let client else {
        return try database.rows(
          "SELECT video FROM hosted_videos ORDER BY changed DESC, job_id DESC LIMIT ?1", limit, as: Self.hostedVideo)
      }
      guard let id = try knownClientID(client, database) else { return [] }
      return try database.rows(
        "SELECT video FROM hosted_videos WHERE client_id = ?1 ORDER BY changed DESC, job_id DESC LIMIT ?2", id, limit,
        as: Self.hostedVideo)
    }
  }

  /// Those of a batch's rows.
  package func hostedVideos(ofBatch name: JobName) throws -> [HostedVideo] {
    try read { database in
      try database.rows(
        """
        SELECT h.video FROM jobs p JOIN jobs r ON r.batch_id = p.id JOIN hosted_videos h ON h.job_id = r.id WHERE p.name = ?1
        """, name.text, as: Self.hostedVideo)
    }
  }

  /// Those of which something changed since then, the newest first.
  package func hostedVideos(changedSince moment: Moment, limit: Int) throws -> [HostedVideo] {
    try read { database in
      try database.rows(
        "SELECT video FROM hosted_videos WHERE changed >= ?1 ORDER BY changed DESC, job_id DESC LIMIT ?2", moment.microseconds,
        limit,
        as: Self.hostedVideo)
    }
  }

  /// Writes down how things stand now, what is to be done next, and from when on. `words` go into the chain.
  package func keep(_ video: HostedVideo, due: Moment? = nil, words: String? = nil) throws {
    try write { database in
      let job = try row(of: video.job, database)
      try insert(video, job, due: due, database)
      if let words { try append(.hosted, job: job.id, words: words, database) }
    }
  }

  /// Changes how things stand, all of it or nothing; nil where it was never to be put on a host and is not `new` there now. `change` answers with how long to wait until
  /// what is to be done next, and with words for the chain.
  @discardableResult
  package func changeHosted(
    _ name: JobName, orNew new: HostedVideo? = nil,
    _ change: @Sendable (inout HostedVideo) throws -> (wait: Duration?, words: String?)
  ) throws -> HostedVideo? {
    try write { database in
      let job = try row(of: name, database)
      let known = try database.first("SELECT video FROM hosted_videos WHERE job_id = ?1", job.id, as: Self.hostedVideo)
      guard var video = known ?? new else { return nil }
      let (wait, words) = try change(&video)
      try insert(video, job, due: wait.map { now.advanced(by: $0) }, database)
      if let words { try append(.hosted, job: job.id, words: words, database) }
      return video
    }
  }

  func insert(_ video: HostedVideo, _ job: JobRow, due: Moment?, _ database: Connection) throws {
    // Of what is deleted nothing is kept once it is gone from its host, which that host has said.
    if job.state == .deleted, video.task == nil, video.copy == nil, video.handle == nil {
      // Nothing lies there from today on.
      try database.run("UPDATE hosted_videos SET bytes = 0, changed = ?2 WHERE job_id = ?1", job.id, now.microseconds)
      try database.run("DELETE FROM hosted_videos WHERE job_id = ?1", job.id)
      return
    }
    let liesThere = video.copy != nil || video.state == .uploading && video.host != nil
    // A video service has one film of them.
    let isFilm = video.copy?.files.isEmpty == true
    let bytes = isFilm ? video.filmSize : (video.copy?.files ?? video.files).reduce(0) { $0 + $1.size }
    try database.run(
      """
      INSERT INTO hosted_videos (job_id, client_id, state, task, due, host, bytes, expires, video, changed)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      ON CONFLICT DO UPDATE SET state = excluded.state, task = excluded.task, due = excluded.due, host = excluded.host,
        bytes = excluded.bytes, expires = excluded.expires, video = excluded.video, changed = excluded.changed
      """, job.id, job.clientID, video.state.rawValue, video.task?.rawValue, (due ?? now).microseconds, video.host,
      liesThere ? bytes : 0, video.wish.expiresAt?.microseconds, try JSONText.of(video), now.microseconds)
  }

  /// What an upload has at its host, for its next try, or for taking it away: it comes forward. Nothing where there is no upload.
  package func keep(handle: String, of name: JobName) throws {
    try write { database in
      _ = try database.run(
        """
        UPDATE hosted_videos SET video = json_set(video, '$.handle', ?2, '$.tries', 0)
        WHERE job_id = (SELECT id FROM jobs WHERE name = ?1) AND task IN ('put', 'unpublish')
        """, name.text, handle)
    }
  }

  /// What is to be done at hosts now, of these kinds, at this one or at none of those: the longest due first.
  package func dueHosting(
    at moment: Moment, _ tasks: [HostedVideo.Task] = HostedVideo.Task.allCases, at host: String? = nil,
    notAt others: [String] = [],
    limit: Int
  ) throws -> [HostedVideo] {
    try read { database in
      try database.rows(
        """
        SELECT video FROM hosted_videos WHERE task IN (SELECT value FROM json_each(?3)) AND task IS NOT NULL AND due <= ?1
          AND (?4 IS NULL OR host = ?4) AND (host IS NULL OR host NOT IN (SELECT value FROM json_each(?5)))
        ORDER BY due, job_id LIMIT ?2
        """, moment.microseconds, limit, try JSONText.of(tasks.map(\.rawValue)), host, try JSONText.of(others),
        as: Self.hostedVideo)
    }
  }

  /// What waits because something went wrong is due now: somebody has mended it.
  package func hurryHosting() throws {
    try write { database in
      _ = try database.run(
        "UPDATE hosted_videos SET due = ?1 WHERE task IS NOT NULL AND due > ?1 AND json_extract(video, '$.note') IS NOT NULL",
        now.microseconds)
    }
  }

  /// When there is something to be done at a host next, or something there ends; nil for never.
  package func nextHosting() throws -> Moment? {
    try read { database in
      try database.first(
        """
        SELECT min(at) FROM (
          SELECT min(due) AS at FROM hosted_videos WHERE task IS NOT NULL
          UNION ALL SELECT min(expires) FROM hosted_videos WHERE expires IS NOT NULL AND state IN ('ready', 'processing')
            AND task IS NOT 'unpublish')
        """
      ) { $0.integerOrNil(0).map { Moment(microseconds: $0) } } ?? nil
    }
  }

  /// Those whose time is over.
  package func expiredHosting(at moment: Moment) throws -> [HostedVideo] {
    try read { database in
      try database.rows(
        "SELECT video FROM hosted_videos WHERE expires <= ?1 AND state IN ('ready', 'processing') AND task IS NOT 'unpublish'",
        moment.microseconds, as: Self.hostedVideo)
    }
  }

  /// How many bytes lie at each host, or are on their way there.
  package func hostedBytes() throws -> [String: Int64] {
    try read { database in
      let sums = try database.rows("SELECT host, sum(bytes) FROM hosted_videos WHERE host IS NOT NULL GROUP BY host") {
        ($0.text(0), $0.integer(1))
      }
      return Dictionary(uniqueKeysWithValues: sums)
    }
  }

  /// What the videos of a client, or of all of them, need of a host, by what was since that day.
  package func hostUse(of client: ClientName?, since day: String) throws -> HostUse {
    try read { database in
      // One by one, so that each is found by its index.
      let ids =
        try client.map { [try knownClientID($0, database) ?? 0] } ?? database.rows("SELECT id FROM clients") { $0.integer(0) }
      var use = HostUse()
      var sent: Int64 = 0
      for id in ids {
        use.stored += try database.first("SELECT sum(bytes) FROM hosted_videos WHERE client_id = ?1", id) { $0.integer(0) } ?? 0
        let sums = try viewSums(of: id, since: day, database)
        use.views += Int(sums["views"] ?? 0)
        sent += sums["sent"] ?? 0
      }
      if use.stored == 0 {
        for id in ids {
          use.stored +=
            try database.first(
              "SELECT sum(amount) FROM usage_totals WHERE client_id = ?1 AND kind = 'storage' AND provider = ''", id
            ) { $0.integer(0) } ?? 0
        }
      }
      use.bytesOfView =
        use.views > 0 && sent > 0 ? sent / Int64(use.views) : try usualFilm(of: client == nil ? nil : ids.first, database)
      return use
    }
  }

  private func viewSums(of client: Int64, since day: String, _ database: Connection) throws -> [String: Int64] {
    let sums = try database.rows(
      """
      SELECT value, sum(amount) FROM view_totals WHERE client_id = ?1 AND video_id = 0 AND day >= ?2
        AND kind = 'tally' AND value IN ('views', 'sent') GROUP BY value
      """, client, day
    ) { ($0.text(0), $0.integer(1)) }
    return Dictionary(uniqueKeysWithValues: sums)
  }

  /// How large films are, by the newest ones.
  private func usualFilm(of client: Int64?, _ database: Connection) throws -> Int64 {
    let newest =
      try client.map { client in
        try database.rows(
          "SELECT id FROM jobs WHERE client_id = ?1 AND state = 'completed' ORDER BY id DESC LIMIT 100", client
        ) { $0.integer(0) }
      } ?? database.rows("SELECT id FROM jobs WHERE state = 'completed' ORDER BY id DESC LIMIT 100") { $0.integer(0) }
    return try database.first(
      """
      SELECT CAST(avg(largest) AS INTEGER) FROM (
        SELECT max(size) AS largest FROM outputs
        WHERE job_id IN (SELECT value FROM json_each(?1)) AND name LIKE '%.mp4' GROUP BY job_id)
      """, try JSONText.of(newest)
    ) { $0.integer(0) } ?? 0
  }

  static func hostedVideo(_ row: borrowing Row) throws -> HostedVideo {
    try JSONText.value(HostedVideo.self, from: row.text(0))
  }
}
