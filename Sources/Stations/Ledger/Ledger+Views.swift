package import Production
import Store

// Every line of a log may come twice: the same log dropped again, a copy of a log that went on, a rotated one and the one before. So a
// view is a union of what lines tell (`ViewFragment.merge`), and putting in what is there already changes nothing. Only bytes of which
// the log does not say where in the file they lie must be added up: of each such line its digest is kept.
extension Ledger {
  /// The key by which a client's viewers are known again; made when it is first asked for.
  package func viewKey(of client: ClientName) throws -> [UInt8] {
    try write { database in
      let client = try clientID(client, database)
      let known = try database.first("SELECT key FROM view_keys WHERE client_id = ?1", client) { $0.blob(0) }
      if let known { return known }
      var random = SystemRandomNumberGenerator()
      let key = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
      try database.run("INSERT INTO view_keys (client_id, key) VALUES (?1, ?2)", client, key)
      return key
    }
  }

  /// Puts in what a log tells of views, and keeps the sums right. Videos of other clients are left out.
  package func count(_ fragments: [ViewFragment], of client: ClientName) throws -> ViewChange {
    try write { database in
      var counting = ViewCounting(client: try clientID(client, database), database)
      for fragment in fragments { try counting.put(fragment) }
      try counting.writeSums()
      return counting.change
    }
  }

  /// Those of the names that are jobs of this client.
  package func ownVideos(among names: [String], of client: ClientName) throws -> Set<String> {
    try read { database in
      guard let client = try knownClientID(client, database) else { return [] }
      return Set(try names.filter { try owner(ofVideo: $0, database) == client })
    }
  }

  /// Says in the chain what a job's log told.
  package func noteViews(_ words: String, of name: JobName) throws {
    try write { database in
      let job = try row(of: name, database)
      try append(.remembered, job: job.id, state: job.state, words: words, database)
    }
  }
}

/// The client whose job has this name; no two jobs have the same.
private func owner(ofVideo name: String, _ database: Connection) throws -> Int64? {
  try database.first("SELECT client_id FROM jobs WHERE name = ?1", name) { $0.integer(0) }
}

/// What some fragments changed.
package struct ViewChange: Hashable, Sendable {
  /// The videos of which something is new.
  package var videos: Set<String> = []
  /// How many views there are more than before.
  package var views = 0
  /// Videos that were left out, as another client's jobs are called so.
  package var others: Set<String> = []

  package init() {}

  package mutating func add(_ next: ViewChange) {
    videos.formUnion(next.videos)
    views += next.views
    others.formUnion(next.others)
  }
}

/// One transaction's views: rows are written as they come, the sums of all of them at its end.
struct ViewCounting {
  private let client: Int64
  private let database: Connection
  private var videos: [String: Int64] = [:]
  private var sums: [Place: ViewSums] = [:]
  /// The viewers of all videos together, by day.
  private var viewers: [Int64: Int] = [:]
  /// The lengths of files that were made here.
  private var sizes: [String: Int64] = [:]
  private(set) var change = ViewChange()

  private struct Place: Hashable {
    let video: Int64
    let day: Int64
  }

  init(client: Int64, _ database: Connection) {
    self.client = client
    self.database = database
  }

  mutating func put(_ fragment: ViewFragment) throws {
    guard let video = try video(fragment.video) else {
      change.others.insert(fragment.video)
      return
    }
    if fragment.page != 0 { try putPage(fragment, video) } else { try putBytes(fragment, video) }
  }

  /// A view of which its page tells.
  private mutating func putPage(_ fragment: ViewFragment, _ video: Int64) throws {
    let known = try database.first(
      """
      SELECT id, page, viewer, began, ended, marks, waits, parts, file, size, bytes,
        device, browser, site, source, medium, campaign, quality, place
      FROM views WHERE video_id = ?1 AND page = ?2
      """, video, Int64(bitPattern: fragment.page)
    ) { ViewRow($0, video: fragment.video) }
    guard let known else { return try add(ViewRow(fragment, bytes: 0), video) }
    var merged = known
    merged.merge(ViewRow(fragment, bytes: 0))
    if merged != known { try replace(known, by: merged, video) }
  }

  /// A view that only the bytes tell of: with what lies near it in time it is one.
  private mutating func putBytes(_ fragment: ViewFragment, _ video: Int64) throws {
    // What its page tells is better.
    guard try !isTold(fragment, video) else { return }
    var fragment = fragment
    var bytes: Int64 = 0
    for piece in fragment.pieces where try isNew(piece.line) { bytes += piece.bytes }
    if fragment.size == 0 { fragment.size = try size(of: fragment) }
    var merged = ViewRow(fragment, bytes: bytes)
    let near = try near(fragment, video)
    for row in near { merged.merge(row) }
    guard let first = near.first else { return try add(merged, video) }
    merged.id = first.id
    for row in near.dropFirst() { try remove(row, video) }
    if merged != first { try replace(first, by: merged, video) }
  }

