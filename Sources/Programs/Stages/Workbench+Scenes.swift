import Films
package import Media
package import Production

/// The coded scenes that the service keeps for this client. Nothing here fails a stage: what is not there is made again.
extension Workbench: SceneShelf {
  package func scene(_ key: Digest) -> EncodedScene? {
    guard case .answer(_, let name?)? = ask(.ask(question: .scene, key: key.hex)),
      let bytes = try? handed(name, atMost: Self.largestScene)
    else { return nil }
    return EncodedScene(encoded: bytes)
  }

  package func keep(_ scene: EncodedScene, as key: Digest) {
    guard let part = try? putAside(key.hex, scene.encoded()) else { return }
    say(.scene(part))
  }

  private static let largestScene = 1 << 30
}
