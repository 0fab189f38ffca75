import Files

/// Which names in a folder look alike to people or to their machines: "Café.pdf" written in two ways, "A.PDF" beside "a.pdf".
///
/// The first one that was seen holds the name; the others wait until it is gone.
struct NameClashes: Sendable {
  private var holders: [String: InboxPath] = [:]
  private var waiters: [String: Set<InboxPath>] = [:]

  /// Who holds the name that this one would have, if it is another one. A name that nobody holds is held by whoever asks.
  mutating func rival(of path: InboxPath) -> InboxPath? {
    guard let key = Self.key(of: path) else { return nil }
    guard let holder = holders[key] else {
      holders[key] = path
      return nil
    }
    if holder == path { return nil }
    waiters[key, default: []].insert(path)
    return holder
  }

  /// It is gone. Answers those that waited for that.
  mutating func release(_ path: InboxPath) -> Set<InboxPath> {
    guard let key = Self.key(of: path) else { return [] }
    guard holders[key] == path else {
      waiters[key]?.remove(path)
      return []
    }
    holders[key] = nil
    return waiters.isEmpty ? [] : waiters.removeValue(forKey: key) ?? []
  }

  /// Texts compare by what they mean, so the ways of writing an accent are one. What is no text is like nothing else.
  private static func key(of path: InboxPath) -> String? {
    guard let name = String(validating: path.name.bytes, as: UTF8.self) else { return nil }
    if path.folders.isEmpty { return name.lowercased() }
    return path.folders.map(\.description).joined(separator: "/") + "/" + name.lowercased()
  }
}
