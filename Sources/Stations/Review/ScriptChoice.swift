package import Files
package import Production

/// Which of the scripts in a folder is the one that counts. Pure.
///
/// What a word processor saved beside the script is taken in its place, as long as the script itself is still as it was offered. Where
/// both were changed, nobody but a person can say which is meant.
package struct ScriptChoice: Hashable, Sendable {
  /// A file that is a script by its name.
  package struct Candidate: Hashable, Sendable {
    package let name: FileName
    package let digest: Digest
    package let isOffice: Bool

    package init(name: FileName, digest: Digest, isOffice: Bool) {
      self.name = name
      self.digest = digest
      self.isOffice = isOffice
    }
  }

  /// Nil when there is none. `offered` is the text as it was shown.
  package static func choose(
    among candidates: [Candidate], marked: [FileName], offered: Digest?, at gate: Gate = .script
  ) throws(Refusal) -> Candidate? {
    let isMarked = { (candidate: Candidate) in marked.contains(candidate.name) }
    // Without a marked one, all are asked; else the marked ones, and what was saved beside them.
    var pool = candidates.filter { marked.isEmpty || isMarked($0) || $0.isOffice }
    if pool.contains(where: \.isOffice) { pool.removeAll { !$0.isOffice && $0.digest == offered } }
    // Copies of the same are the same.
    var seen: Set<Digest> = []
    let marks = pool.filter(isMarked)
    pool = (marks + pool.filter { !isMarked($0) }).filter { seen.insert($0.digest).inserted }
    guard pool.count <= 1 else { throw several(pool.map(\.name), at: gate) }
    return pool.first
  }

  private static func several(_ names: [FileName], at gate: Gate) -> Refusal {
    let what = gate == .script ? "scripts" : "copies of \(gate.fileName)"
    let names = names.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    return Refusal(
      "There are several \(what) here, and it is not clear which one is meant: \(ReviewDecision.quoted(names)).",
      wayOut: "Keep the one that is meant, and move the others away.")
  }
}
