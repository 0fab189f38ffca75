package import Production

/// A host while its table is read: what must be there may still be missing.
struct HostDraft {
  var account = HostAccount(name: "", kind: .folder)
}

extension HostDraft {
  /// Every key of a `[[host]]`.
  static var keys: [Setting<HostDraft>] {
    [
      Setting("name", \.account.name, .word(example: "nas")),
      Setting("kind", \.account.kind, .choice()),
      Setting("url", \.account.url, .webAddressOrNone(example: "https://videos.example.com")),
      Setting("endpoint", \.account.endpoint, .webAddressOrNone(example: "https://s3.eu-central-1.amazonaws.com")),
      Setting("path", \.account.path, .folder(example: "/srv/www/videos")),
      Setting("bucket", \.account.bucket, .word(example: "videos")),
      Setting("region", \.account.region, .word(example: "eu-central-1")),
      Setting("prefix", \.account.prefix, .word(example: "films/")),
      Setting("addressing", \.account.addressing, .choice()),
      Setting("user", \.account.user, .word(example: "AKIAIOSFODNN7EXAMPLE")),
      Setting("key", \.account.key, SettingKind.secretName.held(as: { $0 ?? "" }, { $0 })),
      Setting("second_key", \.account.secondKey, SettingKind.secretName.held(as: { $0 ?? "" }, { $0 })),
      Setting("channel", \.account.channel, .word(example: "7")),
      Setting("signing", \.account.signing, .choice()),
      Setting("key_pair", \.account.keyPair, .word(example: "K2JCJMDEHXQW5F")),
      Setting("clients", \.account.clients, SettingKind.clientName.list(atLeast: 0)),
      Setting("largest_gigabytes", \.account.largestTotal, .gigabytes),
      Setting("stored_gigabyte_month_dollars", \.account.rates.storedGigabyteMonth, .dollars),
      Setting("sent_gigabyte_dollars", \.account.rates.sentGigabyte, .dollars),
      Setting("thousand_requests_dollars", \.account.rates.thousandRequests, .dollars),
      Setting("plan_month_dollars", \.account.rates.planMonth, .dollars),
    ]
  }

  /// What a host of this kind cannot do without.
  var needs: [String] {
    switch account.kind {
    case .folder: ["path", "url"]
    case .s3: ["endpoint", "bucket", "user", "key"]
    case .peertube: ["endpoint", "user", "key"]
    case .vimeo: ["key"]
    case .youtube: ["user", "key", "second_key"]
    }
  }
}

extension DatedDraft<Rates> {
  /// A `[[host.rate]]`: what the host costs from a day on.
  static var ofHost: [Setting<Self>] {
    [
      since, Setting("stored_gigabyte_month_dollars", \.value.storedGigabyteMonth, .dollars),
      Setting("sent_gigabyte_dollars", \.value.sentGigabyte, .dollars),
      Setting("thousand_requests_dollars", \.value.thousandRequests, .dollars),
      Setting("plan_month_dollars", \.value.planMonth, .dollars),
    ]
  }
}

extension SettingsReading {
  /// Reads every `[[host]]`.
  mutating func readHosts(of table: TomlValue) -> [HostAccount] {
    guard case .table(let entries) = table.content, let entry = entries.first(where: { $0.key == "host" }) else { return [] }
    guard case .array(let tables) = entry.value.content else {
      let unfit = Unfit(problem: "must be written with double brackets, one [[host]] for each host", wayOut: Self.sampleHost)
      add(key: "host", at: entry.place, shown: entry.value.shown, unfit)
      return []
    }
    var hosts: [HostAccount] = []
    for table in tables {
      guard let host = readHost(table) else { continue }
      if host.name == PublishSettings.anyHost || hosts.contains(where: { $0.name == host.name }) {
        let unfit = Unfit(problem: "is taken", wayOut: "Give each host a name of its own; \"auto\" means all of them.")
        add(key: "host.name", at: table.place, shown: host.name.quoted, unfit)
      }
      hosts.append(host)
    }
    return hosts
  }

  private static var sampleHost: String {
    "Write [[host]], and below it name = \"nas\", kind = \"folder\", path = \"/srv/www/videos\" and url = "
      + "\"https://videos.example.com\"."
  }

