import Settings
import Synchronization

/// The settings that hold at the moment. SIGHUP changes what can change; the rest waits for a restart, and that is said.
final class SettingsInForce: Sendable {
  private let current: Mutex<ServiceSettings>

  init(_ settings: ServiceSettings) { current = Mutex(settings) }

  var settings: ServiceSettings { current.withLock { $0 } }

  /// Takes over what can be, and tells every change.
  func take(_ new: ServiceSettings) -> [SettingChange] {
    current.withLock { current in
      let changes = current.changes(to: new)
      current = current.takingOver(new)
      return changes
    }
  }
}
