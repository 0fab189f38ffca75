package import Production

/// What config.toml says: every setting of the service, with its default.
package struct ServiceSettings: Sendable, Equatable {
  /// The folder for the ledger, the spool, the cache, the socket and the lock.
  package var state = "/var/lib/dropreel"
  package var intake = IntakeSettings()
  package var line = LineSettings()
  package var review = ReviewSettings()
  /// What holds for a job where neither its client, its folder nor its own file says otherwise.
  package var job = JobSettings.defaults
  package var voices = VoiceSettings()
  /// The account of the paid voices.
  package var elevenLabs = VoiceAccount()
  /// Where Loom is asked about a video that lies there, without a slash at its end.
  package var loomBase = LoomLink.usualBase
  package var writer = WriterSettings()
  /// The language models that the lists of writers may name.
  package var models: [ModelCard] = []
  /// Where finished videos may be put for others to see.
  package var hosts: [HostAccount] = []
  package var uploads = UploadSettings()
  /// Logs of web servers that are read where they are written.
  package var accessLogs: [AccessLog] = []
  package var budget = BudgetSettings()
  package var keep = KeepSettings()
  package var log = LogSettings()
  package var metrics = MetricsSettings()
  package var alerts = AlertSettings()
  package var views = ViewSettings()
  package var rates = DatedRates()
  package var clients: [ClientSettings] = []

  package init() {}
}

package struct IntakeSettings: Sendable, Equatable {
  /// How long a drop must be quiet before it is taken.
  package var settle: Duration = .seconds(2)
  package var rescan: Duration = .seconds(30)
  /// The same where the kernel does not tell of changes.
  package var poll: Duration = .seconds(5)
  /// In bytes.
  package var largest: Int64 = 2048 << 20
  /// Drops under watch at once; the rest wait for a rescan.
  package var candidates = 4096

  package init() {}
}

package struct LineSettings: Sendable, Equatable {
  /// The cores that all workers share; 0 is all that the machine has.
  package var cores = 0
  /// Nothing new is begun while this holds.
  package var isPaused = false
  package var tries = 4
  package var firstPause: Duration = .seconds(2)
  package var longestPause: Duration = .seconds(900)
  /// After so many crashes of one stage a job is quarantined.
  package var crashes = 3
  /// How long workers have to end before they are ended.
  package var stop: Duration = .seconds(5)
  package var atOnce = AtOnce()

  /// How many workers of each stage may run at once.
  package struct AtOnce: Sendable, Equatable {
    private var limits: [Stage: Int] = [:]

    package init() {}

    package subscript(stage: Stage) -> Int {
      get { limits[stage] ?? StageCard.card(of: stage).atOnce }
      set { limits[stage] = newValue }
    }

    package static func == (left: Self, right: Self) -> Bool { Stage.allCases.allSatisfy { left[$0] == right[$0] } }
  }

  package init() {}
}

package struct ReviewSettings: Sendable, Equatable {
  /// How long an approval can be taken back by renaming.
  package var grace: Duration = .seconds(10)
  /// After so long, and each time again, people are reminded of what waits for them; zero reminds nobody.
  package var remind: Duration = .days(3)
  /// Whether `NAME.approved` in an inbox decides, or only what stands in the review folder.
  package var takesMarkers = true
  /// Whether every draft gets a film to look at.
  package var previews = true
  /// The file that Samba's full_audit writes to; empty where there is none.
  package var sambaAudit = ""

  package init() {}
}

package struct VoiceSettings: Sendable, Equatable {
  package var engine = VoiceEngine.auto
  /// After so long without work the neural voices are ended.
  package var idle: Duration = .seconds(600)
  /// So long a spoken line is kept after its last use, for the next video that says the same.
  package var cacheTime: Duration = .days(30)
  /// So many bytes such lines may take, of all clients together; then the longest unused go first.
  package var cacheSize: Int64 = 2048 << 20

  package init() {}
}

