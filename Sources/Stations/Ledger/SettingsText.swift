import Digests
import Production
import Store

/// A job's settings as the ledger keeps them.
struct SettingsText {
  let text: String
  /// Of all that the finished video depends on, so that the same drop with the same settings is recognised.
  let digest: Digest

  init(_ settings: JobSettings) throws {
    text = try JSONText.of(settings)
    var lasting = settings
    lasting.priority = .normal
    lasting.again = false
    lasting.startsAt = nil
    lasting.maxBatch = JobSettings.defaults.maxBatch
    lasting.showsSources = false
    lasting.gates = []
    lasting.publish = PublishSettings()
    // A set has no order of its own.
    let gates = settings.gates.map(\.rawValue).sorted().joined(separator: ",")
    digest = Digest(of: try JSONText.of(lasting) + gates)
  }

  /// Settings that an older version wrote lack what was added since: the defaults stand in.
  static func settings(from text: String, _ database: Connection) throws -> JobSettings {
    do {
      return try JSONText.value(JobSettings.self, from: text)
    } catch is DecodingError {
      let patched = try database.first("SELECT json_patch(?1, ?2)", try JSONText.of(JobSettings.defaults), text) { $0.text(0) }
      return try JSONText.value(JobSettings.self, from: patched ?? text)
    }
  }
}
