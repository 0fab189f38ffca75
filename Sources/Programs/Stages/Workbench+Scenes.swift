import Films
package import Media
package import Production

/// The coded scenes that the service keeps for this client. Nothing here fails a stage: what is not there is made again.
extension Workbench: SceneShelf {
  package func scene(_ key: Digest) -> EncodedScene? { kept(key).flatMap(EncodedScene.init) }
  package func keep(_ scene: EncodedScene, as key: Digest) { keep(scene.encoded(), as: key) }
  package func sound(_ key: Digest) -> EncodedSound? { kept(key).flatMap(EncodedSound.init) }
  package func keep(_ sound: EncodedSound, as key: Digest) { keep(sound.encoded(), as: key) }

  private func kept(_ key: Digest) -> [UInt8]? {
    guard case .answer(_, let name?)? = ask(.ask(question: .scene, key: key.hex)) else { return nil }
    return (try? handed(name, atMost: Self.largestScene)) ?? nil
  }

  private func keep(_ bytes: [UInt8], as key: Digest) {
    guard let part = try? putAside(key.hex, bytes) else { return }
    say(.scene(part))
  }

  private static let largestScene = 1 << 30
}
