/// One setting: its key, where its value is held, what it may be, and when a change of it is taken over.
///
/// A file's settings are one list of these; reading, comparing and explaining go through that list.
struct Setting<Root>: Sendable {
  /// With the tables it stands in, as `intake.settle_seconds`.
  let key: String
  let takesEffect: SettingChange.Moment
  let read: @Sendable (TomlValue, inout Root) throws(Unfit) -> Void
  /// The value as TOML writes it.
  let shown: @Sendable (Root) -> String
  /// Copies the value from the first to the second.
  let carry: @Sendable (Root, inout Root) -> Void

  init<Value>(
    _ key: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ kind: SettingKind<Value>,
    _ takesEffect: SettingChange.Moment = .atOnce
  ) {
    self.key = key
    self.takesEffect = takesEffect
    read = { value, root throws(Unfit) in root[keyPath: path] = try kind.read(value) }
    shown = { kind.shown($0[keyPath: path]) }
    carry = { $1[keyPath: path] = $0[keyPath: path] }
  }
}

/// A setting that another file, or another version of it, has another value for.
package struct SettingChange: Hashable, Sendable {
  package let key: String
  /// Both as TOML writes them; empty where there is none.
  package let old: String
  package let new: String
  package let takesEffect: Moment

  /// When a change is taken over.
  package enum Moment: Hashable, Sendable {
    /// As soon as the service is told to read its file again.
    case atOnce
    case afterRestart
  }

  package init(key: String, old: String, new: String, takesEffect: Moment) {
    self.key = key
    self.old = old
    self.new = new
    self.takesEffect = takesEffect
  }
}

/// A setting as it is in force, and who said so.
package struct EffectiveSetting: Hashable, Sendable {
  package let key: String
  /// As TOML writes it.
  package let value: String
  package let origin: Origin

  package enum Origin: Hashable, Sendable {
    case `default`
    case file(path: String, line: Int)
    case environment(name: String)
  }

  package init(key: String, value: String, origin: Origin) {
    self.key = key
    self.value = value
    self.origin = origin
  }
}
