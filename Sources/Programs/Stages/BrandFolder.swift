import Digests
import Drawing
import Production
import Scenes
import Settings

/// A brand as it lies among a client's assets: what its brand.toml says, and the files that belong to it.
struct BrandFolder: Sendable {
  let name: String
  let settings: BrandSettings
  /// The brand's font files, where those who read nothing else find them.
  let fontFiles: [String]
  /// Names what is in them.
  let fontEdition: String
  private let paths: Set<String>

  /// Nil where no such brand is asked for, or nothing of it is there.
  init?(
    _ name: String, paths: [String], bytes: (String) -> [UInt8]?, layAside: (String, [UInt8]) throws -> String
  ) throws {
    let folder = "\(AssetSettings.brands)/\(name)/"
    let paths = paths.filter { $0.hasPrefix(folder) }
    guard !name.isEmpty, !paths.isEmpty else { return nil }
    let file = AssetSettings.brand(name)
    // One with a mistake in it is no input of a job.
    settings = bytes(folder + file.fileName).flatMap { try? BrandSettings.decode($0, file: file.shown) } ?? BrandSettings()
    var files: [String] = []
    var content = Sha256()
    for path in paths where path.hasPrefix("\(folder)\(AssetKind.fonts)/") {
      guard let font = bytes(path) else { continue }
      content.update(font)
      files.append(try layAside("brand-font-\(files.count).\(DocumentName.ending(of: path))", font))
    }
    fontFiles = files
    fontEdition = files.isEmpty ? "" : String(content.finish().hex.prefix(16))
    self.name = name
    self.paths = Set(paths)
  }

  func dress(on shelf: AssetShelf) -> Brand {
    Brand(
      colours: colours, logo: picture(settings.logo, or: "logo", on: shelf),
      watermark: picture(settings.watermark, or: "watermark", on: shelf), watermarkPosition: settings.watermarkPosition,
      watermarkOpacity: settings.watermarkOpacity)
  }

  /// Nil where the brand says none: then films have those of their style.
  var colours: Brand.Colours? {
    let said = settings.colours
    guard said != BrandSettings.Colours() else { return nil }
    return Brand.Colours(said)
  }

  /// What brand.toml asks for and is not there, or cannot be used.
  func notes(on fonts: FontBook) -> [String] {
    var notes: [String] = []
    let named = [
      ("logo", settings.logo), ("watermark", settings.watermark), ("intro", settings.intro), ("outro", settings.outro),
    ]
    for (key, file) in named {
      guard let file, !paths.contains(path(file)) else { continue }
      notes.append("The \(key) \"\(file)\" of the brand \(name) is not there, or cannot be used.")
    }
    for (key, wanted, found) in [
      ("heading", settings.headingFont, fonts.headingFamily), ("body", settings.bodyFont, fonts.bodyFamily),
    ] {
      guard let wanted, wanted != found else { continue }
      notes.append("The \(key) font \"\(wanted)\" of the brand \(name) is not there; it is set in \(found).")
    }
    return notes
  }

  /// Where an intro or an outro lies; where no file is named, a video or picture of the key's own name is it.
  func path(of file: String?, or stem: String) -> String? {
    let endings = AssetKind.video.endings + AssetKind.picture.endings
    return (file.map { [$0] } ?? endings.map { "\(stem).\($0)" }).map(path).first(where: paths.contains)
  }

  private func path(_ file: String) -> String { AssetInput.shown("\(AssetSettings.brands)/\(name)/\(file)") }

  /// The file that is named; where none is, whatever picture lies there under the key's own name.
  private func picture(_ file: String?, or stem: String, on shelf: AssetShelf) -> Asset? {
    let names = file.map { [$0] } ?? AssetKind.picture.endings.map { "\(stem).\($0)" }
    return names.map(path).first(where: paths.contains).flatMap { shelf.asset(at: $0) }
  }
}

extension Brand.Colours {
  /// What the brand does not say follows from what it says, where the house's own would not go with that.
  init(_ said: BrandSettings.Colours) {
    func colour(_ said: HexColour?) -> Colour? { said.map { Colour($0.value) } }
    let ground = colour(said.background ?? said.secondary)
    let board = colour(said.primary) ?? ground
    let isBright = board.map { $0.contrast(with: .white) < $0.contrast(with: Look.ink) } ?? false
    let text = colour(said.text) ?? (isBright ? Look.ink : .white)
    func fitting(_ colours: Colour?...) -> Colour? {
      colours.compactMap { $0 }.first { $0.contrast(with: text) >= Livery.textContrast }
    }
    let primary = colour(said.primary) ?? fitting(Self.house.primary, ground) ?? .white
    let background = ground ?? fitting(Self.house.background, primary) ?? primary
    self.init(
      primary: primary, secondary: colour(said.secondary) ?? (ground == nil ? fitting(Self.house.secondary) : nil) ?? background,
      accent: colour(said.accent) ?? Self.house.accent, text: text, background: background)
  }

  private static let house = Brand.Colours(
    primary: Colour(0x1A1A2E), secondary: Colour(0x16213E), accent: Colour(0xE94560), text: .white, background: Colour(0x0F0F23))
}
