package import Production

extension ServiceSettings {
  /// What `new` would change, key by key, and whether that needs a restart.
  package func changes(to new: ServiceSettings) -> [SettingChange] {
    var changes = Self.keys.compactMap { $0.change(from: self, to: new, prefix: "") }
    let names = Set((clients + new.clients).map(\.name))
    for name in names.sorted() {
      switch (client(named: name), new.client(named: name)) {
      case (let old?, let new?):
        changes += ClientDraft.keys.compactMap {
          $0.change(from: ClientDraft(old), to: ClientDraft(new), prefix: "client.\(name).")
        }
      case (let old, let new):
        changes.append(
          SettingChange(
            key: "client.\(name)", old: old?.share.quoted ?? "", new: new?.share.quoted ?? "", takesEffect: .afterRestart))
      }
    }
    for name in Set((models + new.models).map(\.name)).sorted() {
      let (old, new) = (models.first { $0.name == name }, new.models.first { $0.name == name })
      guard old != new else { continue }
      changes.append(
        SettingChange(key: "model.\(name)", old: old?.model.quoted ?? "", new: new?.model.quoted ?? "", takesEffect: .atOnce))
    }
    for name in Set((hosts + new.hosts).map(\.name)).sorted() {
      let (old, new) = (hosts.first { $0.name == name }, new.hosts.first { $0.name == name })
      guard old != new else { continue }
      changes.append(
        SettingChange(
          key: "host.\(name)", old: old?.kind.rawValue.quoted ?? "", new: new?.kind.rawValue.quoted ?? "", takesEffect: .atOnce))
    }
    for name in Set((accessLogs + new.accessLogs).map(\.name)).sorted() {
      let (old, new) = (accessLogs.first { $0.name == name }, new.accessLogs.first { $0.name == name })
      guard old != new else { continue }
      changes.append(
        SettingChange(
          key: "access_log.\(name)", old: old?.place.quoted ?? "", new: new?.place.quoted ?? "", takesEffect: .atOnce))
    }
    if rates.later != new.rates.later {
      let counts = (old: rates.later.count, new: new.rates.later.count)
      changes.append(SettingChange(key: "rate", old: "\(counts.old) changes", new: "\(counts.new) changes", takesEffect: .atOnce))
    }
    return changes
  }

  /// These settings with all that `new` changes and that needs no restart.
  package func takingOver(_ new: ServiceSettings) -> ServiceSettings {
    var result = new
    for setting in Self.keys where setting.takesEffect == .afterRestart { setting.carry(self, &result) }
    result.clients = clients.map { old in
      guard let new = new.client(named: old.name) else { return old }
      return ClientSettings(
        name: old.name, share: old.share, job: new.job, foldersMaySetGates: new.foldersMaySetGates, monthBudget: new.monthBudget,
        writer: new.writer)
    }
    return result
  }

  package func client(named name: ClientName) -> ClientSettings? { clients.first { $0.name == name } }
}

extension Setting {
  fileprivate func change(from old: Root, to new: Root, prefix: String) -> SettingChange? {
    let values = (old: shown(old), new: shown(new))
    guard values.old != values.new else { return nil }
    return SettingChange(key: prefix + key, old: values.old, new: values.new, takesEffect: takesEffect)
  }
}
