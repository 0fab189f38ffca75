import Production

extension ServiceSettings {
  /// Every key of config.toml but the clients' own.
  static var keys: [Setting<ServiceSettings>] {
    let service: [Setting<ServiceSettings>] = [
      Setting("state", \.state, .folder(example: "/var/lib/dropreel"), .afterRestart),
      Setting("intake.settle_seconds", \.intake.settle, .seconds(0.1...3600)),
      Setting("intake.rescan_seconds", \.intake.rescan, .seconds(1...86_400)),
      Setting("intake.poll_seconds", \.intake.poll, .seconds(0.1...3600)),
      Setting("intake.largest_megabytes", \.intake.largest, .megabytes(1...1_048_576)),
      Setting("intake.candidates", \.intake.candidates, .whole(16...65_536), .afterRestart),
      Setting("line.cores", \.line.cores, .whole(0...1024)),
      Setting("line.paused", \.line.isPaused, .flag),
      Setting("line.tries", \.line.tries, .whole(1...100)),
      Setting("line.first_pause_seconds", \.line.firstPause, .seconds(0.1...3600)),
      Setting("line.longest_pause_seconds", \.line.longestPause, .seconds(1...86_400)),
      Setting("line.crashes", \.line.crashes, .whole(1...100)),
      Setting("line.stop_seconds", \.line.stop, .seconds(0...60)),
    ]
    let limits = Stage.allCases.filter { !Stage.beside.contains($0) }.map { stage in
      Setting<ServiceSettings>("line.at_once.\(stage.rawValue)", \.line.atOnce[stage], .whole(1...1024))
    }
    let rest: [Setting<ServiceSettings>] = [
      Setting("review.grace_seconds", \.review.grace, .seconds(0...3600)),
      Setting("review.remind_days", \.review.remind, .days(0...365)),
      Setting("review.decisions_in_inbox", \.review.takesMarkers, .flag),
      Setting("review.previews", \.review.previews, .flag),
      Setting("review.samba_audit", \.review.sambaAudit, .fileOrNone(example: "/var/log/samba/audit.log")),
      Setting("voices.engine", \.voices.engine, .choice()),
      Setting("voices.idle_minutes", \.voices.idle, .minutes(1...1440)),
      Setting("voices.cache_days", \.voices.cacheTime, .days(1...3650)),
      Setting("voices.cache_megabytes", \.voices.cacheSize, .megabytes(0...1_048_576)),
      Setting("loom.url", \.loomBase, .webAddress(example: LoomLink.usualBase)),
      Setting("writer.models", \.writer.models, SettingKind.word(example: "sonnet").list(atLeast: 0)),
      Setting("writer.offline_too", \.writer.offlineToo, .flag),
      Setting("budget.month_dollars", \.budget.month, .dollars),
      Setting("budget.day_dollars", \.budget.day, .dollarsOrNoLimit),
      Setting("budget.video_dollars", \.budget.video, .dollarsOrNoLimit),
      Setting("budget.drafting_dollars", \.budget.drafting, .dollars),
      Setting("keep.spool_days", \.keep.spool, .days(1...3650)),
      Setting("keep.cache_days", \.keep.cache, .days(1...3650)),
      Setting("keep.scenes_megabytes", \.keep.scenesSize, .megabytes(0...1_048_576)),
      Setting("log.level", \.log.level, .choice(), .afterRestart),
      Setting("log.format", \.log.format, .choice(), .afterRestart),
      Setting("metrics.file", \.metrics.file, .fileOrNone(example: "metrics.prom")),
      Setting("alerts.command", \.alerts.command, .command(example: "/usr/local/bin/tell-admin")),
      Setting("alerts.queue_depth", \.alerts.queueDepth, .whole(0...1_000_000)),
      Setting("alerts.failures_per_hour", \.alerts.failuresPerHour, .whole(0...1000)),
      Setting("alerts.crashes_per_hour", \.alerts.crashesPerHour, .whole(0...1000)),
      Setting("alerts.disk_free_megabytes", \.alerts.diskFree, .megabytes(0...1_048_576)),
    ]
    let job: [Setting<ServiceSettings>] = Setting.ofJob(
      video: "video.", review: "review.", voices: "voices.", order: "line.", script: "script.")
    return service + limits + rest + UploadSettings.keys + ofVoiceAccount + job + ofViews + ofRates
  }
}

extension ClientDraft {
  /// Every key of a `[[client]]`.
  static var keys: [Setting<ClientDraft>] {
    let own: [Setting<ClientDraft>] = [
      Setting("name", \.name, SettingKind.clientName.optional, .afterRestart),
      Setting("share", \.share, SettingKind.folder(example: "/srv/shares/acme").optional, .afterRestart),
      Setting("folders_may_set_gates", \.foldersMaySetGates, .flag),
      Setting("month_dollars", \.monthBudget, .dollarsOrNoLimit),
      Setting("models", \.writer.models, SettingKind.word(example: "sonnet").list(atLeast: 0)),
      Setting("offline_too", \.writer.offlineToo, .flag),
      Setting("brand", \.job.brand, .nameOrNothing),
    ]
    return own + Setting.ofJob()
  }
}

extension SettingKind {
  /// The same kind, for a value that may be missing until it is read.
  var optional: SettingKind<Value?> {
    SettingKind<Value?> { value throws(Unfit) in
      try read(value)
    } shown: {
      $0.map(shown) ?? ""
    }
  }
}

extension SettingKind where Value == Duration {
  static func seconds(_ range: ClosedRange<Double>) -> Self { of(1, range) }
  static func minutes(_ range: ClosedRange<Double>) -> Self { of(60, range) }
  static func days(_ range: ClosedRange<Double>) -> Self { of(86_400, range) }

  private static func of(_ seconds: Double, _ range: ClosedRange<Double>) -> Self {
    SettingKind<Double>.number(range).held(as: { .seconds($0 * seconds) }, { $0.inSeconds / seconds })
  }
}

extension SettingKind where Value == Int64 {
  static func megabytes(_ range: ClosedRange<Int>) -> Self {
    SettingKind<Int>.whole(range).held(as: { Int64($0) << 20 }, { Int($0 >> 20) })
  }
}

extension SettingKind where Value == Money {
  static var dollars: Self {
    SettingKind<Double>.number(0...1_000_000).held(
      as: { Money(microDollars: Int64(($0 * 1_000_000).rounded())) }, { Double($0.microDollars) / 1_000_000 })
  }
}

extension SettingKind where Value == Money? {
  /// Nothing that is spent can be limited to nothing here: zero says that there is no limit of this kind.
  static var dollarsOrNoLimit: Self {
    SettingKind<Money>.dollars.held(as: { $0 == .zero ? nil : $0 }, { $0 ?? .zero })
  }
}
