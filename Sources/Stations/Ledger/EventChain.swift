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

/// Fields in a row as bytes, each with its length before it, so that no two different rows give the same bytes.
struct FieldBytes {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(256) }

  var digest: Digest { Digest(of: bytes) }

  mutating func add(_ number: Int64?) {
    guard let number else { return bytes.append(0) }
    bytes.append(1)
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ text: String?) { add(text.map { Array($0.utf8) }) }

  mutating func add(_ blob: [UInt8]?) {
    guard let blob else { return bytes.append(0) }
    bytes.append(2)
    withUnsafeBytes(of: UInt32(blob.count).bigEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: blob)
  }
}

/// Words that can be erased while their digest stays: the salt goes with them, so that nobody can find them again by guessing.
struct SealedWords {
  let salt: [UInt8]
  let digest: Digest

  init(_ words: [String], salt: [UInt8]) {
    var fields = FieldBytes()
    fields.add(salt)
    for text in words { fields.add(text) }
    self.salt = salt
    digest = fields.digest
  }

  init(_ words: [String]) {
    var random = SystemRandomNumberGenerator()
    var salt: [UInt8] = []
    for _ in 0..<2 {
      let word: UInt64 = random.next()
      withUnsafeBytes(of: word) { salt.append(contentsOf: $0) }
    }
    self.init(words, salt: salt)
  }
}
