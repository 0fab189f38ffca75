import Ledger
package import Store

/// A ledger as an older version left it, made of a new one.
package enum OldLedger {
  /// Takes back what migrations added since people were asked at several gates, for the tests that bring it up to date again.
  package static func takeBack(_ database: Connection) throws {
    try database.execute(
      """
      DROP VIEW projects; DROP VIEW transfers;
      DROP TRIGGER usage_began; DROP TRIGGER usage_grew; DROP TRIGGER hosted_came; DROP TRIGGER hosted_changed;
      DROP TABLE usage_totals; DROP TABLE struck_files;
      DROP INDEX drops_split; ALTER TABLE drops DROP COLUMN split_from;
      DROP VIEW cards; CREATE VIEW cards AS SELECT 1;
      DROP INDEX jobs_of_batch; DROP INDEX batches_open; ALTER TABLE jobs DROP COLUMN batch_id; ALTER TABLE jobs DROP COLUMN starts_at;
      DROP INDEX calls_by_time; DROP TRIGGER calls_cost_something; DROP TRIGGER calls_keep_costing;
      ALTER TABLE jobs DROP COLUMN gate; ALTER TABLE jobs DROP COLUMN needs; ALTER TABLE approvals DROP COLUMN gate;
      ALTER TABLE approvals DROP COLUMN list_digest;
      DROP TABLE lead_mentions; DROP TABLE leads; DROP TABLE voice_cache; DROP TABLE voice_usage; DROP TABLE scene_cache;
      DROP TABLE view_keys; DROP TABLE views; DROP TABLE view_videos; DROP TABLE view_lines; DROP TABLE view_totals; DROP TABLE hosted_videos;
      DROP TRIGGER calls_used; DROP TRIGGER calls_used_otherwise; DROP TRIGGER calls_ended; DROP TRIGGER stages_ended;
      DROP TABLE usage;
      DROP TABLE performance;
      DROP TABLE view_groups;
      DROP TABLE lead_videos;
      DROP TABLE view_salts;
      DROP TABLE removals;
      DROP INDEX artifacts_by_digest; DROP INDEX drops_by_digest; DROP INDEX approvals_by_text; DROP INDEX scripts_by_text; DROP INDEX calls_by_answer;
      DROP TABLE usage_aside;
      DROP TABLE log_places;
      DROP TABLE log_objects;
      DROP TABLE view_news; DROP TABLE view_watchers; DROP TABLE made_for;
      DELETE FROM migrations WHERE name IN ('gates-and-budgets', 'topics', 'leads', 'sound-calls', 'takes', 'scenes', 'batches',
        'approved-lists', 'views', 'view-places', 'hosting', 'campaigns', 'costs', 'removals', 'work-aside', 'sites', 'followed-logs',
        'projects', 'struck-files', 'watchers', 'made-for');
      """)
    let left = try database.rows("SELECT name FROM migrations ORDER BY position") { $0.text(0) }
    guard left == LedgerSchema.migrations.prefix(left.count).map(\.name), left.count < LedgerSchema.migrations.count else {
      throw NotTakenBack(left: left)
    }
  }

  /// A migration is new: teach `takeBack` of it, too.
  package struct NotTakenBack: Error {
    package let left: [String]
  }
}
