/// What the inputs of a stage are called that are a client's own assets: so a worker tells them from all others.
package enum AssetInput {
  private static let prefix = "assets/"

  package static func name(of path: String) -> String { prefix + path }

  /// Below assets/; nil for an input that is no asset.
  package static func path(of name: String) -> String? {
    name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
  }
}
