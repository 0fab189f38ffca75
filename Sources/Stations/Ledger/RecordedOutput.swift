package import Production

/// One published file as the ledger knows it.
package struct RecordedOutput: Hashable, Sendable {
  package let id: Int64
  package let job: JobName
  package let client: ClientName
  package let artifact: Artifact
}
