import Files
import Production

/// By what a share is known again: a random id that lies in the share's hidden folder, and once more in the state folder.
///
/// An empty mount point carries none, and another share another one. So nothing is concluded from a folder that only has the right path.
struct ShareMark: Hashable, Sendable {
  let id: String
  let client: String

  static func new(for client: ClientName) -> ShareMark {
    ShareMark(id: newID(), client: client.text)
  }

  /// Nobody draws it twice.
  static func newID() -> String {
    var generator = SystemRandomNumberGenerator()
    let halves = [generator.next() as UInt64, generator.next() as UInt64]
    return halves.map { String($0, radix: 36) }.joined(separator: "-")
  }

  private init(id: String, client: String) {
    self.id = id
    self.client = client
  }

  // MARK: - As a file

  static let name = FileName.known("share-id")
  static let largest = 4096

  var bytes: [UInt8] { Array("client \(client)\nid \(id)\n".utf8) }

  /// Nil for what is no mark: it was emptied or written over.
  init?(_ bytes: [UInt8]) {
    var values: [Substring: Substring] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ", maxSplits: 1)
      if words.count == 2 { values[words[0]] = words[1] }
    }
    guard let id = values["id"], let client = values["client"] else { return nil }
    self.init(id: String(id), client: String(client))
  }

  // MARK: - Verdict

  enum Verdict: Hashable, Sendable {
    /// The share, as it was.
    case known(ShareMark)
    /// Nobody has used it yet: it gets this mark.
    case new(ShareMark)
    /// The mark in the share was lost, and the share itself was not: it gets the same one again.
    case lost(ShareMark)
    /// It has a mark, and the state has none: the state is a new one, or an administrator wants it so.
    case adopted(ShareMark)
    /// It is not the share: nothing is to be done in it.
    case stranger(String)

    var isToBeWritten: Bool {
      switch self {
      case .new, .lost: true
      case .known, .adopted, .stranger: false
      }
    }
  }

  /// `isSameFolder`: this process has had that very folder open since it last saw the mark in it.
  static func verdict(
    share: ShareMark?, state: ShareMark?, client: ClientName, isSameFolder: Bool
  ) -> Verdict {
    switch (share, state) {
    case (nil, nil): .new(.new(for: client))
    case (nil, let state?):
      isSameFolder ? .lost(state) : .stranger("does not carry the mark of the share: it may not be mounted")
    case (let share?, nil):
      share.client == client.text ? .adopted(share) : .stranger("carries the mark of the client \(share.client)")
    case (let share?, let state?): share == state ? .known(share) : .stranger("carries the mark of another share")
    }
  }
}