  /// A row that grows may come near to the next one: so it is looked for until none is left.
  private func near(_ fragment: ViewFragment, _ video: Int64) throws -> [ViewRow] {
    var (began, ended) = (fragment.began, fragment.ended)
    while true {
      let rows = try database.rows(
        """
        SELECT id, page, viewer, began, ended, marks, waits, parts, file, size, bytes,
          device, browser, site, source, medium, campaign, quality, place
        FROM views WHERE viewer = ?1 AND video_id = ?2 AND page IS NULL AND ended >= ?3 AND began <= ?4 ORDER BY id
        """, Int64(bitPattern: fragment.viewer), video, (began - ViewFragment.gap) * 1_000_000,
        (ended + ViewFragment.gap) * 1_000_000
      ) { ViewRow($0, video: fragment.video) }
      let first = rows.map(\.fragment.began).min() ?? began
      let last = rows.map(\.fragment.ended).max() ?? ended
      if first >= began, last <= ended { return rows }
      (began, ended) = (min(began, first), max(ended, last))
    }
  }

  private func isNew(_ line: UInt64) throws -> Bool {
    try database.run("INSERT OR IGNORE INTO view_lines (line) VALUES (?1)", Int64(bitPattern: line)) > 0
  }

  /// Whether the viewer's page tells of what was watched: that of the same program, or of another one in the same place.
  private func isTold(_ fragment: ViewFragment, _ video: Int64) throws -> Bool {
    let known = try database.first(
      "SELECT 1 FROM views WHERE viewer = ?1 AND video_id = ?2 AND page IS NOT NULL LIMIT 1",
      Int64(bitPattern: fragment.viewer), video
    ) { _ in true }
    guard known == nil, fragment.place != 0 else { return known ?? false }
    // One after the other: for both at once, all pages of the video would be searched.
    return try database.first(
      "SELECT 1 FROM views WHERE place = ?1 AND video_id = ?2 AND page IS NOT NULL LIMIT 1",
      Int64(bitPattern: fragment.place), video
    ) { _ in true } ?? false
  }

  // MARK: - Rows

  private mutating func add(_ row: ViewRow, _ video: Int64) throws {
    let fragment = row.fragment
    try count(row, video, sign: 1)
    try database.run(
      """
      INSERT INTO views (video_id, page, viewer, began, ended, marks, waits, parts, file, size, bytes,
        device, browser, site, source, medium, campaign, quality, place)
      VALUES (?1, nullif(?2, 0), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
      """, video, Int64(bitPattern: fragment.page), Int64(bitPattern: fragment.viewer), fragment.began * 1_000_000,
      fragment.ended * 1_000_000, Int64(bitPattern: fragment.marks.rawValue), Int64(bitPattern: fragment.waits),
      Int64(bitPattern: fragment.parts), fragment.file, fragment.size, row.bytes, fragment.origin.device,
      fragment.origin.browser, fragment.origin.site, fragment.origin.source, fragment.origin.medium, fragment.origin.campaign,
      fragment.origin.quality, Int64(bitPattern: fragment.place))
    change.videos.insert(fragment.video)
    if fragment.page != 0 { try tell(of: row, video) }
  }

  private mutating func replace(_ old: ViewRow, by new: ViewRow, _ video: Int64) throws {
    let fragment = new.fragment
    // Taken out of the table for a moment, so that it is not among those that it is compared with.
    try remove(old, video)
    try count(new, video, sign: 1)
    try database.run(
      """
      INSERT INTO views (id, video_id, page, viewer, began, ended, marks, waits, parts, file, size, bytes,
        device, browser, site, source, medium, campaign, quality, place)
      VALUES (?1, ?2, nullif(?3, 0), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
      """, old.id, video, Int64(bitPattern: fragment.page), Int64(bitPattern: fragment.viewer), fragment.began * 1_000_000,
      fragment.ended * 1_000_000, Int64(bitPattern: fragment.marks.rawValue), Int64(bitPattern: fragment.waits),
      Int64(bitPattern: fragment.parts), fragment.file, fragment.size, new.bytes, fragment.origin.device,
      fragment.origin.browser, fragment.origin.site, fragment.origin.source, fragment.origin.medium, fragment.origin.campaign,
      fragment.origin.quality, Int64(bitPattern: fragment.place))
    change.videos.insert(fragment.video)
    let isElsewhere = fragment.viewer != old.fragment.viewer || fragment.place != old.fragment.place
    if fragment.page != 0, isElsewhere { try tell(of: new, video) }
  }

  private mutating func remove(_ row: ViewRow, _ video: Int64) throws {
    try database.run("DELETE FROM views WHERE id = ?1", row.id)
    try count(row, video, sign: -1)
  }

