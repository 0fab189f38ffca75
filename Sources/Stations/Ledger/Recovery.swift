package import Production

/// What recovery found after the service was killed.
package struct Recovery: Hashable, Sendable {
  /// Jobs whose stage is done again, by itself.
  package var abandoned: [JobName] = []
  /// Jobs that a person must look at, because a paid call went out and no answer was recorded.
  package var perhapsCharged: [JobName] = []

  package init() {}
}
