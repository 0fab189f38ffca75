import Files
import Ledger
import Production
import Store

/// Reports of a ledger that knows of ten million views of 200 videos in a year, by four clients and five campaigns. Views and sums are made by SQL, as quick as can be:
/// reading a log of as many takes minutes, and gives the same tables.
extension ViewsBench {
  static let reportViews = 10_000_000

  func measureReports(in place: Playground) async throws {
    let folder = try place.folder("reports")
    guard let client = ClientName("bench") else { return }
    let ledger = try await Ledger.open(folder: folder, clock: { .now() })
    _ = try await ledger.viewKey(of: client)
    try await ledger.close()
    let database = try Connection(at: "\(folder)/ledger.sqlite")
    try Self.fill(database)
    try database.close()
    try await read(client, in: folder)
  }

  private func read(_ client: ClientName, in folder: String) async throws {
    let ledger = try await Ledger.open(folder: folder, clock: { .now() })
    let days = ViewDays(since: "2026-03-01", until: "2026-05-31")
    let asked: [(String, ViewScope, ViewDays)] = [
      ("all", .all, .all), ("video", .video("video-7"), .all), ("campaign", .campaign("campaign-3"), .all),
      ("all_of_92_days", .all, days), ("video_of_92_days", .video("video-7"), days),
      ("campaign_of_92_days", .campaign("campaign-3"), days),
    ]
    var slowest = 0.0
    for (name, scope, days) in asked {
      var times: [Double] = []
      for _ in 0..<5 {
        let before = ContinuousClock.now
        guard let report = try await ledger.viewReport(of: client, scope, in: days), report.tally.views > 0 else {
          throw Refusal("There is no report of \(name).", wayOut: "Look at ViewsBench+Reports.")
        }
        times.append((ContinuousClock.now - before) / .milliseconds(1))
      }
      Figure.say("views.report_10m.\(name)_ms", Figure.median(times), "ms", places: 2)
      if days == .all { slowest = max(slowest, Figure.median(times)) }
    }
    Figure.say("views.report_10m_ms", slowest, "ms", places: 2)
    try await ledger.close()
  }

  private static func fill(_ database: Connection) throws {
    try database.execute("DROP INDEX views_by_page; DROP INDEX views_by_viewer;")
    try database.transaction {
      try database.run(
        """
        WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 200)
        INSERT INTO view_videos (client_id, name) SELECT 1, 'video-' || i FROM n
        """)
      try database.run(
        """
        WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5)
        INSERT INTO view_groups (client_id, kind, name, changed) SELECT 1, 'campaign', 'campaign-' || i, 0 FROM n
        """)
      try database.run(
        """
        WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1)
        INSERT INTO views (video_id, page, viewer, began, ended, marks, waits, parts, file, size, bytes, device, browser, referrer, source, medium,
          campaign, quality, country)
        SELECT 1 + i % 200, i + 1, i * 2654435761, 1767225600000000 + i * 3153600, 1767225660000000 + i * 3153600, 2047, 0, 0, '', 0, 0,
          'phone', 'Safari', 'videos.example.com', 'email', 'video', 'campaign-' || (1 + i % 5), '1080p', 'ZA' FROM n
        """, Self.reportViews)
      try fillSums(database)
    }
    try database.execute(
      """
      CREATE UNIQUE INDEX views_by_page ON views (video_id, page) WHERE page IS NOT NULL;
      CREATE INDEX views_by_viewer ON views (viewer, video_id, ended);
      """)
  }

  /// Some seventy sums of each video and each campaign on each day, and of each of them on all days.
  private static func fillSums(_ database: Connection) throws {
    try database.execute(
      """
      CREATE TEMP TABLE numbers AS WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 400) SELECT i FROM n;
      CREATE TEMP TABLE kinds (kind, value, part);
      INSERT INTO kinds VALUES ('tally', 'views', 1), ('tally', 'viewers', 2), ('tally', 'measured', 1), ('tally', 'percents', 1),
        ('tally', 'completed', 3), ('tally', 'ctas', 20), ('tally', 'likes', 50), ('tally', 'shares', 90), ('tally', 'sent', 1);
      INSERT INTO kinds SELECT 'tally', 'step ' || i, 2 FROM numbers WHERE i BETWEEN 1 AND 20;
      INSERT INTO kinds SELECT 'hour', printf('%02d', i), 24 FROM numbers WHERE i < 24;
      INSERT INTO kinds SELECT 'country', char(65 + i, 65 + i), 8 FROM numbers WHERE i < 8;
      INSERT INTO kinds SELECT 'browser', 'browser ' || i, 6 FROM numbers WHERE i < 6;
      INSERT INTO kinds SELECT 'device', 'device ' || i, 3 FROM numbers WHERE i < 3;
      INSERT INTO kinds SELECT 'campaign', 'campaign-' || i, 5 FROM numbers WHERE i BETWEEN 1 AND 5;
      CREATE TEMP TABLE subjects AS SELECT i AS subject, 137 AS amount FROM numbers WHERE i BETWEEN 1 AND 200
        UNION ALL SELECT -i, 5479 FROM numbers WHERE i BETWEEN 1 AND 5 UNION ALL SELECT 0, 27397;
      INSERT INTO view_totals SELECT 1, s.subject, '', k.kind, k.value, 365 * s.amount / k.part FROM subjects s, kinds k;
      INSERT INTO view_totals SELECT 1, s.subject, date('2026-01-01', '+' || n.i || ' days'), k.kind, k.value, s.amount / k.part
        FROM subjects s, numbers n, kinds k WHERE n.i < 365 ORDER BY 2, 3, 4, 5;
      """)
  }
}
