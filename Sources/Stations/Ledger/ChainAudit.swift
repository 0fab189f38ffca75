import Production

/// Follows the chain from its first event, and writes down what does not fit.
struct ChainAudit {
  struct Event {
    let entry: EventChain.Entry
    let digest: [UInt8]
    let words: String?
    let salt: [UInt8]?
    /// A later event says that the words were erased.
    let isErased: Bool
  }

  /// After this many findings the rest is counted, not listed.
  private static let most = 100

  private(set) var last = EventChain.Link.start
  private var findings: [String] = []
  private var unlisted = 0

  mutating func look(at event: Event) {
    let sequence = event.entry.sequence
    if sequence != last.sequence + 1 { add(missing(from: last.sequence + 1, through: sequence - 1)) }
    if event.entry.digest(after: last.digest).bytes != event.digest {
      add("Event \(sequence) was changed, or one before it is gone.")
    }
    if !fits(event) { add("The words of event \(sequence) were changed.") }
    // Going on from what is stored, so that one change is one finding and not one for every later event.
    last = EventChain.Link(sequence: sequence, digest: Digest(bytes: event.digest) ?? last.digest)
  }

  /// The findings, with what was cut off at the end: SQLite remembers the highest number that it ever gave.
  func finished(lastEver: Int64) -> [String] {
    var all = findings
    if unlisted > 0 { all.append("There are \(unlisted) more findings in the chain.") }
    if lastEver > last.sequence { all.append(missing(from: last.sequence + 1, through: lastEver)) }
    return all
  }

  private func fits(_ event: Event) -> Bool {
    if event.isErased { return true }
    guard let words = event.words, let salt = event.salt else { return false }
    return SealedWords([words], salt: salt).digest.bytes == event.entry.bodyDigest
  }

  private func missing(from first: Int64, through last: Int64) -> String {
    first == last ? "Event \(first) is missing." : "Events \(first) to \(last) are missing."
  }

  private mutating func add(_ finding: String) {
    if findings.count < Self.most { findings.append(finding) } else { unlisted += 1 }
  }
}
