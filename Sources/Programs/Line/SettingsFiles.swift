import Production

/// The settings files that hold for a drop, the outer ones first: what they say is a function of this.
struct SettingsFiles: Hashable, Sendable {
  var texts: [Text] = []
  /// Those of the brand and the characters that they name.
  var assets: [Text] = []
  /// A zip in which there may be settings too: a worker looks.
  var archive: Archive?

  struct Text: Hashable, Sendable {
    /// Where people find it: below inbox/, or among the assets.
    let name: String
    let bytes: [UInt8]
  }

  struct Archive: Hashable, Sendable {
    let name: String
    let content: Digest
  }

  var isEmpty: Bool { texts.isEmpty && assets.isEmpty && archive == nil }
}

/// What lies on the way to a drop.
enum SettingsFinding: Sendable {
  case files(SettingsFiles)
  case refused(Refusal)
  /// They cannot be read at the moment.
  case later
}
