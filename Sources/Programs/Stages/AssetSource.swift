package import Drawing
import Files
import Films
import FoundationEssentials
import Media
package import Production
package import Scenes
import Settings

/// What a stage draws and sounds with: the client's own assets, which it was handed open, then what comes with the program.
///
/// Safe from several threads: files are read at places, and none of them moves.
package final class AssetSource: Sendable {
  /// Of the brand that holds for the job; nil where none does.
  let brand: BrandFolder?
  private let own: [String: OwnAsset]
  private let folder: String?
  private let fontFolder: String?

  /// One of the client's, open.
  private final class OwnAsset: Sendable {
    let file: File
    /// The file's own, for those who read it by themselves.
    let descriptor: Int32

    init(_ file: consuming File, descriptor: Int32) {
      self.file = file
      self.descriptor = descriptor
    }
  }

  /// Once for a stage: it takes the descriptors of those inputs over that are assets.
  package convenience init(at bench: Workbench) throws {
    let environment = ProcessInfo.processInfo.environment
    try self.init(
      bench.order.inputs, brand: bench.order.settings.brand, folder: environment["DROPREEL_ASSETS"],
      fonts: environment["DROPREEL_FONTS"]
    ) { try bench.putAside($0, $1).name }
  }

  /// `layAside` makes a file for those who read nothing else, and answers with its path.
  package init(
    _ inputs: [WorkOrder.Input], brand: String = "", folder: String?, fonts: String?,
    layAside: (String, [UInt8]) throws -> String = { name, _ in name }
  ) throws {
    var own: [String: OwnAsset] = [:]
    for input in inputs {
      guard let path = AssetInput.path(of: input.name) else { continue }
      own[path] = OwnAsset(
        try File.inherited(input.descriptor, shownAs: input.name), descriptor: input.descriptor)
    }
    self.own = own
    self.folder = folder
    fontFolder = fonts
    self.brand = try BrandFolder(
      brand, paths: own.keys.sorted(), bytes: { path in own[path].flatMap(Self.bytes) }, layAside: layAside)
  }

  /// The bytes at a path below assets/: `music/calm.ogg`. The client's own go before what comes with the program.
  package func bytes(at path: String) -> [UInt8]? {
    own[path].flatMap(Self.bytes) ?? folder.flatMap { AssetShelf.source($0)(path) }
  }

  private static func bytes(of asset: OwnAsset) -> [UInt8]? {
    try? asset.file.readAll(atMost: Int(AssetKind.sound.mostBytes))
  }

  /// A shelf of all of it; one for each thread.
  package func shelf() -> AssetShelf {
    let ofClient: (String) -> [UInt8]? = { [self] path in own[path].flatMap(Self.bytes) }
    return AssetShelf(sources: [ofClient] + [folder].compactMap { $0.map(AssetShelf.source) })
  }

  /// The brand's fonts before the usual ones; for each thread its own.
  package func fonts() throws -> FontBook {
    try FontBook(
      addingFolders: [fontFolder].compactMap { $0 }, files: brand?.fontFiles ?? [], edition: brand?.fontEdition ?? "",
      heading: [brand?.settings.headingFont].compactMap { $0 } + FontBook.headingFamilies,
      body: [brand?.settings.bodyFont].compactMap { $0 } + FontBook.bodyFamilies)
  }

  /// What films are dressed in; nil for the house's own look.
  func dress(on shelf: AssetShelf) -> Brand? { brand.map { $0.dress(on: shelf) } }

  /// What the brand shows before and after its films. It lives no longer than this.
  func bookends() throws -> Bookends {
    var bookends = Bookends()
    guard let brand else { return bookends }
    if let colours = brand.colours { bookends.ground = .colour(colours.background) }
    bookends.opening = try insert(brand.path(of: brand.settings.intro, or: "intro"), &bookends.notes)
    bookends.closing = try insert(brand.path(of: brand.settings.outro, or: "outro"), &bookends.notes)
    return bookends
  }

  private func insert(_ path: String?, _ notes: inout [String]) throws -> Insert? {
    guard let path, let asset = own[path] else { return nil }
    let content: Insert.Content
    if AssetKind.video.endings.contains(DocumentName.ending(of: path)) {
      content = .video(descriptor: asset.descriptor)
    } else {
      content = .picture(try asset.file.readAll(atMost: Int(AssetKind.picture.mostBytes)))
    }
    let digest = try asset.file.digest()
    do {
      return try Insert(content, name: path, digest: digest)
    } catch {
      guard error.kind == .input else { throw error }
      notes.append("\(path) cannot be shown: \(error.cause).")
      return nil
    }
  }

  /// What the brand asks for and is not there, in words for a person.
  func notes(on fonts: FontBook) -> [String] { brand?.notes(on: fonts) ?? [] }

  /// For the receipt: whose pictures they are.
  var edition: String {
    own.keys.contains { $0.hasPrefix("\(AssetSettings.characters)/") }
      ? "drawn from the client's own characters" : "drawn from the project's own characters"
  }
}
