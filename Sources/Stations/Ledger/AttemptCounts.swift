/// How often a stage of a job was tried, for this version of the script and since a person last asked to try again.
package struct AttemptCounts: Hashable, Sendable {
  /// Ended by the input's fault or for a passing reason.
  package var failures = 0
  package var crashes = 0
  /// The service was killed, stopped or restarted meanwhile; never counted as a try.
  package var interruptions = 0

  package init() {}
}
