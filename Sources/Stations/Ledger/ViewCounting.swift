import Production
import Store

/// One transaction's views: rows are written as they come, the sums of all of them at its end.
struct ViewCounting {
  let client: Int64
  let database: Connection
  /// When this happens, for the groups that it changes.
  let now: Int64
  private var videos: [String: Int64] = [:]
  var groups: [ViewGroup: Int64] = [:]
  /// The groups of views of a video that came by a campaign.
  var groupsOfViews: [ViewGroup.Members: [Int64]] = [:]
  /// Of which site a video is a demo, by its name.
  var sites: [String: String] = [:]
  var sums: [Place: ViewSums] = [:]
  /// What changes of the numbers of viewers; of all days together under the day -1.
  var viewers: [Total: Int] = [:]
  var watchers = ViewWatchers()
  /// What videos are called here, by what logs call them.
  private var names: [String: String] = [:]
  /// The lengths of files that were made here.
  private var sizes: [String: Int64] = [:]
  var change = ViewChange()
  var bounds: ViewBounds

  /// What a view is added to: from these sums all wider ones are made.
  struct Place: Hashable {
    let video: Int64
    let groups: [Int64]
    let day: Int64
  }

  /// A video, a group (below zero) or all of a client's (0), on a day or on all of them (-1).
  struct Total: Hashable {
    let subject: Int64
    let day: Int64

    /// One word for both, as hashing is done for each view several times.
    var word: UInt64 { UInt64(bitPattern: subject) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(bitPattern: day) }

    func hash(into hasher: inout Hasher) { hasher.combine(word) }
  }

  init(client: Int64, at now: Int64, _ database: Connection) {
    self.client = client
    self.now = now
    self.database = database
    bounds = ViewBounds(client: client, database)
  }

  mutating func put(_ told: ViewFragment) throws {
    var fragment = told
    fragment.video = try name(of: told.video)
    guard let video = try video(fragment.video) else {
      change.others.insert(fragment.video)
      return
    }
    if fragment.page != 0 { try putPage(fragment, video) } else { try putBytes(fragment, video) }
  }

  /// A view of which its page tells.
  private mutating func putPage(_ fragment: ViewFragment, _ video: Int64) throws {
    var fragment = fragment
    if fragment.size == 0, !fragment.origin.quality.isEmpty {
      fragment.size = try size(of: fragment.video, "\(fragment.origin.quality).mp4")
    }
    let known = try database.first(
      """
      SELECT id, page, viewer, began, ended, marks, waits, parts, file, size, bytes,
        device, browser, referrer, source, medium, campaign, quality, country, place
      FROM views WHERE video_id = ?1 AND page = ?2
      """, video, Int64(bitPattern: fragment.page)
    ) { ViewRow($0, video: fragment.video) }
    var merged = ViewRow(fragment, bytes: 0)
    if let known {
      merged = known
      merged.merge(ViewRow(fragment, bytes: 0))
      if merged == known { return }
      try replace(known, by: merged, video)
    } else {
      try add(merged, video)
    }
    for row in try toldOverMidnight(by: merged, with: fragment, video) { try remove(row, video) }
  }

