package import Production

/// What a stage left, as the ledger keeps it.
package struct StageResult: Hashable, Sendable {
  package let stage: Stage
  /// The script's version that it was made for.
  package let version: Int
  package let artifacts: [Artifact]
  package let facts: [String: String]
}

/// All that the line needs of a job to run its next stage or to publish it.
package struct JobRecord: Hashable, Sendable {
  package let name: JobName
  /// The id of the claim: what the original is called in the hidden folder.
  package let claim: Int64
  package let order: JobOrder
  package let state: JobState
  package let version: Int
  /// The newest result of each stage. A stage that is done again finds its own result of the version before.
  package let results: [Stage: StageResult]
  /// What a person wrote with the latest decision; empty when nothing, or when it was erased.
  package let notes: String
  /// The exact text that was approved, for this version.
  package let approvedText: Digest?
}

/// One stage of one job, leased to whoever asked.
package struct LeasedWork: Hashable, Sendable {
  package let lease: Lease
  package let job: JobRecord
}

/// How often a stage of a job was tried, for this version of the script and since a person last asked to try again.
package struct AttemptCounts: Hashable, Sendable {
  /// Ended by the input's fault or for a passing reason.
  package var failures = 0
  package var crashes = 0
  /// The service was killed, stopped or restarted meanwhile; never counted as a try.
  package var interruptions = 0

  package init() {}
}