package enum VoiceEngine: String, Sendable, CaseIterable {
  /// Neural where it is installed, else flite.
  case auto
  case neural
  case flite
}

/// Who writes scripts.
package struct WriterSettings: Sendable, Equatable {
  /// The names of language models, tried in this order; none for the built-in writer alone.
  package var models: [String] = []
  /// Whether the built-in writer writes where no model did.
  package var offlineToo = true

  package init() {}
}

package struct BudgetSettings: Sendable, Equatable {
  /// The most that all clients together spend in a calendar month.
  package var month = Money.zero
  /// The most that all clients together spend on one day, and what one video may cost; nil for as much as the month allows.
  package var day: Money?
  package var video: Money?
  /// The most that writing drafts costs in a calendar month, all clients together: it is spent before anybody has approved.
  package var drafting = Money.zero

  package init() {}
}

extension ServiceSettings {
  /// The account of the paid voices; nil where none is set up.
  package var voiceAccount: VoiceAccount? { elevenLabs.key.isEmpty ? nil : elevenLabs }

  /// What limits the jobs of a client.
  package func budget(of client: ClientName) -> Budget {
    Budget(
      month: budget.month, clientMonth: self.client(named: client)?.monthBudget, day: budget.day, video: budget.video,
      drafting: budget.drafting)
  }

  /// Whom a stage may pay for a client, and whose keys it may have.
  package func payees(of stage: Stage, for client: ClientName) -> [Payee] {
    switch stage {
    case .consult: writers(of: client).map(\.payee)
    case .roster, .speak: voiceAccount.map { [$0.payee] } ?? []
    case .host: hosts(of: client).flatMap { host in [host.key, host.secondKey].map { Payee(name: host.name, key: $0) } }
    default: []
    }
  }

  /// Whether any client's scripts are written by language models.
  package var asksModels: Bool { clients.contains { !writers(of: $0.name).isEmpty } }

  /// Whether any step of the work goes out into the network.
  package var needsNetwork: Bool { asksModels || voiceAccount != nil || hosts.contains { $0.kind != .folder } }

  /// Who writes for a client: by its own settings, or by those for all.
  package func writer(of client: ClientName) -> WriterSettings { self.client(named: client)?.writer ?? writer }

  /// The models that write for a client, in the order in which they are tried; none where the built-in writer does.
  package func writers(of client: ClientName) -> [ModelCard] {
    writer(of: client).models.compactMap { name in models.first { $0.name == name } }
  }
}

package struct KeepSettings: Sendable, Equatable {
  package var spool: Duration = .days(7)
  package var cache: Duration = .days(30)
  /// So many bytes the coded scenes of films may take, of all clients together; then the longest unused go first.
  package var scenesSize: Int64 = 2048 << 20

  package init() {}
}

package struct LogSettings: Sendable, Equatable {
  package var level = LogLevel.info
  package var format = LogFormat.auto

  package init() {}
}

package struct MetricsSettings: Sendable, Equatable {
  /// Where the figures are written: a name in the state folder, a whole path, or nothing where none are wanted.
  package var file = "metrics.prom"

  package init() {}
}

/// From when on an administrator is told. A limit of 0 tells nobody.
package struct AlertSettings: Sendable, Equatable {
  /// The program that is run, and its arguments; none where nothing is to be run.
  package var command: [String] = []
  /// Steps of jobs that wait for a worker.
  package var queueDepth = 500
  /// Jobs of one client that came to a bad end within an hour.
  package var failuresPerHour = 10
  /// Workers, or speech hosts, that broke off within an hour.
  package var crashesPerHour = 5
  /// In bytes: the state's disk, and each share's.
  package var diskFree: Int64 = 2048 << 20

  package init() {}
}

package enum LogLevel: String, Sendable, CaseIterable {
  case error, warning, notice, info, debug
}

package enum LogFormat: String, Sendable, CaseIterable {
  /// The journal where the service's output goes there, text on a terminal, else JSON.
  case auto
  case journal, json, text
}

extension Duration {
  static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
}
