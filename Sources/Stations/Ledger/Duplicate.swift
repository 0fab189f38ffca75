package import Production

/// A queued job that need not be made, because an earlier one of the same client was made from the same bytes with the same settings,
/// and is at work or finished.
package struct Duplicate: Hashable, Sendable {
  package let job: JobName
  package let earlier: JobName
  /// When the earlier one came.
  package let since: Moment
}
