package import Production

/// A script that waits in the review folder, as it was offered.
package struct DraftScript: Hashable, Sendable {
  package let version: Int
  package let textDigest: Digest
  /// The most that the rest of the job may cost.
  package let estimate: Money
  package let length: Timecode

  package init(version: Int, textDigest: Digest, estimate: Money, length: Timecode) {
    self.version = version
    self.textDigest = textDigest
    self.estimate = estimate
    self.length = length
  }
}