  private mutating func readHost(_ table: TomlValue) -> HostAccount? {
    guard case .table = table.content else {
      let unfit = Unfit(problem: "must be a table, but is \(table.kindInWords)", wayOut: Self.sampleHost)
      add(key: "host", at: table.place, shown: table.shown, unfit)
      return nil
    }
    var part = SettingsReading(file: file)
    var draft = HostDraft()
    part.read(table, as: HostDraft.keys, into: &draft, apart: ["rate"])
    draft.account.laterRates = part.readDated(
      "rate", of: table, as: DatedDraft<Rates>.ofHost, over: draft.account.rates, below: "host."
    ).map { DatedRates.Entry(since: $0.since, rates: $0.value) }
    for key in ["name", "kind"] + draft.needs where part.lines[key] == nil {
      part.add(key: key, at: table.place, Unfit(problem: "is missing", wayOut: Self.sampleHost))
    }
    if draft.account.signing != .none, draft.account.kind != .s3 {
      let unfit = Unfit(problem: "is for buckets only", wayOut: "Leave it out: only a host of kind = \"s3\" signs links.")
      part.add(key: "signing", at: table.place, unfit)
    }
    if !draft.account.prefix.isEmpty, !draft.account.prefix.hasSuffix("/") { draft.account.prefix += "/" }
    if draft.account.signing == .cloudfront {
      for key in ["url", "key_pair", "second_key"] where part.lines[key] == nil {
        let unfit = Unfit(
          problem: "is missing", wayOut: "CloudFront's links need its address (url), the id of a key pair, and the private key.")
        part.add(key: key, at: table.place, unfit)
      }
    }
    add(part, prefix: "host.", place: "host.\(draft.account.name).")
    return draft.account.name.isEmpty ? nil : draft.account
  }

  /// A host that settings name must be one that there is. The keys are those of config.toml, and of each client.
  mutating func settle(_ publish: PublishSettings, among hosts: [HostAccount]) {
    guard let line = lines["publish.host"], !publish.host.isEmpty, publish.host != PublishSettings.anyHost,
      !hosts.contains(where: { $0.name == publish.host })
    else { return }
    let names = hosts.map(\.name)
    let nearest = NearestWord.to(publish.host, in: names)
    let wayOut =
      nearest.map { "Did you mean \($0.quoted)?" }
      ?? (names.isEmpty ? Self.sampleHost : "Name one of \(names.listed), or write \"auto\".")
    add(
      key: "publish.host", at: .line(line), shown: publish.host.quoted,
      Unfit(problem: "names a host that is not set up: \(publish.host.quoted)", wayOut: wayOut, nearest: nearest))
  }
}

extension SettingKind where Value == Int64 {
  /// 0 for as many as there is room for.
  fileprivate static var gigabytes: Self {
    SettingKind<Int>.whole(0...1_048_576).held(as: { Int64($0) * Rates.gigabyte }, { Int($0 / Rates.gigabyte) })
  }
}

extension ServiceSettings {
  /// Where a client's videos may go.
  package func hosts(of client: ClientName) -> [HostAccount] {
    hosts.filter { $0.clients.isEmpty || $0.clients.contains(client) }
  }
}

/// How finished videos go to their hosts.
package struct UploadSettings: Sendable, Equatable {
  package var atOnce = 10
  /// All uploads together, in bits a second; 0: as fast as it goes.
  package var megabits = 0.0
  /// From when to when of the machine's day; nothing for always.
  package var hours: DayHours?

  package init() {}

  static var keys: [Setting<ServiceSettings>] {
    [
      Setting("uploads.at_once", \.uploads.atOnce, .whole(1...100)),
      Setting("uploads.megabits_per_second", \.uploads.megabits, .number(0...100_000)),
      Setting("uploads.hours", \.uploads.hours, .dayHoursOrNone),
    ]
  }
}

extension SettingKind where Value == DayHours? {
  /// From one time of the day to another, or nothing.
  static var dayHoursOrNone: Self {
    SettingKind { value throws(Unfit) in
      guard case .text(let text) = value.content else { throw .type("hours of the day", example: "\"20:00-06:00\"", got: value) }
      if text.isEmpty { return nil }
      guard let hours = DayHours(text) else {
        throw Unfit(
          problem: "must be hours of the day, but is \(value.shown)",
          wayOut: "Write from when to when, like this: \"20:00-06:00\"; or \"\" for always.")
      }
      return hours
    } shown: {
      ($0?.text ?? "").quoted
    }
  }
}
