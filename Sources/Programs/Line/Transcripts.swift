import Production
import Review

/// What word processors' files said, by the digests of those. Bounded: what is forgotten is read again.
struct Transcripts {
  private(set) var texts: [Digest: Transcript] = [:]
  /// How often in a row the reading of a file broke off.
  private var crashes: [Digest: Int] = [:]

  private static let most = 32

  mutating func keep(_ transcript: Transcript, of digest: Digest) {
    if texts.count >= Self.most { texts = [:] }
    crashes[digest] = nil
    texts[digest] = transcript
  }

  /// What a failure says of a file; nil when it passes, and the file is to be read again.
  mutating func judge(_ failure: Failure, of digest: Digest, crashesAllowed: Int, name: String) -> Refusal? {
    if crashes.count >= Self.most { crashes = [:] }
    if failure.kind == .crash { crashes[digest, default: 0] += 1 }
    let breaksTheReader = crashes[digest, default: 0] >= crashesAllowed
    guard failure.kind == .input || breaksTheReader else { return nil }
    let sentence = breaksTheReader ? "It cannot be read without harm." : failure.refusal.sentence
    return Refusal(
      "\"\(name)\" could not be read, so nothing was decided. \(sentence)",
      wayOut: breaksTheReader ? "Save its text as plain text (.txt)." : failure.refusal.wayOut, detail: failure.refusal.detail)
  }
}
