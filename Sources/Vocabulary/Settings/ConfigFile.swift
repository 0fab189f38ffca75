import Production

/// config.toml as it was read: the settings, and who said which.
package struct ConfigFile: Sendable, Equatable {
  package let file: String
  package let settings: ServiceSettings
  private let lines: [String: Int]
  private let stateIsFromEnvironment: Bool

  /// Reads all settings, or throws all mistakes.
  ///
  /// Under systemd the state folder is `STATE_DIRECTORY` where the file does not name one.
  package init(_ bytes: [UInt8], file: String, environment: [String: String] = [:]) throws(SettingMistakes) {
    let table = try SettingsReading.table(of: bytes, file: file)
    var reading = SettingsReading(file: file)
    var settings = ServiceSettings()
    reading.read(
      table, as: ServiceSettings.keys, into: &settings, apart: ["client", "model", "host", "rate", SettingsReading.accessLog])
    let folder = reading.lines["state"] == nil ? Self.stateFolder(in: environment) : nil
    if let folder { settings.state = folder }
    reading.settle(&settings.job, video: "video.", voices: "voices.")
    reading.settle(&settings.line)
    settings.models = reading.readModels(of: table)
    settings.rates.later = reading.readRates(of: table, over: settings.rates.first)
    reading.settle(settings.writer, among: settings.models, key: "writer.models")
    settings.hosts = reading.readHosts(of: table)
    reading.settle(settings.job.publish, among: settings.hosts)
    settings.clients = reading.readClients(of: table, over: settings)
    settings.accessLogs = reading.readAccessLogs(of: table, over: settings)
    try reading.finish()
    self.file = file
    self.settings = settings
    lines = reading.lines
    stateIsFromEnvironment = folder != nil
  }

  /// systemd gives several folders with colons between; the first is ours.
  private static func stateFolder(in environment: [String: String]) -> String? {
    guard let first = environment["STATE_DIRECTORY"]?.split(separator: ":").first, first.hasPrefix("/") else { return nil }
    return String(first)
  }

  /// Every setting in force and its origin; of a client, only what its own table says.
  package func explained() -> [EffectiveSetting] {
    let service = ServiceSettings.keys.map { setting in
      EffectiveSetting(key: setting.key, value: setting.shown(settings), origin: origin(of: setting.key))
    }
    let clients = settings.clients.flatMap { client in
      ClientDraft.keys.compactMap { setting -> EffectiveSetting? in
        let key = "client.\(client.name).\(setting.key)"
        guard let line = lines[key] else { return nil }
        return EffectiveSetting(key: key, value: setting.shown(ClientDraft(client)), origin: .file(path: file, line: line))
      }
    }
    let models = settings.models.flatMap { model in
      ModelDraft.keys.compactMap { setting -> EffectiveSetting? in
        let key = "model.\(model.name).\(setting.key)"
        guard let line = lines[key] else { return nil }
        return EffectiveSetting(key: key, value: setting.shown(ModelDraft(model)), origin: .file(path: file, line: line))
      }
    }
    let hosts = settings.hosts.flatMap { host in
      HostDraft.keys.compactMap { setting -> EffectiveSetting? in
        let key = "host.\(host.name).\(setting.key)"
        guard let line = lines[key] else { return nil }
        return EffectiveSetting(key: key, value: setting.shown(HostDraft(account: host)), origin: .file(path: file, line: line))
      }
    }
    let logs = settings.accessLogs.flatMap { log in
      AccessLog.keys.compactMap { setting -> EffectiveSetting? in
        let key = "access_log.\(log.name).\(setting.key)"
        guard let line = lines[key] else { return nil }
        return EffectiveSetting(key: key, value: setting.shown(log), origin: .file(path: file, line: line))
      }
    }
    return service + models + hosts + logs + clients
  }

  private func origin(of key: String) -> EffectiveSetting.Origin {
    if let line = lines[key] { return .file(path: file, line: line) }
    return key == "state" && stateIsFromEnvironment ? .environment(name: "STATE_DIRECTORY") : .default
  }
}

extension SettingsReading {
  fileprivate mutating func settle(_ line: inout LineSettings) {
    guard line.firstPause > line.longestPause else { return }
    let keys = ["line.first_pause_seconds", "line.longest_pause_seconds"]
    guard let key = keys.first(where: { lines[$0] != nil }) else { return }
    let unfit = Unfit(
      problem: "does not fit: the first pause is longer than the longest",
      wayOut: "Write a smaller first_pause_seconds, or a larger longest_pause_seconds.")
    add(key: key, at: .line(lines[key] ?? 1), unfit)
  }
}
