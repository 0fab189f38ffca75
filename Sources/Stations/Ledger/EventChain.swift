import Digests
import Production

/// How events hang together: each one's digest is taken over its own fields and over the digest of the event before.
enum EventChain {
  /// The newest event of a chain, as far as the next one must know it.
  struct Link: Equatable {
    let sequence: Int64
    let digest: Digest

    /// What the first event follows.
    static let start = Link(sequence: 0, digest: Digest(sha256: [UInt8](repeating: 0, count: Digest.byteCount)))
  }

  /// All fields of an event that its digest covers.
  struct Entry {
    let sequence: Int64
    let at: Int64
    let job: Int64?
    let kind: String
    let state: String?
    let bodyDigest: [UInt8]
    let record: String?
    let recordID: Int64?
    let recordDigest: [UInt8]?

    func digest(after previous: Digest) -> Digest {
      var fields = FieldBytes()
      fields.add(previous.bytes)
      fields.add(sequence)
      fields.add(at)
      fields.add(job)
      fields.add(kind)
      fields.add(state)
      fields.add(bodyDigest)
      fields.add(record)
      fields.add(recordID)
      fields.add(recordDigest)
      return fields.digest
    }
  }
}
