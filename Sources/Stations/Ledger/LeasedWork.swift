package import Production

/// One stage of one job, leased to whoever asked.
package struct LeasedWork: Hashable, Sendable {
  package let lease: Lease
  package let job: JobRecord

  /// What runs beside the line has a lease that the ledger knows nothing of.
  package init(lease: Lease, job: JobRecord) {
    self.lease = lease
    self.job = job
  }
}
