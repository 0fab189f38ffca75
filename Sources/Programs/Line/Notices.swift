import Files
import Production
import Synchronization

/// What is wrong at the moment: a full disk, a share that is away. Shown on top of STATUS.html while it lasts; what concerns one
/// client is shown to nobody else.
final class Notices: Sendable {
  /// Who is to see it.
  enum Audience: Hashable, Sendable {
    case everybody
    case client(ClientName)
    case administrator
  }

  private struct Notice {
    let words: String
    let audience: Audience
    /// Whether an administrator should hear of it when it lasts. An alert itself is none, nor is what never changes.
    let isTrouble: Bool
    let since: Moment
  }

  private let current = Mutex<[String: Notice]>([:])

  /// `topic` is known to the code, `words` to people.
  func raise(_ topic: String, _ words: String, for audience: Audience = .everybody, isTrouble: Bool = true) {
    current.withLock { current in
      let since = current[topic]?.since ?? .now()
      current[topic] = Notice(words: words, audience: audience, isTrouble: isTrouble, since: since)
    }
  }

  func clear(_ topic: String) { current.withLock { _ = $0.removeValue(forKey: topic) } }

  /// What one client's people see.
  func words(for client: ClientName) -> [String] {
    current.withLock {
      $0.sorted { $0.key < $1.key }.filter { [.everybody, .client(client)].contains($0.value.audience) }.map(\.value.words)
    }
  }

  /// What is wrong, and since when.
  var troubles: [HouseFigures.Trouble] {
    current.withLock {
      $0.sorted { $0.key < $1.key }.filter { $0.value.isTrouble }
        .map { HouseFigures.Trouble(topic: $0.key, words: $0.value.words, since: $0.value.since) }
    }
  }

  /// What the administrator sees.
  var words: [String] { current.withLock { $0.sorted { $0.key < $1.key }.map(\.value.words) } }
}
