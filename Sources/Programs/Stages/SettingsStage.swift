import Production
import Settings

/// Settings files, the outer one first, into one set of settings. Its order's settings are the client's.
enum SettingsStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let usual = bench.order.settings
    var settings = usual
    // What is still empty when all of the drop's files are read, none of them has said.
    settings.questioner.voice = ""
    settings.explainer.voice = ""
    var assets: [String: [UInt8]] = [:]
    let firstAsset = bench.order.notes[SettingsNotes.firstAsset].flatMap(Int.init) ?? .max
    for input in bench.order.inputs {
      guard let file = NumberedName(input.name) else { continue }
      let bytes = try bench.read(input.name, atMost: 1 << 20)
      if file.number < firstAsset {
        settings = try read(bytes, file.name, over: settings, bench)
      } else {
        assets[file.name] = bytes
      }
    }
    if let name = bench.order.notes["archive"] {
      let archive = try DroppedArchive(try bench.open("archive"), name: name)
      if let file = try archive.settings() {
        settings = try read(file.bytes, file.name, over: settings, isOfOneDrop: true, bench)
      }
      if settings.transform != nil {
        throw Refusal(
          "\"\(name)\" is a zip, and a video in a zip cannot be changed.", wayOut: "Unpack it, and drop the folder.")
      }
    }
    try bench.keep("settings.json", json: try voiced(settings, over: usual, assets))
    return [:]
  }

  private static func read(
    _ bytes: [UInt8], _ name: String, over settings: JobSettings, isOfOneDrop: Bool = false, _ bench: Workbench
  ) throws(Refusal) -> JobSettings {
    do throws(SettingMistakes) {
      return try FolderSettings.decode(
        bytes, file: name, over: settings, maySetGates: bench.order.notes["gates"] == "folder", isOfOneDrop: isOfOneDrop)
    } catch {
      throw error.refusal
    }
  }

  /// The same with a voice for each speaker, and music, by what the files among the assets say.
  private static func voiced(
    _ settings: JobSettings, over usual: JobSettings, _ assets: [String: [UInt8]]
  ) throws(Refusal) -> JobSettings {
    let brand: BrandSettings?
    let characters: [String?]
    do throws(SettingMistakes) {
      let file = AssetSettings.brand(settings.brand).shown
      brand = if let bytes = assets[file] { try BrandSettings.decode(bytes, file: file) } else { nil }
      characters = [
        try voice(of: settings.questioner.character, assets), try voice(of: settings.explainer.character, assets),
      ]
    } catch {
      throw error.refusal
    }
    func said(_ voice: String) -> String? { voice.isEmpty ? nil : voice }
    var voiced = settings
    voiced.questioner.voice =
      VoiceChoice(
        drop: said(settings.questioner.voice), character: characters[0], brand: brand?.questionerVoice,
        usual: usual.questioner.voice
      ).voice
    voiced.explainer.voice =
      VoiceChoice(
        drop: said(settings.explainer.voice), character: characters[1], brand: brand?.explainerVoice,
        usual: usual.explainer.voice
      ).voice
    if voiced.music.isEmpty, let music = brand?.music { voiced.music = music }
    return voiced
  }

  private static func voice(of character: String, _ assets: [String: [UInt8]]) throws(SettingMistakes) -> String? {
    let file = AssetSettings.character(character).shown
    guard let bytes = assets[file] else { return nil }
    return try CharacterSettings.decode(bytes, file: file).voice
  }
}
