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
      var counting = ViewCounting(client: try clientID(client, database), at: now.microseconds, database)
      for fragment in fragments { try counting.put(fragment) }
      try counting.writeSums()
      return counting.change
    }
  }

  /// Those of the names that are jobs of this client.
  package func ownVideos(among names: [String], of client: ClientName) throws -> Set<String> {
    try read { database in
      guard let client = try knownClientID(client, database) else { return [] }
      return Set(
        try names.map { try Self.name(ofVideo: $0, database) }.filter { try Self.owner(ofVideo: $0, database) == client })
    }
  }

  /// Says in the chain what a job's log told.
  package func noteViews(_ words: String, of name: JobName) throws {
    try write { database in
      let job = try row(of: name, database)
      try append(.remembered, job: job.id, state: job.state, words: words, database)
    }
  }

  /// The client whose job has this name; no two jobs have the same.
  /// What a video that logs tell of is called here: the job, where its address on a host has letters behind it that nobody guesses.
  static func name(ofVideo told: String, _ database: Connection) throws -> String {
    guard let job = HostedVideo.job(atAddress: told), try owner(ofVideo: told, database) == nil,
      try owner(ofVideo: job, database) != nil
    else { return told }
    return job
  }

  static func owner(ofVideo name: String, _ database: Connection) throws -> Int64? {
    try database.first("SELECT client_id FROM jobs WHERE name = ?1", name) { $0.integer(0) }
  }
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
