package import Production

/// The keys of providers, by name: from systemd's credentials, a folder of key files, or the environment; never from a settings file.
package struct Secrets: Sendable {
  private let secrets: [String: Secret<String>]
  private let origins: [String: EffectiveSetting.Origin]

  /// `DROPREEL_KEY_OPENROUTER` is the secret "openrouter".
  package static let environmentPrefix = "DROPREEL_KEY_"

  package static let none = Secrets(secrets: [:], origins: [:])

  package subscript(name: String) -> Secret<String>? { secrets[name] }

  package var names: [String] { secrets.keys.sorted() }

  /// Which secrets there are and where each came from; never their values.
  package func explained() -> [EffectiveSetting] {
    names.map { EffectiveSetting(key: "secret.\($0)", value: "(set)", origin: origins[$0] ?? .default) }
  }

  /// Gathers all secrets. Of two with one name, systemd's credential comes before a key file, and that before the environment.
  ///
  /// A key file that others can read is refused, but for systemd's own folder: there systemd keeps others out, whatever the file's mode.
  package static func load(
    environment: [String: String], credentialsFolder: String? = nil
  ) throws(Refusal) -> Secrets {
    var secrets: [String: Secret<String>] = [:]
    var origins: [String: EffectiveSetting.Origin] = [:]
    for (variable, value) in environment where variable.hasPrefix(environmentPrefix) && !value.isEmpty {
      let name = variable.dropFirst(environmentPrefix.count).lowercased()
      guard isName(name) else { continue }
      secrets[name] = Secret(value)
      origins[name] = .environment(name: variable)
    }
    let systemdFolder = environment["CREDENTIALS_DIRECTORY"].flatMap { $0.isEmpty ? nil : $0 }
    var folders: [CredentialFolder] = []
    if let credentialsFolder, credentialsFolder != systemdFolder {
      folders.append(CredentialFolder(path: credentialsFolder, isGuarded: false))
    }
    if let systemdFolder { folders.append(CredentialFolder(path: systemdFolder, isGuarded: true)) }
    for folder in folders {
      for (name, secret) in try folder.secrets() {
        secrets[name] = secret
        origins[name] = .file(path: "\(folder.path)/\(name)", line: 1)
      }
    }
    return Secrets(secrets: secrets, origins: origins)
  }

  /// Lower-case letters, digits, hyphens and underscores: what a variable, a file and a setting can all be called.
  static func isName(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 64 else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }
}
