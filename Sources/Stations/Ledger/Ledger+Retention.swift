package import Production
import Store

/// A content that no open job needs any more.
package struct UnneededContent: Hashable, Sendable {
  package let digest: Digest
  /// A dropped original, rather than something that a stage made.
  package let isOriginal: Bool
}

extension Ledger {
  /// Of these contents, those that no job needs which is still to be worked on or decided about, nor the page of a batch with such rows, and that are no paid line that was
  /// bought since then: it is not bought again while its take may still be there.
  package func unneeded(among contents: [Digest], keepingLinesSince: Moment) throws -> [UnneededContent] {
    try write { database in
      try database.execute("CREATE TEMP TABLE asked (digest BLOB PRIMARY KEY) WITHOUT ROWID")
      defer { try? database.execute("DROP TABLE temp.asked") }
      for content in contents { try database.run("INSERT OR IGNORE INTO temp.asked VALUES (?1)", content.bytes) }
      return try database.rows(
        """
        WITH open AS (SELECT id, drop_id FROM jobs WHERE state NOT IN ('completed', 'failed', 'quarantined', 'cancelled', 'deleted')),
          needed AS (
            SELECT d.digest FROM open o JOIN drops d ON d.id = o.drop_id
            UNION ALL SELECT p.digest FROM open o JOIN drop_parts p ON p.drop_id = o.drop_id
            UNION ALL SELECT digest FROM drops WHERE state = 'claiming'
            UNION ALL SELECT p.digest FROM drops d JOIN drop_parts p ON p.drop_id = d.id WHERE d.state = 'claiming'
            UNION ALL SELECT a.digest FROM open o JOIN stages s ON s.job_id = o.id JOIN artifacts a ON a.stage_id = s.id
            UNION ALL SELECT a.digest FROM stages s JOIN artifacts a ON a.stage_id = s.id
              WHERE s.job_id IN (SELECT batch_id FROM jobs
                WHERE batch_id IS NOT NULL AND state NOT IN ('completed', 'failed', 'quarantined', 'cancelled', 'deleted'))
            UNION ALL SELECT c.answer_digest FROM open o JOIN calls c ON c.job_id = o.id WHERE c.answer_digest IS NOT NULL
            UNION ALL SELECT p.text_digest FROM open o JOIN approvals p ON p.job_id = o.id WHERE p.text_digest IS NOT NULL
            UNION ALL SELECT p.list_digest FROM open o JOIN approvals p ON p.job_id = o.id WHERE p.list_digest IS NOT NULL
            UNION ALL SELECT o.digest FROM hosted_videos h JOIN outputs o ON o.job_id = h.job_id WHERE h.task IN ('put', 'change')
            UNION ALL SELECT a.digest FROM hosted_videos h JOIN stages s ON s.job_id = h.job_id JOIN artifacts a ON a.stage_id = s.id
              WHERE h.task IN ('put', 'change') AND a.name = 'share-page.json'
            UNION ALL SELECT digest FROM voice_cache
            UNION ALL SELECT digest FROM scene_cache
            UNION ALL SELECT c.answer_digest FROM calls c JOIN stages s ON s.id = c.stage_id
              WHERE s.stage = 'speak' AND c.state = 'charged' AND c.answer_digest IS NOT NULL AND coalesce(c.ended, c.intended) >= ?1
            UNION ALL SELECT t.text_digest FROM open o JOIN scripts t ON t.job_id = o.id
          )
        SELECT digest, EXISTS (SELECT 1 FROM drops d WHERE d.digest = asked.digest)
          OR EXISTS (SELECT 1 FROM drop_parts p WHERE p.digest = asked.digest) FROM temp.asked
        WHERE digest NOT IN (SELECT digest FROM needed WHERE digest IN (SELECT digest FROM temp.asked))
        """, keepingLinesSince.microseconds
      ) { UnneededContent(digest: try Self.digest($0.blob(0)), isOriginal: $0.integer(1) == 1) }
    }
  }
}
