package import Production

/// One stage of one job, leased to whoever asked.
package struct LeasedWork: Hashable, Sendable {
  package let lease: Lease
  package let job: JobRecord
}
