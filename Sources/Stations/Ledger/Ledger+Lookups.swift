package import Production
import Store

extension Ledger {
  /// The job that a claimed drop became; nil when it became none.
  package func job(ofClaim id: Int64) throws -> JobName? {
    try read { database in
      try database.first("SELECT j.name FROM drops d JOIN jobs j ON j.id = d.job_id WHERE d.id = ?1", id) {
        try Self.name($0.text(0))
      }
    }
  }
}
