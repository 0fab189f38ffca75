import Production

extension SettingsReading {
  /// Reads every `[[client]]` over the service's own settings, and what must hold among them.
  mutating func readClients(of table: TomlValue, over service: ServiceSettings) -> [ClientSettings] {
    guard case .table(let entries) = table.content, let entry = entries.first(where: { $0.key == "client" }) else {
      add(key: "client", at: .start, Unfit(problem: "is missing", wayOut: Self.sample))
      return []
    }
    guard case .array(let tables) = entry.value.content, !tables.isEmpty else {
      let unfit = Unfit(problem: "must be written with double brackets, one [[client]] for each client", wayOut: Self.sample)
      add(key: "client", at: entry.place, shown: entry.value.shown, unfit)
      return []
    }
    var clients: [PlacedClient] = []
    for table in tables {
      guard let client = readClient(table, over: service) else { continue }
      compare(client, with: clients, state: service.state)
      clients.append(client)
    }
    return clients.map(\.settings)
  }

  private static var sample: String { "Write [[client]], and below it name = \"acme\" and share = \"/srv/shares/acme\"." }

  private mutating func readClient(_ table: TomlValue, over service: ServiceSettings) -> PlacedClient? {
    guard case .table = table.content else {
      let unfit = Unfit(problem: "must be a table, but is \(table.kindInWords)", wayOut: Self.sample)
      add(key: "client", at: table.place, shown: table.shown, unfit)
      return nil
    }
    var part = SettingsReading(file: file)
    var draft = ClientDraft(job: service.job, writer: service.writer)
    part.read(table, as: ClientDraft.keys, into: &draft)
    part.settle(&draft.job)
    part.settle(draft.writer, among: service.models, key: "models")
    part.settle(draft.job.publish, among: service.hosts)
    for key in ["name", "share"] where part.lines[key] == nil {
      part.add(key: key, at: table.place, Unfit(problem: "is missing", wayOut: Self.sample))
    }
    add(part, prefix: "client.", place: draft.name.map { "client.\($0)." } ?? "client.")
    guard let name = draft.name, let share = draft.share else { return nil }
    return PlacedClient(
      settings: ClientSettings(
        name: name, share: share, job: draft.job, foldersMaySetGates: draft.foldersMaySetGates, monthBudget: draft.monthBudget,
        writer: draft.writer),
      nameLine: part.lines["name"] ?? table.place.line, shareLine: part.lines["share"] ?? table.place.line)
  }

  /// One client, one name, one share; and no share in another, nor with the service's own state in it.
  private mutating func compare(_ client: PlacedClient, with others: [PlacedClient], state: String) {
    let share = client.settings.share
    for other in others {
      if other.settings.name == client.settings.name {
        let unfit = Unfit(
          problem: "is \(other.settings.name.text.quoted) in line \(other.nameLine) too", wayOut: "Give each client its own name."
        )
        add(key: "client.name", at: .line(client.nameLine), shown: client.settings.name.text.quoted, unfit)
      }
      let otherShare = other.settings.share
      if share == otherShare {
        let unfit = Unfit(problem: "is the share in line \(other.shareLine) too", wayOut: "Give each client its own share.")
        add(key: "client.share", at: .line(client.shareLine), shown: share.quoted, unfit)
      } else if share.isFolder(within: otherShare) || otherShare.isFolder(within: share) {
        let unfit = Unfit(
          problem:
            "and the share in line \(other.shareLine) lie one in the other, so that one client could see the other's files",
          wayOut: "Put the shares side by side.")
        add(key: "client.share", at: .line(client.shareLine), shown: share.quoted, unfit)
      }
    }
    if share == state || share.isFolder(within: state) || state.isFolder(within: share) {
      let unfit = Unfit(
        problem: "and the state folder \(state.quoted) lie one in the other",
        wayOut: "Put the state where no client can reach it.")
      add(key: "client.share", at: .line(client.shareLine), shown: share.quoted, unfit)
    }
  }
}

/// A client, and where its name and its share stand in the file.
private struct PlacedClient {
  let settings: ClientSettings
  let nameLine: Int
  let shareLine: Int
}

extension ClientDraft {
  init(_ client: ClientSettings) {
    name = client.name
    share = client.share
    job = client.job
    foldersMaySetGates = client.foldersMaySetGates
    monthBudget = client.monthBudget
    writer = client.writer
  }
}

extension String {
  fileprivate func isFolder(within folder: String) -> Bool { hasPrefix(folder + "/") }
}
