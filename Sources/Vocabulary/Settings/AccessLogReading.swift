import Production

extension AccessLog {
  /// Every key of an `[[access_log]]`.
  static var keys: [Setting<AccessLog>] {
    [
      Setting("name", \.name, .word(example: "nginx")),
      Setting("client", \.client, SettingKind.clientName.optional),
      Setting("path", \.path, .path(example: "/var/log/nginx/access.log")),
      Setting("host", \.host, .word(example: "far")),
      Setting("bucket", \.bucket, .word(example: "logs")),
      Setting("prefix", \.prefix, .word(example: "access/")),
      Setting("format", \.format, .choice()),
      Setting("every_seconds", \.pace, .seconds(1...86_400)),
    ]
  }
}

extension SettingsReading {
  /// Reads every `[[access_log]]`.
  mutating func readAccessLogs(of table: TomlValue, over service: ServiceSettings) -> [AccessLog] {
    guard case .table(let entries) = table.content, let entry = entries.first(where: { $0.key == Self.accessLog }) else {
      return []
    }
    guard case .array(let tables) = entry.value.content else {
      let unfit = Unfit(
        problem: "must be written with double brackets, one [[access_log]] for each log", wayOut: Self.sampleLog)
      add(key: Self.accessLog, at: entry.place, shown: entry.value.shown, unfit)
      return []
    }
    var logs: [AccessLog] = []
    for table in tables {
      guard let log = readAccessLog(table, over: service) else { continue }
      if logs.contains(where: { $0.name == log.name }) {
        let unfit = Unfit(problem: "is taken", wayOut: "Give each log a name of its own: by it is known how far it was read.")
        add(key: "access_log.name", at: table.place, shown: log.name.quoted, unfit)
      }
      logs.append(log)
    }
    return logs
  }

  static let accessLog = "access_log"
  private static var sampleLog: String {
    "Write [[access_log]], and below it name = \"nginx\" and path = \"/var/log/nginx/access.log\"."
  }

  private mutating func readAccessLog(_ table: TomlValue, over service: ServiceSettings) -> AccessLog? {
    guard case .table = table.content else {
      let unfit = Unfit(problem: "must be a table, but is \(table.kindInWords)", wayOut: Self.sampleLog)
      add(key: Self.accessLog, at: table.place, shown: table.shown, unfit)
      return nil
    }
    var part = SettingsReading(file: file)
    var log = AccessLog(name: "")
    part.read(table, as: AccessLog.keys, into: &log)
    if part.lines["name"] == nil { part.add(key: "name", at: table.place, Unfit(problem: "is missing", wayOut: Self.sampleLog)) }
    part.settlePlace(&log, at: table, among: service.hosts)
    part.settleClient(&log, at: table, among: service.clients.map(\.name))
    add(part, prefix: "access_log.", place: "access_log.\(log.name).")
    return log.name.isEmpty ? nil : log
  }

  /// Either lies on this machine, or in a bucket.
  private mutating func settlePlace(_ log: inout AccessLog, at table: TomlValue, among hosts: [HostAccount]) {
    guard let line = lines["host"] else {
      if lines["path"] == nil { add(key: "path", at: table.place, Unfit(problem: "is missing", wayOut: Self.sampleLog)) }
      return
    }
    if lines["path"] != nil {
      let unfit = Unfit(problem: "and path are two places", wayOut: "Write a [[access_log]] for each.")
      add(key: "host", at: .line(line), shown: log.host.quoted, unfit)
    }
    if lines["every_seconds"] == nil { log.pace = .seconds(900) }
    let buckets = hosts.filter { $0.kind == .s3 }.map(\.name)
    if let host = hosts.first(where: { $0.kind == .s3 && $0.name == log.host }) {
      return settleBucket(log, at: line, of: host)
    }
    let nearest = NearestWord.to(log.host, in: buckets)
    let wayOut =
      nearest.map { "Did you mean \($0.quoted)?" }
      ?? (buckets.isEmpty ? "Set up a [[host]] of kind \"s3\" first." : "Name one of \(buckets.listed).")
    let unfit = Unfit(problem: "names no host with a bucket: \(log.host.quoted)", wayOut: wayOut, nearest: nearest)
    add(key: "host", at: .line(line), shown: log.host.quoted, unfit)
  }

  /// Where logs and videos lie in one bucket, every film would be fetched and taken for a log.
  private mutating func settleBucket(_ log: AccessLog, at line: Int, of host: HostAccount) {
    guard lines["path"] == nil, log.bucket.isEmpty || log.bucket == host.bucket, log.prefix.isEmpty || log.prefix == host.prefix
    else { return }
    let unfit = Unfit(
      problem: "is where videos are put: not all that lies there is a log",
      wayOut: "Say in access_log.bucket in which bucket the logs are, or in access_log.prefix what their keys begin with.")
    add(key: "host", at: .line(line), shown: log.host.quoted, unfit)
  }

  private mutating func settleClient(_ log: inout AccessLog, at table: TomlValue, among clients: [ClientName]) {
    let names = clients.map(\.text)
    if let line = lines["client"], let client = log.client, !names.contains(client.text) {
      let nearest = NearestWord.to(client.text, in: names)
      let unfit = Unfit(
        problem: "names no client that there is: \(client.text.quoted)",
        wayOut: nearest.map { "Did you mean \($0.quoted)?" } ?? "Name one of \(names.listed).", nearest: nearest)
      add(key: "client", at: .line(line), shown: client.text.quoted, unfit)
    } else if lines["client"] == nil, clients.count > 1 {
      let unfit = Unfit(problem: "is missing", wayOut: "Say whose views the log tells of: one of \(names.listed).")
      add(key: "client", at: table.place, unfit)
    }
    if log.client == nil { log.client = clients.first }
  }
}
