/// How a video, or all videos of a client, were watched.
package struct ViewReport: Hashable, Sendable, Codable {
  package let client: ClientName
  /// Nil: of all.
  package let video: String?
  package var tally: ViewTally
  /// The last days on which there were views, the oldest first.
  package var days: [Day]
  /// By what is counted: devices, browsers, sites, campaigns, sizes, hours; the most frequent first.
  package var counts: [ViewKind: [Count]]
  /// Of all videos, those with the most views first; empty in the report of one.
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

  package init(client: ClientName, video: String?, tally: ViewTally) {
    self.client = client
    self.video = video
    self.tally = tally
    days = []
    counts = [:]
    videos = []
  }
}

/// What views are counted by.
package enum ViewKind: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  case device, browser, site, campaign, quality, hour
}

/// The sums of a number of views.
package struct ViewTally: Hashable, Sendable, Codable {
  package var views = 0
  /// Viewers of each day, added up: somebody who comes back on another day counts again.
  package var viewers = 0
  /// The views of which it is known how much was played, and what that adds up to.
  package var measured = 0
  package var percents = 0
  /// Played to 95 percent and more.
  package var completed = 0
  package var ctas = 0
  package var likes = 0
  package var shares = 0
  /// Times that a player waited for data.
  package var waits = 0
  /// Views that no page told of, only the bytes that were sent.
  package var fromBytes = 0
  /// How many played each step of five percent.
  package var steps = [Int](repeating: 0, count: ViewMarks.steps)

  package init() {}

  package var meanPercent: Int? { measured == 0 ? nil : (percents + measured / 2) / measured }
  package var completedPercent: Int? { measured == 0 ? nil : (completed * 100 + measured / 2) / measured }
  package var ctaPercent: Int? { views == 0 ? nil : (ctas * 100 + views / 2) / views }
}
