package import Production
import Store

extension Ledger {
  /// Reads totals and the ends of indexes only, so that it may be asked every few seconds whatever the ledger holds.
  package func figures() throws -> LedgerFigures {
    try read { database in
      var figures = LedgerFigures()
      _ = try database.rows(
        "SELECT c.name, t.state, t.jobs FROM job_totals t JOIN clients c ON c.id = t.client_id WHERE t.jobs > 0"
      ) { row in
        figures.jobs[try Self.client(row.text(0)), default: [:]][try Self.word(row.text(1))] = Int(row.integer(2))
      }
      // By the index of what is ready, which holds nothing else.
      _ = try database.rows(
        "SELECT next_stage, count(*) FROM jobs WHERE next_stage IS NOT NULL AND lease_id IS NULL GROUP BY next_stage"
      ) { row in figures.queue[try Self.word(row.text(0))] = Int(row.integer(1)) }
      _ = try database.rows(
        """
        SELECT name, oldest FROM (
          SELECT c.name, (SELECT min(j.changed) FROM jobs j WHERE j.client_id = c.id AND j.state = 'draft') AS oldest FROM clients c)
        WHERE oldest IS NOT NULL
        """
      ) { row in figures.oldestDraft[try Self.client(row.text(0))] = Moment(microseconds: row.integer(1)) }
      _ = try database.rows(
        "SELECT c.name, sum(t.cost) FROM cost_totals t JOIN clients c ON c.id = t.client_id GROUP BY c.id"
      ) { row in figures.cost[try Self.client(row.text(0))] = Money(microDollars: row.integer(1)) }
      return figures
    }
  }

  /// The drop that a job was made of: with the job's name, what every line of the log about it carries.
  package func drop(of job: JobName) throws -> Int64? {
    try read { try $0.first("SELECT drop_id FROM jobs WHERE name = ?1", job.text) { $0.integer(0) } }
  }
}
