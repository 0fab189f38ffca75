import Synchronization

/// What concerns everybody at the moment: a full disk, a share that is away. Shown on top of every STATUS.html while it lasts.
final class Notices: Sendable {
  private let current = Mutex<[String: String]>([:])

  /// `topic` is known to the code, `words` to people.
  func raise(_ topic: String, _ words: String) { current.withLock { $0[topic] = words } }

  func clear(_ topic: String) { current.withLock { _ = $0.removeValue(forKey: topic) } }

  var words: [String] { current.withLock { $0.sorted { $0.key < $1.key }.map(\.value) } }
}
