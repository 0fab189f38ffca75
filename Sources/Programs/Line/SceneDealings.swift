import Production

/// What one worker has to do with the coded scenes that are kept for its client: what it may, and what it did.
///
/// It is handed scenes and has new ones kept where its card says so: only those that it asked for, each once, within bounds.
struct SceneDealings {
  private let isAllowed: Bool
  private var asked: Set<Digest> = []
  private var kept: Set<Digest> = []
  private(set) var handedOut: Set<Digest> = []

  /// No film has as many scenes.
  private static let most = 20_000
  private static let largest: Int64 = 1 << 30

  init(isAllowed: Bool) { self.isAllowed = isAllowed }

  var hasKept: Bool { !kept.isEmpty }

  func mayAsk(_ key: String) -> Bool { isAllowed && Digest(hex: key) != nil && asked.count < Self.most }

  func mayKeep(_ scene: Artifact) -> Bool {
    guard isAllowed, let key = Digest(hex: scene.name), asked.contains(key), !kept.contains(key) else { return false }
    return (1...Self.largest).contains(scene.size)
  }

  mutating func isAsked(_ key: Digest) { asked.insert(key) }
  mutating func isHandedOut(_ key: Digest) { handedOut.insert(key) }
  mutating func isKept(_ key: Digest) { kept.insert(key) }
}