  /// A view that only the bytes tell of: with what lies near it in time it is one.
  private mutating func putBytes(_ fragment: ViewFragment, _ video: Int64) throws {
    // What its page tells is better.
    guard try !isTold(fragment, video) else { return }
    var fragment = fragment
    var bytes: Int64 = 0
    for piece in fragment.pieces where try isNew(piece.line) { bytes += piece.bytes }
    if fragment.size == 0 { fragment.size = try size(of: fragment.video, fragment.file) }
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
          device, browser, referrer, source, medium, campaign, quality, country, place
        FROM views WHERE viewer IN (?1, ?5) AND video_id = ?2 AND page IS NULL AND ended >= ?3 AND began <= ?4 ORDER BY id
        """, Int64(bitPattern: fragment.viewer), video, (began - ViewFragment.gap) * 1_000_000,
        (ended + ViewFragment.gap) * 1_000_000,
        Int64(bitPattern: fragment.otherViewer == 0 ? fragment.viewer : fragment.otherViewer)
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
    // Each by its own index, one after the other: by another one, or for both at once, all pages of the video would be searched.
    // Where pages tell there are no bytes, and the other way round: so the first row says it, however many there are.
    if try isOfBytes(viewer: fragment.viewer, video) == false { return true }
    if fragment.place != 0, try isOfBytes(place: fragment.place, video) == false { return true }
    return try isToldOverMidnight(fragment, video)
  }

  /// Whether only bytes tell what a viewer watched of a video; nil where nothing is known of both.
  private func isOfBytes(viewer: UInt64, _ video: Int64) throws -> Bool? {
    try database.first(
      "SELECT page IS NULL FROM views INDEXED BY views_by_viewer WHERE viewer = ?1 AND video_id = ?2 LIMIT 1",
      Int64(bitPattern: viewer), video
    ) { $0.integer(0) == 1 }
  }

  private func isOfBytes(place: UInt64, _ video: Int64) throws -> Bool? {
    try database.first(
      "SELECT page IS NULL FROM views INDEXED BY views_by_place WHERE place = ?1 AND video_id = ?2 LIMIT 1",
      Int64(bitPattern: place), video
    ) { $0.integer(0) == 1 }
  }

  // MARK: - Rows

  private mutating func add(_ row: ViewRow, _ video: Int64) throws {
    let fragment = row.fragment
    if fragment.page != 0 { try tell(of: row, video) }
    try count(row, video, sign: 1)
    try database.run(
      """
      INSERT INTO views (video_id, page, viewer, began, ended, marks, waits, parts, file, size, bytes,
        device, browser, referrer, source, medium, campaign, quality, country, place)
      VALUES (?1, nullif(?2, 0), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
      """, video, Int64(bitPattern: fragment.page), Int64(bitPattern: fragment.viewer), fragment.began * 1_000_000,
      fragment.ended * 1_000_000, Int64(bitPattern: fragment.marks.rawValue), Int64(bitPattern: fragment.waits),
      Int64(bitPattern: fragment.parts), fragment.file, fragment.size, row.bytes, fragment.origin.device,
      fragment.origin.browser, fragment.origin.referrer, fragment.origin.source, fragment.origin.medium, fragment.origin.campaign,
      fragment.origin.quality, fragment.origin.country, Int64(bitPattern: fragment.place))
    change.videos.insert(fragment.video)
  }

  private mutating func replace(_ old: ViewRow, by new: ViewRow, _ video: Int64) throws {
    let fragment = new.fragment
    // Taken out of the table for a moment, so that it is not among those that it is compared with.
    try remove(old, video)
    let isElsewhere = fragment.viewer != old.fragment.viewer || fragment.place != old.fragment.place
    if fragment.page != 0, isElsewhere { try tell(of: new, video) }
    try count(new, video, sign: 1)
    try database.run(
      """
      INSERT INTO views (id, video_id, page, viewer, began, ended, marks, waits, parts, file, size, bytes,
        device, browser, referrer, source, medium, campaign, quality, country, place)
      VALUES (?1, ?2, nullif(?3, 0), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
      """, old.id, video, Int64(bitPattern: fragment.page), Int64(bitPattern: fragment.viewer), fragment.began * 1_000_000,
      fragment.ended * 1_000_000, Int64(bitPattern: fragment.marks.rawValue), Int64(bitPattern: fragment.waits),
      Int64(bitPattern: fragment.parts), fragment.file, fragment.size, new.bytes, fragment.origin.device,
      fragment.origin.browser, fragment.origin.referrer, fragment.origin.source, fragment.origin.medium, fragment.origin.campaign,
      fragment.origin.quality, fragment.origin.country, Int64(bitPattern: fragment.place))
    change.videos.insert(fragment.video)
  }

  private mutating func remove(_ row: ViewRow, _ video: Int64) throws {
    try database.run("DELETE FROM views WHERE id = ?1", row.id)
    try count(row, video, sign: -1)
  }

  /// A page tells of this viewer from now on, and the bytes no more. Called before it is there itself.
  private mutating func tell(of row: ViewRow, _ video: Int64) throws {
    let viewer = Int64(bitPattern: row.fragment.viewer)
    let place = Int64(bitPattern: row.fragment.place)
    let isOfBytes = try isOfBytes(viewer: row.fragment.viewer, video) == true
    let isPlaceOfBytes = try row.fragment.place != 0 && self.isOfBytes(place: row.fragment.place, video) == true
    guard isOfBytes || isPlaceOfBytes else { return }
    let told = try database.rows(
      """
      SELECT id, page, viewer, began, ended, marks, waits, parts, file, size, bytes,
        device, browser, referrer, source, medium, campaign, quality, country, place
      FROM views WHERE (viewer = ?1 OR place = nullif(?3, 0)) AND video_id = ?2 AND page IS NULL
      """, viewer, video, place
    ) { ViewRow($0, video: row.fragment.video) }
    for row in told { try remove(row, video) }
  }

  // MARK: - Names

  /// Nil for another client's: the logs of one server may tell of the videos of several.
  private mutating func name(of told: String) throws -> String {
    if let name = names[told] { return name }
    var name = try Ledger.name(ofVideo: told, database)
    if try Ledger.owner(ofVideo: name, database) == nil { name = try bounds.name(ofStranger: name) }
    names[told] = name
    return name
  }

  private mutating func video(_ name: String) throws -> Int64? {
    if let id = videos[name] { return id }
    if change.others.contains(name) { return nil }
    if let owner = try Ledger.owner(ofVideo: name, database), owner != client { return nil }
    try database.run(
      """
      INSERT OR IGNORE INTO view_videos (client_id, name, demo_of) VALUES (?1, ?2, coalesce((
        SELECT json_extract(d.settings, '$.site') FROM jobs j JOIN drops d ON d.id = j.drop_id
        WHERE j.name = ?2 AND j.client_id = ?1), ''))
      """, client, name)
    let id =
      try database.first("SELECT id FROM view_videos WHERE client_id = ?1 AND name = ?2", client, name) { $0.integer(0) } ?? 0
    videos[name] = id
    return id
  }

  /// The length of a file that was made here, which some logs do not tell; 0 for any other.
  private mutating func size(of video: String, _ file: String) throws -> Int64 {
    let key = "\(video)/\(file)"
    if let size = sizes[key] { return size }
    let size =
      try database.first(
        """
        SELECT o.size FROM jobs j JOIN outputs o ON o.job_id = j.id
        WHERE j.name = ?1 AND j.client_id = ?2 AND (o.name = ?3 OR o.name = ?1 || '.' || ?3)
        """, video, client, file
      ) { $0.integer(0) } ?? 0
    sizes[key] = size
    return size
  }
}
