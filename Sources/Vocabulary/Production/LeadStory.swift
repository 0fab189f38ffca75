/// A person that some list told of, as the ledger remembers them.
package struct LeadCard: Hashable, Sendable, Codable {
  package let id: Int64
  package let client: ClientName
  /// All that lists said of them, the newest last; empty once erased.
  package let values: [String: String]
  /// How many lists told of them.
  package let lists: Int
  package let created: Moment
  package let changed: Moment

  package init(id: Int64, client: ClientName, values: [String: String], lists: Int, created: Moment, changed: Moment) {
    self.id = id
    self.client = client
    self.values = values
    self.lists = lists
    self.created = created
    self.changed = changed
  }

  package var shownName: String { Lead(line: 0, values: values).shownName }
}

/// What happened with a person, in its order.
package struct LeadStory: Hashable, Sendable, Codable {
  package let card: LeadCard
  package let events: [Event]
  /// What was made for them, in the order in which it was made.
  package var videos: [Video] = []

  /// A list told of them, and a job was made of it.
  package struct Event: Hashable, Sendable, Codable {
    package let at: Moment
    /// The drop that the list came in, and their line in it.
    package let drop: String
    package let line: Int
    package let job: JobName?
    package let state: JobState?

    package init(at: Moment, drop: String, line: Int, job: JobName?, state: JobState?) {
      self.at = at
      self.drop = drop
      self.line = line
      self.job = job
      self.state = state
    }
  }

  /// A row of a list that became a video, and who watched it: that it is them is only likely.
  package struct Video: Hashable, Sendable, Codable {
    package let job: JobName
    package let state: JobState
    package let changed: Moment
    /// Whether an e-mail lies beside it.
    package let hasMail: Bool
    package let tally: ViewTally
    /// The newest of those that its page told of.
    package let views: [View]

    package init(job: JobName, state: JobState, changed: Moment, hasMail: Bool, tally: ViewTally, views: [View]) {
      self.job = job
      self.state = state
      self.changed = changed
      self.hasMail = hasMail
      self.tally = tally
      self.views = views
    }
  }

  package struct View: Hashable, Sendable, Codable {
    package let at: Moment
    package let percent: Int
    package let clicked: Bool
    package let liked: Bool
    package let shared: Bool
    package let device: String
    package let country: String

    package init(at: Moment, percent: Int, clicked: Bool, liked: Bool, shared: Bool, device: String, country: String) {
      self.at = at
      self.percent = percent
      self.clicked = clicked
      self.liked = liked
      self.shared = shared
      self.device = device
      self.country = country
    }
  }

  package init(card: LeadCard, events: [Event]) {
    self.card = card
    self.events = events
  }

  /// All of it in its order, in words: when, and what.
  package var timeline: [(at: Moment, what: String)] {
    let lists = events.map { event in
      (at: event.at, what: "line \(event.line) of \(event.drop)" + (event.job.map { ", which became \($0)" } ?? ""))
    }
    let made = videos.map { video in
      let mail = video.hasMail ? ", with an e-mail to send" : ""
      return (at: video.changed, what: "the video \(video.job): \(video.state.rawValue)\(mail)")
    }
    let views = videos.flatMap { video in video.views.map { (at: $0.at, what: "\(video.job) was watched: \($0.words)") } }
    return (lists + made + views).sorted { $0.at < $1.at }
  }
}

extension LeadStory.View {
  package var words: String {
    let more = [
      clicked ? "clicked the button" : "", liked ? "liked it" : "", shared ? "shared it" : "",
      device.isEmpty ? "" : "on a \(device)",
      country,
    ]
    return (["\(percent) % played"] + more.filter { !$0.isEmpty }).joined(separator: ", ")
  }
}
