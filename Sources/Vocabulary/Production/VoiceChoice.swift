/// What is said about the voice of one speaker, by whom it is said. The nearest to the drop wins; a file's settings, the nearer over the
/// outer ones, are one voice here.
package struct VoiceChoice: Hashable, Sendable {
  /// The drop's own settings, or a folder.toml on its way.
  package var drop: String?
  /// The character's own file.
  package var character: String?
  /// The brand's.
  package var brand: String?
  /// The client's in config.toml, or everybody's.
  package var usual: String

  package init(drop: String? = nil, character: String? = nil, brand: String? = nil, usual: String) {
    self.drop = drop
    self.character = character
    self.brand = brand
    self.usual = usual
  }

  package var voice: String { drop ?? character ?? brand ?? usual }
}
