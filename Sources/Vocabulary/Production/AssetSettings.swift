/// A settings file among a client's assets.
package enum AssetSettings: Hashable, Sendable {
  case brand(String)
  case character(String)

  package static let brands = "brands"
  package static let characters = "characters"

  /// The folders below assets/ that it lies in.
  package var folders: [String] {
    switch self {
    case .brand(let name): [Self.brands, name]
    case .character(let name): [Self.characters, name]
    }
  }

  package var fileName: String {
    switch self {
    case .brand: "brand.toml"
    case .character: "character.toml"
    }
  }

  /// Where people find it.
  package var shown: String { (["assets"] + folders + [fileName]).joined(separator: "/") }
}

extension JobSettings {
  /// Those that these settings name, each once.
  package var assetSettings: [AssetSettings] {
    let characters = [questioner, explainer].map { AssetSettings.character($0.character) }
    let all = (brand.isEmpty ? [] : [.brand(brand)]) + characters
    return all.enumerated().filter { !all[..<$0].contains($1) }.map(\.element)
  }
}
