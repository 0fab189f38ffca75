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

  /// What was claimed, whatever became of it.
  package func drop(ofClaim id: Int64) throws -> Drop? {
    try read { database in
      try database.first(
        """
        SELECT c.name, d.path, d.device, d.inode, d.size, d.modified, d.digest, d.shape, d.id
        FROM drops d JOIN clients c ON c.id = d.client_id WHERE d.id = ?1
        """, id
      ) { try drop($0, from: 0, database) }
    }
  }
}
