import Production
import Synchronization

/// What is wrong at the moment: a full disk, a share that is away. Shown on top of STATUS.html while it lasts; what concerns one
/// client is shown to nobody else.
final class Notices: Sendable {
  private struct Notice {
    let words: String
    let audience: Audience
  }

  enum Audience: Hashable, Sendable {
    case everybody
    case client(ClientName)
    case administrator
  }

  private let current = Mutex<[String: Notice]>([:])

  /// `topic` is known to the code, `words` to people.
  func raise(_ topic: String, _ words: String, for audience: Audience = .everybody) {
    current.withLock { $0[topic] = Notice(words: words, audience: audience) }
  }

  func clear(_ topic: String) { current.withLock { _ = $0.removeValue(forKey: topic) } }

  /// What one client's people see.
  func words(for client: ClientName) -> [String] {
    current.withLock {
      $0.sorted { $0.key < $1.key }.filter { $0.value.audience == .everybody || $0.value.audience == .client(client) }.map(
        \.value.words)
    }
  }

  /// What the administrator sees.
  var words: [String] { current.withLock { $0.sorted { $0.key < $1.key }.map(\.value.words) } }
}
