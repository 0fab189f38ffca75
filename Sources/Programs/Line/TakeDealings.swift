import Production

/// What one worker has to do with the takes that are kept for its client: what it may, and what it did.
///
/// It may ask for takes and have new ones kept as its card says: only those that it asked for, each once, within bounds.
struct TakeDealings {
  private let isAllowed: Bool
  private var asked: Set<Digest> = []
  private var kept: Set<Digest> = []
  /// Handed out, in this order.
  private(set) var hits: [Digest] = []

  /// No script has as many lines.
  private static let most = 10_000
  private static let mostDollars: Int64 = 100

  init(isAllowed: Bool) { self.isAllowed = isAllowed }

  var hasKept: Bool { !kept.isEmpty }

  func mayAsk(_ question: Question, _ key: String) -> Bool {
    switch question {
    case .key, .knowsCall, .handle, .pace: true
    // See `SceneDealings`.
    case .scene: false
    // See `Foreman.maySalt`.
    case .salt: false
    case .take: isAllowed && Digest(hex: key) != nil && asked.count < Self.most
    }
  }

  func mayKeep(_ part: Artifact, _ label: TakeLabel) -> Bool {
    guard isAllowed, let key = Digest(hex: part.name), asked.contains(key), !kept.contains(key) else { return false }
    return (1...Int64(TakeLabel.largestTake)).contains(part.size) && (1...TakeLabel.largestTake).contains(label.characters)
      && (1...100).contains(label.engine.utf8.count) && (1...200).contains(label.voice.utf8.count)
      && label.cost >= .zero && label.cost.microDollars <= Self.mostDollars * 1_000_000
  }

  mutating func isAsked(_ key: Digest) { asked.insert(key) }
  mutating func isHandedOut(_ key: Digest) { if !hits.contains(key) { hits.append(key) } }
  mutating func isKept(_ key: Digest) { kept.insert(key) }
}
