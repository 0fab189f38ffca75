import Production
import Settings

/// folder.toml files, the outer one first, into one set of settings. Its order's settings are the client's.
enum SettingsStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    var settings = bench.order.settings
    let maySetGates = bench.order.notes["gates"] == "folder"
    for input in bench.order.inputs {
      let bytes = try bench.read(input.name, atMost: 1 << 20)
      do throws(SettingMistakes) {
        settings = try FolderSettings.decode(bytes, file: "folder.toml", over: settings, maySetGates: maySetGates)
      } catch {
        throw error.refusal
      }
    }
    try bench.keep("settings.json", json: settings)
    return [:]
  }
}
