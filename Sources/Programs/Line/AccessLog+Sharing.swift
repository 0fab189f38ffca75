import Production
import Settings

extension AccessLog {
  /// Whether another client's log tells of the same requests: then what no job has made may be anybody's.
  func isShared(in settings: ServiceSettings) -> Bool {
    settings.accessLogs.contains { $0.client != client && meets($0, settings.hosts) }
  }

  private func meets(_ other: AccessLog, _ hosts: [HostAccount]) -> Bool {
    guard host.isEmpty == other.host.isEmpty else { return false }
    if host.isEmpty { return Self.meet(path[...], other.path[...]) }
    return bucket(of: hosts) == other.bucket(of: hosts) && (prefix.hasPrefix(other.prefix) || other.prefix.hasPrefix(prefix))
  }

  /// Where it is fetched from, whatever the host is called.
  private func bucket(of hosts: [HostAccount]) -> [String] {
    let host = hosts.first { $0.name == self.host }
    return [host?.endpoint ?? "", bucket.isEmpty ? host?.bucket ?? "" : bucket]
  }

  /// Whether keys below a place of videos were meant.
  func isOfVideos(_ key: String, _ hosts: [HostAccount]) -> Bool {
    let own = bucket(of: hosts)
    return hosts.contains { host in
      host.kind == .s3 && !host.prefix.isEmpty && [host.endpoint, host.bucket] == own && key.hasPrefix(host.prefix)
        && !prefix.hasPrefix(host.prefix)
    }
  }

  /// Whether two of file, folder and pattern can be the same file.
  private static func meet(_ one: Substring, _ other: Substring) -> Bool {
    let (one, other) = (trimmed(one), trimmed(other))
    if one == other { return true }
    let ((folder, name), (otherFolder, otherName)) = (split(one), split(other))
    if folder == other || otherFolder == one { return true }
    guard folder == otherFolder else { return false }
    let (stem, otherStem) = (fixed(name), fixed(otherName))
    // Two names of files are two logs; what a pattern begins with may be what the other begins with.
    guard stem != name || otherStem != otherName else { return false }
    return stem.hasPrefix(otherStem) || otherStem.hasPrefix(stem)
  }

  private static func trimmed(_ path: Substring) -> Substring {
    var path = path
    while path.count > 1, path.last == "/" { path.removeLast() }
    return path
  }

  private static func split(_ path: Substring) -> (folder: Substring, name: Substring) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (slash == path.startIndex ? "/" : path[..<slash], path[path.index(after: slash)...])
  }

  private static func fixed(_ pattern: Substring) -> Substring { pattern.prefix { $0 != "*" && $0 != "?" } }
}
