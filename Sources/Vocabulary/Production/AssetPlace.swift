/// What a file below assets/ is, by where it lies and how its name ends. Its content has the last word.
package enum AssetPlace: Hashable, Sendable {
  case asset(AssetKind)
  /// Texts lie beside assets, as licences do, and are nobody's business.
  case ignored
  case misplaced(Refusal)

  /// `path` are the names below assets/, the file's own the last.
  package init(_ path: [String]) {
    guard let name = path.last else {
      self = .ignored
      return
    }
    let ending = DocumentName.ending(of: name)
    if Self.texts.contains(ending) || name == AssetKind.styleSheet {
      self = .ignored
    } else if let kinds = Self.kinds(in: Array(path.dropLast())) {
      self = Self.placed(name, ending, kinds, path)
    } else {
      self = .misplaced(
        Refusal("\(name) lies where nobody looks for it, and is not used.", wayOut: "Assets belong into: \(Self.places)."))
    }
  }

  /// Whether something can be called this in a script: letters, digits, hyphens and underscores.
  package static func isPlain(_ name: some StringProtocol) -> Bool {
    !name.isEmpty && name.utf8.count <= 100
      && name.unicodeScalars.allSatisfy {
        $0 == "-" || $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
  }

  private static func placed(_ name: String, _ ending: String, _ kinds: [AssetKind], _ path: [String]) -> AssetPlace {
    if AssetKind.settingsFiles.contains(name) {
      return kinds.contains(.settings) && name == AssetKind.settingsFile(in: path.first) ? .asset(.settings) : .ignored
    }
    guard let kind = kinds.first(where: { $0.endings.contains(ending) }) else {
      let endings = kinds.flatMap(\.endings).map { ".\($0)" }.joined(separator: ", ")
      return .misplaced(
        Refusal("\(name) is nothing that can be used in this folder.", wayOut: "What can be used here ends with: \(endings)."))
    }
    // A brand says the names of its files itself; of all others scripts and settings speak.
    guard path.first != AssetSettings.brands else { return .asset(kind) }
    let stem = name.dropLast(ending.utf8.count + 1)
    guard let other = ([stem] + path.dropFirst().dropLast().map { $0[...] }).first(where: { !isPlain($0) }) else {
      return path.first == AssetKind.backgrounds ? background(String(stem), name) : .asset(kind)
    }
    return .misplaced(
      Refusal(
        "\"\(other)\" is no name that a script or a setting can say.",
        wayOut: "Use letters, digits, hyphens and underscores, for example \"\(Slug.make(from: String(other)))\"."))
  }

  private static func background(_ stem: String, _ name: String) -> AssetPlace {
    if VideoStyle(rawValue: stem) != nil { return .asset(.picture) }
    let styles = VideoStyle.allCases.map(\.rawValue).joined(separator: ", ")
    return .misplaced(
      Refusal("\(name) is the background of no style.", wayOut: "Name it after the style that it is for: \(styles)."))
  }

  /// What may lie in a folder; nil where nothing may.
  private static func kinds(in folders: [String]) -> [AssetKind]? {
    switch (folders.first, folders.count) {
    case (AssetSettings.characters, 2): [.picture, .settings]
    case (AssetKind.backgrounds, 1), (AssetKind.icons, 1): [.picture]
    case (AssetKind.music, 1): [.sound]
    case (AssetSettings.brands, 2): [.picture, .video, .settings]
    case (AssetSettings.brands, 3) where folders.last == AssetKind.fonts: [.font]
    default: nil
    }
  }

  private static let places = "characters/NAME/, backgrounds/, icons/, music/, brands/NAME/ and brands/NAME/fonts/"
  private static let texts: Set<String> = ["", "txt", "md", "pdf", "html", "rtf", "docx", "odt"]
}
