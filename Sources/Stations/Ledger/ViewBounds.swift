import Production
import Store

/// Anybody who can ask a web server can invent videos that are not there, and words that links bring along. So many of them are told apart
/// for a client; the rest is counted together.
struct ViewBounds {
  /// Names that no job has.
  static let mostStrangers = 500
  /// Values of one kind: referrers, sources, campaigns and the like.
  static let mostValues = 1000
  static let rest = "other"
  /// No job can be called so.
  static let otherVideos = "(other)"

  private let client: Int64
  private let database: Connection
  private var strangers: Int?
  private var counts: [ViewKind: Int] = [:]
  private var values: [ViewSums.Key: String] = [:]

  init(client: Int64, _ database: Connection) {
    self.client = client
    self.database = database
  }

  /// What a video is counted as that no job is called.
  mutating func name(ofStranger name: String) throws -> String {
    let isKnown = try database.first("SELECT 1 FROM view_videos WHERE client_id = ?1 AND name = ?2", client, name) { _ in true }
    if isKnown == true { return name }
    let count =
      try strangers
      ?? database.first(
        """
        SELECT count(*) FROM view_videos v WHERE v.client_id = ?1 AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.name = v.name)
        """, client
      ) { Int($0.integer(0)) } ?? 0
    strangers = count
    guard count < Self.mostStrangers else { return Self.otherVideos }
    strangers = count + 1
    return name
  }

  /// As what a value is counted. A client's sum of all days has every value that any other sum has, so that one decides.
  mutating func value(of key: ViewSums.Key) throws -> String {
    if let value = values[key] { return value }
    let isKnown = try database.first(
      "SELECT 1 FROM view_totals WHERE client_id = ?1 AND video_id = 0 AND day = '' AND kind = ?2 AND value = ?3", client,
      key.kind.rawValue, key.value
    ) { _ in true }
    if isKnown != true {
      let count =
        try counts[key.kind]
        ?? database.first(
          "SELECT count(*) FROM view_totals WHERE client_id = ?1 AND video_id = 0 AND day = '' AND kind = ?2", client,
          key.kind.rawValue
        ) { Int($0.integer(0)) } ?? 0
      let isOver = count >= Self.mostValues
      counts[key.kind] = isOver ? count : count + 1
      values[key] = isOver ? Self.rest : key.value
    } else {
      values[key] = key.value
    }
    return values[key] ?? key.value
  }
}
