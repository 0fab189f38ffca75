extension LedgerSchema {
  /// What lies in the store for jobs beside what was dropped and what their stages left: previews, texts of drafts, and the lines and scenes that
  /// they had kept, or were handed. Kept ones without a `job_id` are older than this: nobody knows whose they are, so they stay.
  static let madeFor: StaticString = """
    CREATE TABLE made_for (
      job_id INTEGER NOT NULL REFERENCES jobs (id),
      digest BLOB NOT NULL,
      PRIMARY KEY (job_id, digest)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX made_for_by_digest ON made_for (digest);
    DROP INDEX IF EXISTS voice_cache_by_job;
    DROP INDEX IF EXISTS scene_cache_by_job;

    INSERT INTO made_for SELECT job_id, digest FROM voice_cache WHERE job_id IS NOT NULL
      UNION SELECT job_id, digest FROM scene_cache WHERE job_id IS NOT NULL;
    """
}
