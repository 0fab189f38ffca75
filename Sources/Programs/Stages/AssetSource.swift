package import Drawing
import Files
import FoundationEssentials
package import Production
package import Scenes

/// What a stage draws and sounds with: the client's own assets, which it was handed open, then what comes with the program.
///
/// Safe from several threads: files are read at places, and none of them moves.
package final class AssetSource: Sendable {
  private let own: [String: OwnAsset]
  private let folder: String?
  private let fontFolder: String?

  /// One of the client's, open.
  private final class OwnAsset: Sendable {
    let file: File
    let size: Int64

    init(_ file: consuming File, size: Int64) {
      self.file = file
      self.size = size
    }
  }

  package convenience init(at bench: Workbench) throws {
    let environment = ProcessInfo.processInfo.environment
    try self.init(bench.order.inputs, folder: environment["DROPREEL_ASSETS"], fonts: environment["DROPREEL_FONTS"])
  }

  /// Takes the descriptors of those inputs over that are assets. Once for a stage.
  package init(_ inputs: [WorkOrder.Input], folder: String?, fonts: String?) throws {
    var own: [String: OwnAsset] = [:]
    for input in inputs {
      guard let path = AssetInput.path(of: input.name) else { continue }
      own[path] = OwnAsset(try File.inherited(input.descriptor, shownAs: input.name), size: input.size)
    }
    self.own = own
    self.folder = folder
    fontFolder = fonts
  }

  /// The paths of the client's own assets.
  package var ownPaths: [String] { own.keys.sorted() }

  /// The bytes at a path below assets/: `music/calm.ogg`. The client's own go before what comes with the program.
  package func bytes(at path: String) -> [UInt8]? { ownBytes(at: path) ?? folder.flatMap { AssetShelf.source($0)(path) } }

  /// What the client itself has there; nothing where that is too large to be held as a whole, as only films are.
  private func ownBytes(at path: String) -> [UInt8]? {
    guard let asset = own[path], asset.size <= AssetKind.sound.mostBytes else { return nil }
    return try? asset.file.readAll(atMost: Int(AssetKind.sound.mostBytes))
  }

  /// A shelf of all of it; one for each thread.
  package func shelf() -> AssetShelf {
    let ofClient: (String) -> [UInt8]? = { [self] path in ownBytes(at: path) }
    return AssetShelf(sources: [ofClient] + [folder].compactMap { $0.map(AssetShelf.source) })
  }

  package func fonts() throws -> FontBook { try FontBook(addingFolders: [fontFolder].compactMap { $0 }) }
}
