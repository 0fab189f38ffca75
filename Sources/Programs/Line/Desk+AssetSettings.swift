import Files
import Production
import Settings

// What a client's brands and characters say of voices lies among the assets, and holds for what is dropped from then on.
extension Desk {
  /// The files of the brand and the characters that these settings name, where they have any.
  func assetSettings(of settings: JobSettings) -> SettingsFinding {
    var files = SettingsFiles()
    for asset in settings.assetSettings {
      let path = asset.folders.compactMap(FileName.init)
      guard let name = FileName(asset.fileName), path.count == asset.folders.count else { continue }
      do {
        let folder = try share.folder([Self.name(of: .assets)] + path)
        guard let bytes = try folder.read(name, atMost: Self.largestSettingsFile) else { continue }
        files.assets.append(SettingsFiles.Text(name: asset.shown, bytes: bytes))
      } catch  where error.isMissing {
        // A character may be one of ours; a brand is somebody's own.
        guard case .brand(let name) = asset else { continue }
        return .refused(noBrand(name))
      } catch {
        return error.isPassing ? .later : .refused(Self.unreadable(asset.shown, error))
      }
    }
    return .files(files)
  }

  func noBrand(_ name: String) -> Refusal {
    let brands = FileName(AssetSettings.brands).flatMap { try? share.folder([Self.name(of: .assets), $0]).entries() }
    let isOfHouse = clientNow.job.brand == name
    let known = (brands ?? []).filter { $0.kind == .folder }.map(\.name.description).sorted().prefix(20)
    return Refusal(
      "There is no brand \"\(name)\" in assets/\(AssetSettings.brands)/.",
      wayOut: isOfHouse
        ? "Make the folder assets/\(AssetSettings.brands)/\(name)/, or tell your administrator, who named it in config.toml."
        : known.isEmpty
          ? "Make the folder assets/\(AssetSettings.brands)/\(name)/, or remove the line brand = from the settings."
          : "There is: \(known.joined(separator: ", ")).")
  }
}
