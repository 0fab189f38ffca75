/// A link to one video that somebody put on Loom.
package struct LoomLink: Hashable, Sendable {
  /// 32 digits of base 16.
  package let id: String

  /// Where Loom answers.
  package static let usualBase = "https://www.loom.com"
  /// What people call it, and the ledger with them.
  package static let service = "Loom"

  /// Nil for what is no link to one video.
  package init?(_ text: String) {
    guard let (host, path) = Self.parts(text), Self.hosts.contains(host) else { return nil }
    let steps = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
    guard steps.count == 2 || steps.count == 3 && steps[2].isEmpty, ["share", "embed"].contains(steps[0]),
      steps[1].utf8.count == 32, steps[1].utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0 | 0x20) })
    else { return nil }
    id = steps[1].lowercased()
  }

  package var address: String { "\(Self.usualBase)/share/\(id)" }
  /// What a page of one's own shows.
  package var embedded: String { "\(Self.usualBase)/embed/\(id)" }

  /// Whether a link leads to Loom at all.
  package static func leadsToLoom(_ text: String) -> Bool { parts(text).map { hosts.contains($0.host) } ?? false }

  private static let hosts: Set<String> = ["loom.com", "www.loom.com"]

  /// Of a secure link of which nothing could be taken for something else.
  private static func parts(_ text: String) -> (host: String, path: Substring)? {
    let scheme = "https://"
    guard text.prefix(scheme.count).lowercased() == scheme, text.utf8.count <= 2048,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\\\"<>{}|^`".utf8.contains($0) })
    else { return nil }
    let rest = text.dropFirst(scheme.count)
    let host = rest.prefix { !"/?#".contains($0) }
    return (host.lowercased(), rest.dropFirst(host.count).prefix { $0 != "?" && $0 != "#" })
  }
}
