package import Production

/// Which alerts stand, which there were, and what was told of them. A value: told of symptoms and of the time, it says what changed and
/// what is to be told.
package struct AlertBook: Hashable, Sendable, Codable {
  /// The oldest first. Those that stand are always among them.
  package private(set) var alerts: [Alert] = []
  /// By topic, because no sooner than an hour later anything more is told of it.
  private var told: [String: Told] = [:]

  private struct Told: Hashable, Codable {
    let at: Moment
    let stood: Bool
  }

  private static let most = 500
  package static let silence = Duration.seconds(3600)

  package init() {}

  package var standing: [Alert] { alerts.filter(\.stands) }

  /// What was raised, and what was cleared. A topic without a symptom, such as a client that is gone, is over.
  package mutating func look(_ symptoms: [Symptom], at now: Moment) -> [Alert] {
    var changed: [Alert] = []
    let levels = Dictionary(symptoms.map { ($0.topic, $0.level) }) { first, _ in first }
    for index in alerts.indices where alerts[index].stands && (levels[alerts[index].topic] ?? .calm) == .calm {
      alerts[index].cleared = now
      changed.append(alerts[index])
    }
    let known = Set(standing.map(\.topic))
    for symptom in symptoms where symptom.level == .bad && !known.contains(symptom.topic) {
      let alert = Alert(symptom.topic, symptom.what, raised: now)
      alerts.append(alert)
      changed.append(alert)
    }
    if !changed.isEmpty { forget() }
    return changed
  }

  /// What is to be told now: of each topic the latest alert, where it stands otherwise than was told last. What was raised and cleared
  /// again before anything could be told of it is never told.
  package mutating func newsToTell(at now: Moment) -> [Alert] {
    var latest: [String: Alert] = [:]
    for alert in alerts { latest[alert.topic.description] = alert }
    var news: [Alert] = []
    for (topic, alert) in latest.sorted(by: { $0.key < $1.key }) {
      let last = told[topic]
      guard alert.stands != (last?.stood ?? false) else { continue }
      // A clock that was set back must not keep it silent for ever.
      if let last, (.zero..<Self.silence).contains(now.since(last.at)) { continue }
      told[topic] = Told(at: now, stood: alert.stands)
      news.append(alert)
    }
    return news
  }

  private mutating func forget() {
    let tooMany = alerts.count - Self.most
    guard tooMany > 0 else { return }
    // There are topics of single jobs: what was told of them is forgotten with their alerts.
    defer {
      let topics = Set(alerts.map(\.topic.description))
      told = told.filter { topics.contains($0.key) }
    }
    var left = tooMany
    alerts.removeAll { alert in
      guard left > 0, !alert.stands else { return false }
      left -= 1
      return true
    }
  }
}
