/// What can be dropped into a client's assets.
package enum AssetKind: String, Hashable, Sendable, Codable, CaseIterable {
  case picture, video, sound, font, settings

  package static let backgrounds = "backgrounds"
  package static let icons = "icons"
  package static let music = "music"
  /// Below a brand.
  package static let fonts = "fonts"
  /// What the service draws beside a brand.toml.
  package static let styleSheet = "style-sheet.png"

  /// Without the dot; of several files of one name, the one with the first of these is used.
  package var endings: [String] {
    switch self {
    case .picture: ["json", "svg", "png", "webp", "jpg", "jpeg"]
    case .video: ["mp4", "mov", "m4v", "webm", "mkv"]
    case .sound: ["ogg", "m4a", "mp3", "flac", "wav"]
    case .font: ["ttf", "otf", "ttc"]
    case .settings: ["toml"]
    }
  }

  package var mostBytes: Int64 {
    switch self {
    case .picture: 16 << 20
    case .video: 256 << 20
    case .sound: 64 << 20
    case .font: 32 << 20
    case .settings: 64 << 10
    }
  }

  /// What settings files are called, in whatever folder.
  static var settingsFiles: [String] { [AssetSettings.brand("").fileName, AssetSettings.character("").fileName] }

  /// What a settings file in this folder is called.
  static func settingsFile(in folder: String?) -> String {
    folder == AssetSettings.brands ? AssetSettings.brand("").fileName : AssetSettings.character("").fileName
  }
}
