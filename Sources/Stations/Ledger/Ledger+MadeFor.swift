package import Production
import Store

/// Whose what lies in the store is, where no stage of a job left it: so that it goes when nobody is left whom it was for.
extension Ledger {
  /// These contents are of a job. Said again, it changes nothing.
  package func made(_ contents: [Digest], for name: JobName) throws {
    if contents.isEmpty { return }
    try write { database in
      let job = try row(of: name, database)
      for content in contents { try made(content, for: job.id, database) }
    }
  }

  /// A line or a scene that is kept for whoever asks for it next was handed to a job, or is its own.
  func made(_ content: Digest, for name: JobName?, _ database: Connection) throws {
    guard let name, let id = try database.first("SELECT id FROM jobs WHERE name = ?1", name.text, as: { $0.integer(0) }) else {
      return
    }
    try made(content, for: id, database)
  }

  private func made(_ content: Digest, for job: Int64, _ database: Connection) throws {
    try database.run("INSERT OR IGNORE INTO made_for (job_id, digest) VALUES (?1, ?2)", job, content.bytes)
  }

  /// The lines and scenes that only this job was handed are kept for nobody any more. Whose they were stays known until their contents are gone.
  func forgetKept(of job: JobRow, _ database: Connection) throws {
    for cache: StaticString in [Self.linesOfOne, Self.scenesOfOne] { try database.run(cache, job.id) }
  }

  private static let linesOfOne: StaticString = """
    DELETE FROM voice_cache WHERE job_id IS NOT NULL AND digest IN (
      SELECT digest FROM made_for m WHERE m.job_id = ?1 AND NOT EXISTS (
        SELECT 1 FROM made_for f JOIN jobs j ON j.id = f.job_id
        WHERE f.digest = m.digest AND f.job_id <> ?1 AND j.state <> 'deleted'))
    """
  private static let scenesOfOne: StaticString = """
    DELETE FROM scene_cache WHERE job_id IS NOT NULL AND digest IN (
      SELECT digest FROM made_for m WHERE m.job_id = ?1 AND NOT EXISTS (
        SELECT 1 FROM made_for f JOIN jobs j ON j.id = f.job_id
        WHERE f.digest = m.digest AND f.job_id <> ?1 AND j.state <> 'deleted'))
    """

  /// What a list's script was heard and seen with may tell of anybody: none of it is kept for the batch itself any more. What its rows were
  /// handed too stays theirs.
  package func forgetSamples(of name: JobName) throws {
    try write { database in try forgetKept(of: try row(of: name, database), database) }
  }

  /// Whose it was, for contents that are kept no longer.
  func forgetMade(_ contents: [Digest], _ database: Connection) throws {
    for content in contents {
      try database.run(
        """
        DELETE FROM made_for WHERE digest = ?1 AND NOT EXISTS (SELECT 1 FROM voice_cache WHERE digest = ?1)
          AND NOT EXISTS (SELECT 1 FROM scene_cache WHERE digest = ?1)
        """, content.bytes)
    }
  }
}