  /// A page tells of this viewer from now on, and the bytes no more.
  private mutating func tell(of row: ViewRow, _ video: Int64) throws {
    let told = try database.rows(
      """
      SELECT id, page, viewer, began, ended, marks, waits, parts, file, size, bytes,
        device, browser, site, source, medium, campaign, quality, place
      FROM views WHERE (viewer = ?1 OR place = nullif(?3, 0)) AND video_id = ?2 AND page IS NULL
      """, Int64(bitPattern: row.fragment.viewer), video, Int64(bitPattern: row.fragment.place)
    ) { ViewRow($0, video: row.fragment.video) }
    for row in told { try remove(row, video) }
  }

  // MARK: - Sums

  /// Called while the row itself is not among those that count.
  private mutating func count(_ row: ViewRow, _ video: Int64, sign: Int) throws {
    var change = sums.removeValue(forKey: Place(video: video, day: row.day)) ?? ViewSums()
    row.add(to: &change, sign: sign)
    if row.isView { self.change.views += sign }
    let viewer = Int64(bitPattern: row.fragment.viewer)
    // As ViewRow.isView says it.
    let ofVideo = try database.first(
      "SELECT 1 FROM views WHERE viewer = ?1 AND video_id = ?2 AND (page IS NULL OR marks & 1) LIMIT 1", viewer, video
    ) { _ in true }
    if row.isView, ofVideo == nil {
      change.tally.viewers += sign
      let ofAny = try database.first(
        "SELECT 1 FROM views WHERE viewer = ?1 AND (page IS NULL OR marks & 1) LIMIT 1", viewer
      ) { _ in true }
      if ofAny == nil { viewers[row.day, default: 0] += sign }
    }
    sums[Place(video: video, day: row.day)] = change
  }

  /// Writes what the views changed: for each video and for all, for each day and for all.
  mutating func writeSums() throws {
    var all: [Place: ViewSums] = [:]
    for (place, change) in sums {
      all[place] = change
      for wider in [Place(video: place.video, day: -1), Place(video: 0, day: place.day), Place(video: 0, day: -1)] {
        var sum = all.removeValue(forKey: wider) ?? ViewSums()
        // Who watches two videos is one viewer of all.
        var tally = change.tally
        if wider.video == 0 { tally.viewers = 0 }
        sum.tally.add(tally)
        for (key, amount) in change.counts { sum.counts[key, default: 0] += amount }
        all[wider] = sum
      }
    }
    for (day, amount) in viewers {
      all[Place(video: 0, day: day)]?.tally.viewers += amount
      all[Place(video: 0, day: -1)]?.tally.viewers += amount
    }
    for (place, sum) in all { try write(sum, place) }
    sums = [:]
    viewers = [:]
  }

  private func write(_ sum: ViewSums, _ place: Place) throws {
    let isDay = place.day >= 0
    for (name, amount) in sum.tally.named where !isDay || ViewTally.daily.contains(name) { try add(amount, place, "tally", name) }
    if isDay { return }
    for (key, amount) in sum.counts where amount != 0 { try add(amount, place, key.kind.rawValue, key.value) }
  }

  private func add(_ amount: Int, _ place: Place, _ kind: String, _ value: String) throws {
    try database.run(
      """
      INSERT INTO view_totals (client_id, video_id, day, kind, value, amount)
      VALUES (?1, ?2, coalesce(date(?3 * 86400, 'unixepoch'), ''), ?4, ?5, ?6)
      ON CONFLICT DO UPDATE SET amount = amount + excluded.amount
      """, client, place.video, place.day >= 0 ? place.day : nil, kind, value, amount)
  }

  // MARK: - Names

  /// Nil for another client's: the logs of one server may tell of the videos of several.
  private mutating func video(_ name: String) throws -> Int64? {
    if let id = videos[name] { return id }
    if change.others.contains(name) { return nil }
    if let owner = try owner(ofVideo: name, database), owner != client { return nil }
    try database.run("INSERT OR IGNORE INTO view_videos (client_id, name) VALUES (?1, ?2)", client, name)
    let id =
      try database.first("SELECT id FROM view_videos WHERE client_id = ?1 AND name = ?2", client, name) { $0.integer(0) } ?? 0
    videos[name] = id
    return id
  }

  /// The length of a file that was made here, which some logs do not tell; 0 for any other.
  private mutating func size(of fragment: ViewFragment) throws -> Int64 {
    let key = "\(fragment.video)/\(fragment.file)"
    if let size = sizes[key] { return size }
    let size =
      try database.first(
        """
        SELECT o.size FROM jobs j JOIN outputs o ON o.job_id = j.id
        WHERE j.name = ?1 AND j.client_id = ?2 AND (o.name = ?3 OR o.name = ?1 || '.' || ?3)
        """, fragment.video, client, fragment.file
      ) { $0.integer(0) } ?? 0
    sizes[key] = size
    return size
  }
}
