/// The files of a package for streaming, as results of a stage: these lie in no folder.
package enum StreamFile {
  /// Where they lie for people.
  package static let folder = "hls"
  /// What a player opens.
  package static let list = "master.m3u8"
  private static let prefix = "hls "

  package static func artifact(_ name: String) -> String { prefix + name }

  /// As it is called in its folder; nil for any other result.
  package static func name(of artifact: String) -> String? {
    artifact.hasPrefix(prefix) ? String(artifact.dropFirst(prefix.count)) : nil
  }
}
