import Ledger
package import Production
package import Settings

/// How it stands with one topic: an alert is raised when it is bad, cleared when it is calm, and stays as it is between the two.
package struct Symptom: Hashable, Sendable {
  package enum Level: Sendable { case calm, between, bad }

  package let topic: Alert.Topic
  package let level: Level
  package let what: Refusal

  package init(topic: Alert.Topic, level: Level, what: Refusal) {
    self.topic = topic
    self.level = level
    self.what = what
  }
}

/// What the figures of the house mean. Pure: figures and settings in, symptoms out.
package struct AlertRules: Sendable {
  private let settings: AlertSettings
  private static let hour = Duration.seconds(3600)
  /// What passes by itself within so long needs nobody.
  private static let patience = Duration.seconds(60)

  package init(_ settings: AlertSettings) { self.settings = settings }

  package func symptoms(of house: HouseFigures) -> [Symptom] {
    [queue(house), crashes(house), voices(house)] + house.clients.map { failures($0, house) } + disks(house) + budgets(house)
      + troubles(house)
  }

  private func queue(_ house: HouseFigures) -> Symptom {
    let waiting = house.ledger.queue.values.reduce(0, +)
    return Symptom(
      topic: Alert.Topic(.queue), level: Self.level(of: waiting, limit: settings.queueDepth, calmBelow: 0.8),
      what: Refusal(
        "\(waiting) steps of jobs wait for a worker.",
        wayOut: "Wait, or give the work more cores (line.cores in config.toml)."))
  }

  private func failures(_ client: ClientName, _ house: HouseFigures) -> Symptom {
    let failed = house.counts.failedLately[client]?.count(within: Self.hour, before: house.at) ?? 0
    return Symptom(
      topic: Alert.Topic(.failures, client), level: Self.level(of: failed, limit: settings.failuresPerHour, calmBelow: 0.5),
      what: Refusal(
        "\(failed) jobs of \(client) could not be made within the last hour.",
        wayOut: "Read WHY.txt in the newest folders in failed/."))
  }

  private func crashes(_ house: HouseFigures) -> Symptom {
    let crashes = house.counts.crashedLately.count(within: Self.hour, before: house.at)
    return Symptom(
      topic: Alert.Topic(.crashes), level: Self.level(of: crashes, limit: settings.crashesPerHour, calmBelow: 0.5),
      what: Refusal(
        "Workers broke off \(crashes) times within the last hour.",
        wayOut: "See why with: journalctl -u dropreel -p warning, and: dropreel jobs quarantined"))
  }

  private func voices(_ house: HouseFigures) -> Symptom {
    let broken = house.counts.hostsBrokenLately.count(within: Self.hour, before: house.at)
    return Symptom(
      topic: Alert.Topic(.voices), level: Self.level(of: broken, limit: settings.crashesPerHour, calmBelow: 0.5),
      what: Refusal(
        "The speech host broke off \(broken) times within the last hour.",
        wayOut: "Install the neural voices anew with: dropreel doctor --voices, or set voices.engine = \"flite\"."))
  }

  private func disks(_ house: HouseFigures) -> [Symptom] {
    let state = house.stateFree.map { room($0, on: "the state folder", Alert.Topic(.disk)) }
    let shares = house.counts.diskFree.sorted { $0.key < $1.key }.map { client, free in
      room(free, on: "the share of \(client)", Alert.Topic(.disk, client))
    }
    return [state].compactMap { $0 } + shares
  }

  private func room(_ free: Int64, on place: String, _ topic: Alert.Topic) -> Symptom {
    let limit = settings.diskFree
    let level: Symptom.Level =
      free < limit ? .bad : Double(free) >= Double(limit) * 1.25 || limit == 0 ? .calm : .between
    return Symptom(
      topic: topic, level: level,
      what: Refusal("Only \(max(0, free) >> 20) MB are free on the disk of \(place).", wayOut: "Make room; nothing is lost."))
  }

  /// In percent: twice before a budget is spent it is told.
  static let firstMark: Int64 = 75
  private static let lastMark: Int64 = 90

  /// For all clients together, for each one that has its own, and for each video.
  private func budgets(_ house: HouseFigures) -> [Symptom] {
    let owners: [ClientName?] = [nil] + house.clients
    let lasting = owners.flatMap { owner in
      let own = house.allowances.filter { $0.client == owner && $0.job == nil }
      return spent(own.max { ($0.percent ?? 0) < ($1.percent ?? 0) }, owner)
    }
    return lasting + house.allowances.filter { $0.job != nil }.flatMap { spent($0, $0.client) }
  }

  private func spent(_ allowance: Allowance?, _ owner: ClientName?) -> [Symptom] {
    [(Alert.Topic.Kind.budget, Self.firstMark), (.budgetEnds, Self.lastMark)].map { kind, mark in
      let isBad = Int64(allowance?.percent ?? 0) >= mark
      return Symptom(
        topic: Alert.Topic(kind, owner, allowance?.job), level: isBad ? .bad : .calm,
        what: Refusal(
          "\(mark) % of the \(allowance?.name ?? "budget") are spent: \(allowance?.spent ?? .zero) of \(allowance?.limit ?? .zero).",
          wayOut:
            "What costs more than the rest of it will wait; raise \(allowance?.key ?? "it") in config.toml if it should not."))
    }
  }

  /// What the service tells people of by itself, once it has lasted.
  private func troubles(_ house: HouseFigures) -> [Symptom] {
    let lasting = house.troubles.filter { house.at.since($0.since) >= Self.patience }
    let words = lasting.map(\.words).joined(separator: " ")
    let level: Symptom.Level = lasting.isEmpty ? house.troubles.isEmpty ? .calm : .between : .bad
    return [
      Symptom(
        topic: Alert.Topic(.trouble), level: level,
        what: Refusal(words.isEmpty ? "Nothing is wrong." : words, wayOut: "See what is wrong with: dropreel doctor"))
    ]
  }

  /// `calmBelow` is a part of the limit: only below it an alert is over.
  private static func level(of count: Int, limit: Int, calmBelow part: Double) -> Symptom.Level {
    guard limit > 0 else { return .calm }
    return count >= limit ? .bad : Double(count) < Double(limit) * part || count == 0 ? .calm : .between
  }
}
