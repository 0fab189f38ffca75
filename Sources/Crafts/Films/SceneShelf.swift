package import Media
package import Production

/// Where coded scenes, and coded sound, are kept from one film to the next.
package protocol SceneShelf {
  /// A scene that was kept; nil where there is none, or none that can be used.
  func scene(_ key: Digest) -> EncodedScene?
  /// Keeps a scene that was just coded, to the extent that a shelf can.
  func keep(_ scene: EncodedScene, as key: Digest)
  /// The same for a film's sound.
  func sound(_ key: Digest) -> EncodedSound?
  func keep(_ sound: EncodedSound, as key: Digest)
}
