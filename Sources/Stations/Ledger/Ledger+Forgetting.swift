package import Production
import Store

/// What is known of people who are to be forgotten, and of what was taken out of their lists.
extension Ledger {
  /// The batches of a person's lists that have rows of which nobody knows for whom they were made: the ledger did not always keep that.
  package func batchesOfNobody(_ card: LeadCard) throws -> [JobName] {
    try read { database in
      try database.rows(
        """
        SELECT DISTINCT j.name FROM lead_mentions m JOIN jobs j ON j.drop_id = m.drop_id WHERE m.lead_id = ?1
          AND EXISTS (SELECT 1 FROM jobs r WHERE r.batch_id = j.id AND r.state <> 'deleted'
            AND NOT EXISTS (SELECT 1 FROM lead_videos v WHERE v.job_id = r.id))
        """, card.id
      ) { try Self.name($0.text(0)) }
    }
  }

  /// Whether a batch has rows of which nobody knows for whom they were made.
  package func hasRowsOfNobody(_ batch: JobName) throws -> Bool {
    try read { database in
      try database.first(
        """
        SELECT 1 FROM jobs p JOIN jobs r ON r.batch_id = p.id WHERE p.name = ?1 AND r.state <> 'deleted'
          AND NOT EXISTS (SELECT 1 FROM lead_videos v WHERE v.job_id = r.id) LIMIT 1
        """, batch.text
      ) { _ in true } ?? false
    }
  }

  /// Writes down for whom a batch's rows were made: by the number of each, the line of its list. Further formats of a row are the same person's.
  package func link(rowsOf batch: JobName, toLines lines: [Int: Int]) throws {
    try write { database in
      let parent = try row(of: batch, database)
      for (number, line) in lines {
        let made = try database.first(
          "SELECT id FROM jobs WHERE name = ?1 AND batch_id = ?2", batch.row(number).text, parent.id
        ) { $0.integer(0) }
        guard let made else { continue }
        try link(made, toLine: line, of: parent.dropID, database)
        try database.run(
          """
          INSERT OR IGNORE INTO lead_videos (job_id, lead_id)
          SELECT j.id, v.lead_id FROM lead_videos v JOIN drops d ON d.split_from = v.job_id JOIN jobs j ON j.drop_id = d.id
          WHERE v.job_id = ?1
          """, made)
      }
    }
  }

  /// Whether somebody of this number has not been forgotten.
  package func isKnown(lead id: Int64) throws -> Bool {
    try read { database in
      try database.first("SELECT 1 FROM leads WHERE id = ?1 AND identity IS NOT NULL", id) { _ in true } ?? false
    }
  }

  /// Lists are as they are since somebody's row was taken out of them: they are still what was dropped, and go with the job.
  package func keep(struck files: [Artifact], of name: JobName) throws {
    if files.isEmpty { return }
    try write { database in
      let job = try row(of: name, database)
      for file in files {
        try database.run(
          """
          INSERT INTO struck_files (job_id, name, digest, size) VALUES (?1, ?2, ?3, ?4)
          ON CONFLICT DO UPDATE SET digest = excluded.digest, size = excluded.size
          """, job.id, file.name, file.digest.bytes, file.size)
      }
    }
  }

  package func struckFiles(of name: JobName) throws -> [Artifact] {
    try read { database in
      try database.rows(
        "SELECT s.name, s.digest, s.size FROM struck_files s JOIN jobs j ON j.id = s.job_id WHERE j.name = ?1", name.text
      ) { try Self.artifact($0, from: 0) }
    }
  }
}
