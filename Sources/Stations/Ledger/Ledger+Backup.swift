import Store

extension Ledger {
  /// Copies the ledger to `path` while it is in use: a few pages at a time, so that work goes on between. What is written meanwhile
  /// is in the copy. The file has its name only once it is complete and on the disk.
  package func backup(to path: String) async throws {
    do {
      let backup = try Backup(of: database, to: path)
      while try backup.step() { await Task.yield() }
      try backup.publish()
    } catch {
      throw LedgerError.from(error)
    }
  }
}
