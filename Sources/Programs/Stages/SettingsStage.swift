import Production
import Settings

/// Settings files, the outer one first, into one set of settings. Its order's settings are the client's.
enum SettingsStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    var settings = bench.order.settings
    for input in bench.order.inputs {
      guard let file = NumberedName(input.name) else { continue }
      settings = try read(try bench.read(input.name, atMost: 1 << 20), file.name, over: settings, bench)
    }
    if let name = bench.order.notes["archive"] {
      let archive = try DroppedArchive(try bench.open("archive"), name: name)
      if let file = try archive.settings() { settings = try read(file.bytes, file.name, over: settings, bench) }
    }
    try bench.keep("settings.json", json: settings)
    return [:]
  }

  private static func read(
    _ bytes: [UInt8], _ name: String, over settings: JobSettings, _ bench: Workbench
  ) throws(Refusal) -> JobSettings {
    do throws(SettingMistakes) {
      return try FolderSettings.decode(bytes, file: name, over: settings, maySetGates: bench.order.notes["gates"] == "folder")
    } catch {
      throw error.refusal
    }
  }
}
