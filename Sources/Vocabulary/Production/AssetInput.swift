/// What the inputs of a stage are called that are a client's own assets: so a worker tells them from all others.
package enum AssetInput {
  private static let prefix = "assets/"

  package static func name(of path: String) -> String { prefix + shown(path) }

  /// A path as workers see it: they look for `star.png`, also where somebody's camera wrote `star.PNG`.
  package static func shown(_ path: String) -> String {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return path }
    return path[..<dot] + path[dot...].lowercased()
  }

  /// Below assets/; nil for an input that is no asset.
  package static func path(of name: String) -> String? {
    name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
  }
}
