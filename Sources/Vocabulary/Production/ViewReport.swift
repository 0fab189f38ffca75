/// How a video, or some videos, or all of a client, were watched.
package struct ViewReport: Hashable, Sendable, Codable {
  /// Nil: of all clients together.
  package let client: ClientName?
  package let scope: ViewScope
  /// The days that were asked for.
  package var period = ViewDays.all
  package var tally: ViewTally
  /// Whether viewers are known again on another day. Else those of each day are added up, and who comes back counts again.
  package var knowsViewersAgain = false
  /// Whether the secret by which viewers are known again is kept.
  package var keepsSalt = false
  /// The last days on which there were views, the oldest first.
  package var days: [Day]
  /// By what is counted: devices, browsers, countries, referrers, campaigns, sizes, hours; the most frequent first.
  package var counts: [ViewKind: [Count]]
  /// Of several videos, those with the most views first; empty in the report of one.
  package var videos: [Video]

  package struct Day: Hashable, Sendable, Codable {
    /// Of UTC, as 2026-01-31.
    package let day: String
    package let views: Int

    package init(day: String, views: Int) {
      self.day = day
      self.views = views
    }
  }

  package struct Count: Hashable, Sendable, Codable {
    package let value: String
    package let views: Int

    package init(value: String, views: Int) {
      self.value = value
      self.views = views
    }
  }

  /// Of those with fewer views nothing stands in it.
  package static let mostVideos = 200

  package struct Video: Hashable, Sendable, Codable {
    package let name: String
    package let tally: ViewTally

    package init(name: String, tally: ViewTally) {
      self.name = name
      self.tally = tally
    }
  }

  package init(client: ClientName?, scope: ViewScope = .all, tally: ViewTally) {
    self.client = client
    self.scope = scope
    self.tally = tally
    days = []
    counts = [:]
    videos = []
  }

  /// The name of the one video that it is of.
  package var video: String? { if case .video(let name) = scope { name } else { nil } }

  /// What its number of viewers is.
  package var viewersInWords: String {
    // Of one person's videos each has viewers of its own.
    if case .lead = scope { return knowsViewersAgain ? "viewers of each video, summed" : "daily viewers of each video, summed" }
    return knowsViewersAgain ? "viewers" : "daily viewers, summed"
  }

  package static let mostCounts = 50

  /// What several clients' reports come to together. Who watched videos of two clients is two viewers: nobody could tell.
  package static func together(_ reports: [ViewReport]) -> ViewReport? {
    guard let first = reports.first else { return nil }
    var sum = ViewReport(client: nil, scope: first.scope, tally: ViewTally())
    sum.period = first.period
    sum.knowsViewersAgain = reports.allSatisfy(\.knowsViewersAgain)
    sum.keepsSalt = reports.contains(where: \.keepsSalt)
    var days: [String: Int] = [:]
    var counts: [ViewKind: [String: Int]] = [:]
    for report in reports {
      sum.tally.add(report.tally)
      for day in report.days { days[day.day, default: 0] += day.views }
      for (kind, values) in report.counts {
        for value in values { counts[kind, default: [:]][value.value, default: 0] += value.views }
      }
      let client = report.client.map { "\($0): " } ?? ""
      sum.videos += report.videos.map { Video(name: client + $0.name, tally: $0.tally) }
    }
    sum.days = days.sorted { $0.key < $1.key }.map { Day(day: $0.key, views: $0.value) }
    sum.counts = counts.mapValues { values in
      let sorted = values.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return sorted.prefix(mostCounts).map { Count(value: $0.key, views: $0.value) }
    }
    sum.videos = Array(sum.videos.sorted { ($1.tally.views, $0.name) < ($0.tally.views, $1.name) }.prefix(mostVideos))
    return sum
  }
}

/// What views are counted by.
package enum ViewKind: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  case device, browser, country, referrer, source, medium, campaign, quality, hour
}
